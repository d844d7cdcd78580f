import * as vscode from 'vscode';
import type { Slot, SlotKind } from '../../../kql/ask/answer';

/** Names of services may hold `$(icon)`, which the editor would draw. */
export const plainLabel = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('$(', '$ (');

/** What there is to choose of the parts of a question: those that could be another way, or were chosen. */
export const openSlots = (slots: readonly Slot[], choices: Readonly<Record<string, string>>): readonly Slot[] =>
  slots.filter(({ id, others, typed }) => others.length > 0 || typed !== undefined || id in choices);

/** The slots that a person most likely wants to see: what was chosen or guessed, then what the question says, then what it leaves to us. */
export function firstSlots(slots: readonly Slot[], most: number): readonly Slot[] {
  return slots
    .map((slot, place) => ({ slot, place, weight: weightOf(slot) }))
    .sort((a, b) => a.weight - b.weight || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ slot }) => slot);
}

const plain: ReadonlySet<SlotKind> = new Set(['table', 'window', 'resource', 'condition']);

function weightOf({ kind, isAssumed, isChosen, isImplied }: Slot): number {
  // Most often changed.
  if (kind === 'window') return 0;
  if (isImplied === true) return 3;
  if (isChosen === true || isAssumed) return 0;
  return plain.has(kind) ? 1 : 2;
}

/** What a slot is about, for a list. */
export function slotTitle(kind: SlotKind): string {
  switch (kind) {
    case 'store':
      return vscode.l10n.t('Where From');
    case 'table':
      return vscode.l10n.t('Table');
    case 'window':
      return vscode.l10n.t('Time');
    case 'resource':
      return vscode.l10n.t('Resource');
    case 'condition':
      return vscode.l10n.t('Condition');
    case 'measure':
      return vscode.l10n.t('Measure');
    case 'aggregation':
      return vscode.l10n.t('Computed');
    case 'group':
      return vscode.l10n.t('Grouped');
    case 'order':
      return vscode.l10n.t('Order');
    case 'limit':
      return vscode.l10n.t('Limit');
    case 'shape':
      return vscode.l10n.t('Result');
    case 'comparison':
      return vscode.l10n.t('Compared With');
    case 'ignored':
      return vscode.l10n.t('Left Out');
  }
}
