import { fullLabel } from '../documents/clock';
import type { Alert } from '../model/alert';
import type { Block, ReadableDocument, Span } from '../model/document';
import type { Fact } from '../model/fact';
import type { Stores } from '../model/stores';
import type { AlertBoard } from './alertBoard';
import { gatherEvidence, type EvidenceOptions, type EvidenceRow } from './alertEvidence';

/** The details of one alert as a document: every row of its evidence, facts linked to their requests. */
export async function describeAlert(
  alert: Alert,
  board: AlertBoard,
  stores: Stores,
  options: EvidenceOptions & { readonly environment: string; readonly demo: boolean },
  signal?: AbortSignal,
): Promise<ReadableDocument> {
  const rows = await gatherEvidence(alert, board, stores, options, signal);
  const facts: Record<string, Fact> = {};
  for (const { fact } of rows) if (fact !== undefined) facts[fact.id] = fact;
  const text = (value: string): Span => ({ kind: 'text', text: value });
  const valueSpan = (row: EvidenceRow): Span =>
    row.fact === undefined ? text(row.value) : { kind: 'fact', fact: row.fact.id, text: row.value };
  const troubles = rows.filter(({ id }) => id.startsWith('failure'));
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      tone: alert.monitorCondition === 'Fired' ? 'bad' : 'good',
      spans: [
        { kind: 'text', text: `Sev${alert.severity} ${alert.name}`, style: 'strong' },
        text(
          ` on ${alert.target.name} (${alert.target.type}, resource group ${alert.target.resourceGroup}): ${alert.monitorCondition}, ${alert.userResponse}.`,
        ),
      ],
    },
    ...(alert.description === ''
      ? []
      : [{ kind: 'paragraph', spans: [{ kind: 'text', text: alert.description, style: 'muted' }] } satisfies Block]),
    {
      kind: 'table',
      label: 'Evidence',
      columns: ['Evidence', 'Finding'],
      rows: rows.filter((row) => !troubles.includes(row)).map((row) => [[text(row.label)], [valueSpan(row)]]),
    },
  ];
  if (troubles.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, spans: [text('What could not be read')] },
      {
        kind: 'list',
        tone: 'warning',
        items: troubles.map((row) => [{ kind: 'text', text: `${row.label}: `, style: 'strong' }, text(row.value)]),
      },
    );
  }
  return {
    title: alert.name,
    subtitle: `${options.environment} · ${fullLabel(options.now, options.timeZone)} (${options.timeZone})`,
    demo: options.demo,
    blocks,
    facts,
  };
}
