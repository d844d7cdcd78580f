import type { ReadableDocument } from '../../../../src/model/document';
import type { PanelContent } from '../../../../src/webviews/document/protocol';

/** One block of every kind, one span of every kind, and links at every depth. */
export const sampleDocument: ReadableDocument = {
  title: 'Overnight <b>',
  subtitle: 'Mon 20:00 – Tue 09:00',
  demo: true,
  blocks: [
    {
      kind: 'paragraph',
      tone: 'warning',
      spans: [
        { kind: 'text', text: 'Yes. ', style: 'strong' },
        { kind: 'fact', fact: 'peak', text: '91 %', style: 'muted' },
        { kind: 'link', to: { kind: 'alert', id: '/alerts/1' }, text: 'CPU' },
      ],
    },
    { kind: 'heading', level: 2, spans: [{ kind: 'text', text: 'Alerts' }] },
    {
      kind: 'table',
      label: 'Alerts',
      columns: ['Alert', 'Peak'],
      rows: [
        [[{ kind: 'link', to: { kind: 'resource', id: '/vm/1' }, text: 'api' }], [{ kind: 'fact', fact: 'peak', text: '91 %' }]],
      ],
    },
    {
      kind: 'list',
      items: [[{ kind: 'text', text: 'one' }], [{ kind: 'link', to: { kind: 'incident', id: 'i1' }, text: 'two' }]],
    },
    {
      kind: 'details',
      summary: [{ kind: 'link', to: { kind: 'command', command: 'sre.openFact' }, text: 'origin' }],
      blocks: [
        {
          kind: 'paragraph',
          spans: [{ kind: 'link', to: { kind: 'command', command: 'sre.refreshAlerts', argument: 'all' }, text: 'Again' }],
        },
      ],
    },
  ],
  facts: {
    peak: {
      id: 'peak',
      label: 'Peak of CPU',
      value: 91,
      unit: 'percent',
      provenance: [
        { service: 'metrics', request: { method: 'GET', url: 'https://management.example/metrics' }, derivation: 'largest' },
        { service: 'resources', request: { method: 'POST', url: 'https://management.example/graph', body: '{}' } },
      ],
    },
  },
};

export const sampleContent: PanelContent = {
  subject: 'overnight',
  document: sampleDocument,
  actions: [
    { id: 'refresh', label: 'Refresh' },
    { id: 'insert', label: 'Insert into File', primary: true },
  ],
  environment: 'Harbour Shop',
};

/** What arrives on the other side of a message or of a saved state. */
export function overTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
