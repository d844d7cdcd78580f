import { formatNumber, plural } from '../documents/format';
import type { Block, Span } from '../model/document';
import type { Provenance, SourceName } from '../model/fact';
import type { Failure } from '../model/failure';
import { toIso } from '../model/time';
import { count, text, type FactBook, type Findings, type OvernightSources, type State } from './overnightWords';

const SOURCE_NAMES: Readonly<Record<SourceName, string>> = {
  subscriptions: 'Subscriptions',
  alerts: 'Alerts',
  alertHistory: 'Alert history',
  alertRules: 'Alert rules',
  actionGroups: 'Action groups',
  metrics: 'Metrics',
  activityLog: 'Changes (activity log)',
  resourceHealth: 'Resource health',
  serviceHealth: 'Service health',
  resources: 'Resources',
  dependencies: 'Dependencies',
  advisor: 'Advisor',
  logs: 'Logs',
  resourceGraph: 'Resource Graph',
  clusters: 'Azure Data Explorer',
};

/** One line per source and kind of failure; the rest of the same kind is folded below. */
export function failureBlocks(findings: Findings): Block[] {
  if (findings.failures.length === 0) return [];
  const kinds = new Map<string, Failure[]>();
  for (const failure of findings.failures) {
    const key = JSON.stringify([failure.source, failure.kind, failure.missingPermission]);
    kinds.set(key, [...(kinds.get(key) ?? []), failure]);
  }
  const grouped = [...kinds.values()];
  const items = grouped.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? [] : [text(` And ${others.length} more of the same kind.`)];
    return [[...failureSpans(first), ...more]];
  });
  const folded = grouped.flatMap((failures) => failures.slice(1));
  return [
    { kind: 'heading', level: 2, spans: [text('What could not be read')] },
    { kind: 'list', tone: 'warning', items },
    ...(folded.length === 0
      ? []
      : [
          {
            kind: 'details',
            summary: [text(`${folded.length} more of the same kinds`)],
            blocks: [{ kind: 'list', items: folded.map(failureSpans) }],
          } satisfies Block,
        ]),
  ];
}

function failureSpans(failure: Failure): Span[] {
  return [
    text(`${SOURCE_NAMES[failure.source]} could not be read${failure.kind === 'partial' ? ' whole' : ''}: `, 'strong'),
    text(failure.message),
    ...(failure.missingPermission === undefined
      ? []
      : [text(' Missing permission: '), text(failure.missingPermission, 'code'), text('.')]),
    ...(failure.suggestedRole === undefined ? [] : [text(` Smallest role: ${failure.suggestedRole}.`)]),
    text(` ${failure.nextAction}`),
  ];
}

/** An empty answer is an answer, but the reader should know that it was one. */
export function silentBlocks(sources: OvernightSources): Block[] {
  if (sources.silent.length === 0) return [];
  return [
    { kind: 'heading', level: 2, spans: [text('What came back empty')] },
    { kind: 'list', tone: 'info', items: sources.silent.map((sentence) => [text(sentence)]) },
  ];
}

/** Every source with how far it could be read and the requests that were sent, folded. */
export function sourcesBlock(findings: Findings, sources: OvernightSources, book: FactBook): Block {
  const item = (name: string, state: State, from: readonly Provenance[]): readonly Span[] => {
    const requests = [...new Map(from.map((one) => [`${one.request.method} ${one.request.url}`, one])).values()];
    const words = { whole: 'read', partial: 'read in part', unread: 'could not be read' }[state];
    if (requests.length === 0) return [text(`${name}: ${words}`)];
    const sent = count(
      `source:${name}`,
      `Requests for ${name.toLowerCase()}`,
      requests.length,
      requests,
      'sent for this document',
    );
    return [text(`${name}: ${words}, `), book.span(sent), text(` ${plural(requests.length, 'request')}`)];
  };
  return {
    kind: 'details',
    summary: [text('Sources and times')],
    blocks: [
      {
        kind: 'paragraph',
        spans: [
          text(
            `Window ${toIso(findings.window.from)} to ${toIso(findings.window.to)}, read as of ${toIso(sources.now)}; critical means severity ${formatNumber(findings.criticalUpTo)} or worse.`,
          ),
        ],
      },
      {
        kind: 'list',
        items: [
          item('Alerts of the window', sources.alerts, sources.provenance.alerts),
          item('Alerts from before that still fire', sources.earlier, sources.provenance.earlier),
          item('Alert rules', sources.rules, sources.provenance.rules),
          item('Resources and dependencies', sources.topology, sources.provenance.topology),
          item('Changes', sources.changes, sources.provenance.changes),
        ],
      },
    ],
  };
}
