import type { Table } from '../../kql/engine/chunk';
import { MINUTE } from '../../model/time';
import type { WebClient } from '../story/logTypes';
import { hash, unit } from '../story/random';
import { always, ints, longs, templates, type Fill } from './fills';
import { spread } from './flows';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { workspaceTable } from './workspaceTable';

/** One way in which a request is logged: who asked a page of which server, and how it ended. */
interface Entry {
  readonly host: string;
  readonly computer: string;
  readonly address: string;
  readonly site: string;
  readonly hostName: string;
  readonly port: number;
  readonly method: string;
  readonly stem: string;
  readonly query: string;
  readonly client: WebClient;
  readonly status: string;
  readonly bytes: number;
}

/** Every request of the pages that the machines' web servers log: as many as the series of the role count, as slow as they say. */
export function w3cIisLog(log: LogStory): Table {
  const writer = new RowWriter(log.from);
  const entries: Entry[] = [];
  for (const { resource, address, web } of log.logs.hosts) {
    if (web === undefined) continue;
    for (const page of web.pages) {
      const told = log.logs.operations.find(({ role, operation }) => role === web.role && operation === page.operation);
      const [stem = '', query = '-'] = (told?.path ?? '/').split('?');
      const [method = 'GET'] = page.operation.split(' ');
      for (const success of ['True', 'False']) {
        const clients = page.bulk === undefined ? page.clients : [...page.clients, page.bulk.client];
        const first = entries.length;
        for (const client of clients)
          entries.push({
            host: resource,
            computer: log.resource(resource).name,
            address,
            site: web.site,
            hostName: web.host,
            port: web.port,
            method,
            stem,
            query,
            client,
            status: success === 'True' ? (told?.resultCode ?? '200') : '500',
            bytes: page.bytes,
          });
        const counts = cellOf(log, 'requests/count', web.role, page.operation, success);
        const durations = cellOf(log, 'requests/duration', web.role, page.operation, success);
        const seed = hash(`${resource}|${page.operation}|${success}`);
        const usual = page.clients.length;
        for (let minute = 0; minute < log.minutes; minute++) {
          const count = counts[minute] ?? 0;
          for (let place = 0; place < count; place++) {
            const key = minute * 1024 + place;
            const bulk = page.bulk !== undefined && place >= page.bulk.above;
            const client = bulk ? usual : Math.floor(unit(seed, key) * usual);
            const time = log.at(minute) + Math.floor(unit(seed ^ 0x31, key) * MINUTE);
            writer.add(time, first + client, (durations[minute] ?? 0) * spread(seed, key, 0.35), 0, key);
          }
        }
      }
    }
  }
  const rows = writer.finish();
  const of = (pick: (entry: Entry) => string): Fill => templates(rows.kind, entries.map(pick), (row) => rows.c[row] ?? 0);
  return workspaceTable(
    log,
    'W3CIISLog',
    rows,
    { kinds: rows.kind, ids: entries.map(({ host }) => host) },
    {
      Computer: of(({ computer }) => computer),
      sSiteName: of(({ site }) => site),
      sIP: of(({ address }) => address),
      sPort: ints((row) => entries[rows.kind[row] ?? 0]?.port ?? 0),
      csHost: of(({ hostName }) => hostName),
      csMethod: of(({ method }) => method),
      csUriStem: of(({ stem }) => stem),
      csUriQuery: of(({ query }) => query),
      csUserName: always('-'),
      csVersion: always('HTTP/1.1'),
      cIP: of(({ client }) => client.address),
      csUserAgent: of(({ client }) => client.userAgent),
      scStatus: of(({ status }) => status),
      scSubStatus: always('0'),
      scWin32Status: always('0'),
      TimeTaken: longs(rows.a),
      scBytes: longs((row) => (entries[rows.kind[row] ?? 0]?.bytes ?? 0) * (0.8 + 0.4 * unit(7, row))),
      csBytes: longs((row) => 380 + 240 * unit(9, row)),
      SourceSystem: always('OpsManager'),
    },
  );
}

function cellOf(log: LogStory, metric: string, role: string, operation: string, success: string): Float64Array {
  for (const series of log.story.series.filter((entry) => entry.metric === metric)) {
    const cell = series.cells.find(
      ({ dimensions }) =>
        dimensions['cloud/roleName'] === role &&
        dimensions['operation/name'] === operation &&
        dimensions['request/success'] === success,
    );
    if (cell !== undefined) return cell.values();
  }
  return new Float64Array(log.minutes);
}
