import type { TimeWindow } from '../../../model/time';
import type { Flavour } from '../answer';
import type { Expr, Operator, QueryTree } from '../compose/ast';
import { binary, call, column, duration, eq, ge, gt, inList, literal, named, path, within } from '../compose/build';
import { print } from '../compose/print';

/** A question with a good answer; the names of things in it stand for any. */
export interface Example {
  readonly flavour: Flavour;
  readonly question: string;
  readonly table: string;
  /** Stages after those of the window. */
  readonly stages: readonly Operator[];
}

const where = (condition: Expr): Operator => ({ kind: 'where', condition });
const newest = (count: number): Operator => ({ kind: 'top', count, by: { expr: column('TimeGenerated'), descending: true } });
const most = (name: string, count: number): Operator => ({ kind: 'top', count, by: { expr: column(name), descending: true } });
const sampled = call('sum', column('ItemCount'));
const texts = (...columns: readonly string[]): Operator => ({
  kind: 'project',
  columns: columns.map((name) => ({ expr: column(name) })),
});

/** Own questions of the everyday kinds: rows, a count by something, a percentile over time, a share, a text in messages, an inventory. */
export const examples: readonly Example[] = [
  {
    flavour: 'workspace',
    question: 'error logs of ROLE',
    table: 'AppTraces',
    stages: [where(eq(column('AppRoleName'), literal('ROLE'))), where(ge(column('SeverityLevel'), literal(3))), newest(100)],
  },
  {
    flavour: 'workspace',
    question: 'which operations failed most',
    table: 'AppRequests',
    stages: [
      where(eq(column('Success'), literal(false))),
      { kind: 'summarize', aggregates: [named('Failures', sampled)], by: [{ expr: column('Name') }] },
      most('Failures', 10),
    ],
  },
  {
    flavour: 'workspace',
    question: '95th percentile of the response time of ROLE every 5 minutes',
    table: 'AppRequests',
    stages: [
      where(eq(column('AppRoleName'), literal('ROLE'))),
      {
        kind: 'summarize',
        aggregates: [named('P95', call('percentile', column('DurationMs'), literal(95)))],
        by: [{ expr: call('bin', column('TimeGenerated'), duration(300_000)) }],
      },
      { kind: 'order', by: [{ expr: column('TimeGenerated'), descending: false }] },
    ],
  },
  {
    flavour: 'workspace',
    question: 'share of failed calls by target',
    table: 'AppDependencies',
    stages: [
      {
        kind: 'summarize',
        aggregates: [
          named('Failed', call('sumif', column('ItemCount'), eq(column('Success'), literal(false)))),
          named('All', sampled),
        ],
        by: [{ expr: column('Target') }],
      },
      {
        kind: 'extend',
        columns: [named('Percent', binary(binary(literal(100, 'real'), '*', column('Failed')), '/', column('All')))],
      },
      most('Percent', 20),
    ],
  },
  {
    flavour: 'workspace',
    question: 'how often did TEXT appear in the container logs of NAMESPACE',
    table: 'ContainerLogV2',
    stages: [
      where(eq(column('PodNamespace'), literal('NAMESPACE'))),
      where(binary(call('tostring', column('LogMessage')), 'has', literal('TEXT'))),
      { kind: 'summarize', aggregates: [named('Count', call('count'))], by: [{ expr: column('PodName') }] },
      most('Count', 20),
    ],
  },
  {
    flavour: 'classic',
    question: 'slow requests of ROLE',
    table: 'requests',
    stages: [
      where(eq(column('cloud_RoleName'), literal('ROLE'))),
      where(gt(column('duration'), literal(1000))),
      { kind: 'top', count: 50, by: { expr: column('duration'), descending: true } },
    ],
  },
  {
    flavour: 'classic',
    question: 'exceptions by type',
    table: 'exceptions',
    stages: [
      { kind: 'summarize', aggregates: [named('Count', call('sum', column('itemCount')))], by: [{ expr: column('type') }] },
      most('Count', 20),
    ],
  },
  {
    flavour: 'graph',
    question: 'alerts that are still firing, the critical ones first',
    table: 'alertsmanagementresources',
    stages: [
      where(binary(column('type'), '=~', literal('microsoft.alertsmanagement/alerts'))),
      where(eq(path('properties', ['essentials', 'monitorCondition']), literal('Fired'))),
      {
        kind: 'project',
        columns: [{ expr: column('name') }, named('severity', path('properties', ['essentials', 'severity']))],
      },
      { kind: 'order', by: [{ expr: column('severity'), descending: false }] },
      { kind: 'take', count: 100 },
    ],
  },
  {
    flavour: 'graph',
    question: 'which machines are in GROUP',
    table: 'resources',
    stages: [
      where(inList(column('type'), ['microsoft.compute/virtualmachines'], 'in~')),
      where(binary(column('resourceGroup'), '=~', literal('GROUP'))),
      texts('name', 'location'),
      { kind: 'take', count: 100 },
    ],
  },
];

const timeOf: Readonly<Record<Flavour, string | undefined>> = {
  workspace: 'TimeGenerated',
  classic: 'timestamp',
  graph: undefined,
};

/** The query of an example over that window, as any query has to have it. */
export function exampleQuery({ flavour, table, stages }: Example, window: TimeWindow | undefined): string {
  const time = timeOf[flavour];
  const bounds = time === undefined || window === undefined ? [] : [where(within(column(time), window))];
  const tree: QueryTree = { lets: [], body: { source: { kind: 'table', name: table }, operators: [...bounds, ...stages] } };
  return print(tree);
}

/** Examples for those flavours, those that share words with the question first, then those of the tables that are shown; at most so many. */
export function examplesFor(
  question: string,
  flavours: readonly Flavour[],
  tables: readonly string[],
  count: number,
): readonly Example[] {
  const words = new Set(question.toLowerCase().match(/[a-z]{3,}/g));
  const scores = new Map(
    examples.map((example) => {
      const shared = (example.question.toLowerCase().match(/[a-z]{3,}/g) ?? []).filter((word) => words.has(word)).length;
      return [example, shared + (tables.includes(example.table) ? 1 : 0)];
    }),
  );
  return examples
    .filter(({ flavour }) => flavours.includes(flavour))
    .toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))
    .slice(0, count);
}
