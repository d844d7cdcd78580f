/** What the tests of running share: a language service in this thread and sources that write down what they are asked. */
import type { EarlierCell, RunRequest, RunServices } from '../../../../src/kql/notebook/queryRun';
import { languageInProcess } from '../../../../src/kql/host/languageInProcess';
import { describeConnection } from '../../../../src/kql/sources/createQuerySources';
import type { QuerySources, SourceAnswer, SourceQuery } from '../../../../src/kql/sources/querySources';
import type { QueryTable, TableSchema } from '../../../../src/model/query';
import { parseIso } from '../../../../src/model/time';

export const now = parseIso('2026-06-09T07:00:00Z');

export const answer: SourceAnswer = {
  tables: [{ name: 'PrimaryResult', columns: [{ name: 'x', type: 'long' }], rows: [[1], [2]] }],
  failures: [],
  warnings: [],
  provenance: [],
};

export interface Setting {
  readonly services: RunServices;
  /** What the source was asked, in order. */
  readonly asked: SourceQuery[];
  reply: (query: SourceQuery) => Promise<SourceAnswer>;
  tables: readonly TableSchema[];
}

const language = languageInProcess();

export function setting(): Setting {
  const made: Setting = {
    asked: [],
    reply: () => Promise.resolve(answer),
    tables: [],
    get services(): RunServices {
      const sources: QuerySources = {
        run: (query) => {
          made.asked.push(query);
          return made.reply(query);
        },
        schema: () => Promise.resolve({ tables: made.tables, failures: [] }),
        forget: () => undefined,
        describe: (connection) => describeConnection(connection),
        dispose: () => Promise.resolve(),
      };
      return { sources, language, clock: { now: () => now }, timeZone: 'Europe/Madrid', defaultHours: 24, timeoutSeconds: 60 };
    },
  };
  return made;
}

export function request(text: string, more: Partial<RunRequest> = {}): RunRequest {
  return { text, connection: { kind: 'logs' }, earlier: [], ...more };
}

export function cell(text: string, more: Partial<EarlierCell> = {}): EarlierCell {
  return { text, isStale: false, ...more };
}

export function table(rows: QueryTable['rows'], ...columns: QueryTable['columns']): QueryTable {
  return { name: 'PrimaryResult', columns, rows };
}
