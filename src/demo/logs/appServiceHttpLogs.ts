import type { Table } from '../../kql/engine/chunk';
import { MINUTE } from '../../model/time';
import { hash, unit } from '../story/random';
import type { HttpLogPolicy, WebClient } from '../story/logTypes';
import { always, ints, templates, texts, type Fill } from './fills';
import { spread } from './flows';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { workspaceTable } from './workspaceTable';

interface Page {
  readonly app: string;
  readonly host: string;
  readonly instance: string;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
  readonly client: WebClient;
}

const statuses = [200, 404, 500];

/**
 * Requests of the web apps. What a policy keeps agrees with the app's metrics minute by minute: rows with `Requests`, those of status
 * 4xx and 5xx with `Http4xx` and `Http5xx`, the mean of `TimeTaken` with `HttpResponseTime`.
 */
export function appServiceHttpLogs(log: LogStory): Table {
  const writer = new RowWriter(log.from);
  const pages: Page[] = [];
  for (const policy of log.logs.httpLogs) {
    const first = pages.length;
    const choice = pagesOf(log, policy);
    pages.push(...choice.pages);
    write(log, writer, policy, choice.weights, (index) => first + index);
  }
  const rows = writer.finish();
  const of = (pick: (page: Page) => string): Fill => templates(rows.kind, pages.map(pick), (row) => rows.c[row] ?? 0);
  return workspaceTable(
    log,
    'AppServiceHTTPLogs',
    rows,
    { kinds: rows.kind, ids: pages.map(({ app }) => app) },
    {
      CsHost: of(({ host }) => host),
      ComputerName: of(({ instance }) => instance),
      CsMethod: of(({ method }) => method),
      CsUriStem: of(({ stem }) => stem),
      CsUriQuery: of(({ query }) => query),
      CIp: of(({ client }) => client.address),
      UserAgent: of(({ client }) => client.userAgent),
      ScStatus: ints((row) => statuses[rows.a[row] ?? 0] ?? 200),
      ScSubStatus: always('0'),
      ScWin32Status: always('0'),
      Result: texts(rows.a, ['Success', 'Failed', 'Failed']),
      TimeTaken: ints((row) => Math.round(rows.b[row] ?? 0)),
      ScBytes: ints((row) => 2400 + 9000 * unit(11, row)),
      CsBytes: ints((row) => 620 + 900 * unit(13, row)),
      SPort: always('443'),
      Protocol: always('HTTP/1.1'),
    },
  );
}

/** The app's pages, each once per client, and how often each is asked for in a minute. */
function pagesOf(log: LogStory, policy: HttpLogPolicy): { readonly pages: Page[]; readonly weights: Float64Array[] } {
  const role = log.logs.roles.find((entry) => entry.role === policy.role);
  const operations = log.logs.operations.filter((entry) => entry.role === policy.role);
  const counts = operations.map(
    ({ operation }) =>
      log.story.series
        .filter(({ metric }) => metric === 'requests/count')
        .flatMap(({ cells }) => cells)
        .find(({ dimensions }) => dimensions['operation/name'] === operation && dimensions['cloud/roleName'] === policy.role)
        ?.values() ?? new Float64Array(log.minutes).fill(1),
  );
  const pages: Page[] = [];
  const weights: Float64Array[] = [];
  operations.forEach(({ operation, path }, index) => {
    const [stem = '/', query = ''] = path.split('?');
    for (const client of policy.clients) {
      pages.push({
        app: policy.app,
        host: (role?.baseUrl ?? '').replace(/^https?:\/\//, ''),
        instance: role?.instance ?? '',
        method: operation.split(' ')[0] ?? 'GET',
        stem,
        query,
        client,
      });
      const weight = counts[index];
      if (weight !== undefined) weights.push(weight);
    }
  });
  return { pages, weights };
}

function write(
  log: LogStory,
  writer: RowWriter,
  policy: HttpLogPolicy,
  weights: readonly Float64Array[],
  kindOf: (page: number) => number,
): void {
  const metric = (name: string): Float64Array => log.values(policy.app, name);
  const [all, bad, wrong, seconds] = [metric('Requests'), metric('Http5xx'), metric('Http4xx'), metric('HttpResponseTime')];
  const seed = hash(`${policy.app}|http`);
  for (let minute = Math.max(0, log.minuteOf(policy.from)); minute < log.minutes; minute++) {
    const failed = bad[minute] ?? 0;
    const missed = wrong[minute] ?? 0;
    const count = Math.max(all[minute] ?? 0, failed + missed);
    const cumulative: number[] = [];
    let sum = 0;
    for (const weight of weights) cumulative.push((sum += weight[minute] ?? 0));
    const kept = policy.failedOnly ? failed : count;
    if (kept === 0) continue;
    const factors = Array.from({ length: kept }, (_, place) => spread(seed, minute * 16384 + place, 0.5));
    const scale = ((seconds[minute] ?? 0) * 1000 * kept) / factors.reduce((total, factor) => total + factor, 0);
    for (let place = 0; place < kept; place++) {
      const key = minute * 16384 + place;
      const status = place < failed ? 2 : place < failed + missed ? 1 : 0;
      const wanted = unit(seed, key) * sum;
      const page = Math.max(
        0,
        cumulative.findIndex((until) => wanted < until),
      );
      const time = log.at(minute) + Math.floor(unit(seed ^ 0x41, key) * MINUTE);
      writer.add(time, kindOf(page), status, (factors[place] ?? 1) * scale, key);
    }
  }
}
