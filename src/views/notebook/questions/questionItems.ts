import * as vscode from 'vscode';
import { commandIds } from '../../../commands/ids';
import type { Slot, SlotKind } from '../../../kql/ask/answer';
import { askedMark, choicesOfQuestion } from '../../queries/cellsAbove';
import { statusItem } from '../statusItem';
import type { AskedQuestion } from './askedQuestions';
import { firstSlots, openSlots, plainLabel, slotTitle } from './slotWords';

/** Longer words are cut: the editor gives the items half of the width of the cell. */
const longest = 36;
/** Parts that have an item of their own; the others share one. */
const mostSlots = 3;

/** What stands below a question: the parts of it that can be read in another way, what to choose from, what to ask instead. */
export function questionItems(
  cell: vscode.NotebookCell,
  question: AskedQuestion | undefined,
): readonly vscode.NotebookCellStatusBarItem[] {
  const below = cell.index + 1 < cell.notebook.cellCount ? cell.notebook.cellAt(cell.index + 1) : undefined;
  const keep = below !== undefined && askedMark(below) !== undefined ? [keepItem(cell)] : [];
  if (question === undefined) return keep;
  if (question.text !== cell.document.getText()) return [changedItem(), ...keep];
  const { answer } = question.asked;
  if (answer.kind === 'query' || answer.kind === 'scan') {
    const open = openSlots(answer.slots, choicesOfQuestion(cell));
    const first = firstSlots(open, mostSlots);
    const more = open.length > first.length ? [moreItem(cell, open, first)] : [];
    return [...first.map((slot, place) => slotItem(cell, slot, 90 - place)), ...more, ...keep];
  }
  if (answer.kind === 'choice') {
    return answer.options.map(({ label }, place) => {
      const told = item(`$(question) ${short(label)}`, 90 - place);
      told.tooltip = answer.question;
      told.command = command(vscode.l10n.t('Change Reading'), commandIds.chooseReading, [cell, { option: place }]);
      return told;
    });
  }
  if (answer.reason === 'unknownChoice') {
    const back = item(`$(discard) ${vscode.l10n.t('Let the Question Decide')}`, 90);
    back.tooltip = vscode.l10n.t('Forget what was chosen for parts of the question.');
    back.command = command(vscode.l10n.t('Change Reading'), commandIds.chooseReading, [cell, { forget: true }]);
    return [back, ...keep];
  }
  return answer.suggestions.slice(0, 3).map((suggestion, place) => {
    const told = item(`$(lightbulb) ${short(suggestion)}`, 90 - place);
    told.tooltip = vscode.l10n.t('Ask instead: {0}', suggestion);
    told.command = command(vscode.l10n.t('Ask Instead'), commandIds.askInstead, [cell, suggestion]);
    return told;
  });
}

function slotItem(cell: vscode.NotebookCell, slot: Slot, priority: number): vscode.NotebookCellStatusBarItem {
  const told = item(
    `$(${icons[slot.kind] ?? 'list-selection'}) ${short(slot.kind === 'table' ? tableName(slot.meaning) : slot.meaning)}`,
    priority,
  );
  const { words, meaning, kind, isChosen } = slot;
  const read = words === '' ? `${slotTitle(kind)}: ${meaning}` : `"${words}": ${meaning}`;
  const how = isChosen === true ? vscode.l10n.t('Chosen.') : slot.isAssumed ? vscode.l10n.t('Assumed.') : '';
  told.tooltip = [read, how, vscode.l10n.t('Select to read it in another way.')].filter((line) => line !== '').join('\n');
  told.command = command(vscode.l10n.t('Change Reading'), commandIds.chooseReading, [cell, { slot: slot.id }]);
  return told;
}

/** Without what a row of it is: the tooltip says that. */
const tableName = (meaning: string): string => meaning.split(':', 1)[0] ?? meaning;

function moreItem(cell: vscode.NotebookCell, open: readonly Slot[], first: readonly Slot[]): vscode.NotebookCellStatusBarItem {
  const rest = open.filter((slot) => !first.includes(slot));
  const told = item(`$(list-selection) ${vscode.l10n.t('{0} More…', rest.length)}`, 90 - mostSlots);
  told.tooltip = [
    vscode.l10n.t('Change any part of how the question was read:'),
    ...rest.map(({ kind, meaning }) => `${slotTitle(kind)}: ${meaning}`),
  ].join('\n');
  told.command = command(vscode.l10n.t('Change Reading'), commandIds.chooseReading, [cell]);
  return told;
}

const icons: Partial<Record<SlotKind, string>> = { window: 'calendar', table: 'table', resource: 'server', condition: 'filter' };

function keepItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem {
  const keep = new vscode.NotebookCellStatusBarItem(
    `$(code) ${vscode.l10n.t('Keep as KQL')}`,
    vscode.NotebookCellStatusBarAlignment.Right,
  );
  keep.tooltip = vscode.l10n.t('Keep the query and make the question a comment above it.');
  keep.command = command(vscode.l10n.t('Keep as KQL'), commandIds.keepAsKql, [cell]);
  return keep;
}

function changedItem(): vscode.NotebookCellStatusBarItem {
  const told = item(`$(warning) ${vscode.l10n.t('Changed')}`, 100);
  told.tooltip = vscode.l10n.t('The question has changed since it was asked. Run it again.');
  return told;
}

function item(text: string, priority: number): vscode.NotebookCellStatusBarItem {
  return statusItem(text, vscode.NotebookCellStatusBarAlignment.Left, priority);
}

const command = (title: string, id: string, args: unknown[]): vscode.Command => ({ title, command: id, arguments: args });

function short(text: string): string {
  const plain = plainLabel(text);
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}
