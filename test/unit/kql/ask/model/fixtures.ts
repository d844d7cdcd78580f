import { redact } from '../../../../../src/azure/redact';
import type { AskContext, AskDraft, AskTable, Flavour } from '../../../../../src/kql/ask/answer';
import { queryChecker, type CheckerOptions } from '../../../../../src/kql/ask/model/checkQuery';
import type { ModelAsk } from '../../../../../src/kql/ask/model/modelPath';
import type { ModelProvider, ModelReply, ModelRequest } from '../../../../../src/kql/ask/model/provider';
import { knownTables } from '../../../../../src/kql/schema/knownTables';
import { HOUR } from '../../../../../src/model/time';

export const now = Date.UTC(2026, 10, 17, 3);
export const lastHour = { from: now - HOUR, to: now };
/** The window as queries have it. */
export const inWindow = 'TimeGenerated >= datetime(2026-11-17T02:00:00Z) and TimeGenerated < datetime(2026-11-17T03:00:00Z)';

const tableOf =
  (flavour: Flavour) =>
  ({ name, columns }: ReturnType<typeof knownTables>[number]): AskTable => ({
    name,
    store: flavour === 'graph' ? 'graph' : 'logs',
    flavour,
    columns,
  });

export const workspaceTables: readonly AskTable[] = knownTables('logs')
  .filter(({ name }) => /^[A-Z]/.test(name))
  .map(tableOf('workspace'));
export const classicTables: readonly AskTable[] = knownTables('logs')
  .filter(({ name }) => /^[a-z]/.test(name))
  .map(tableOf('classic'));
export const graphTables: readonly AskTable[] = knownTables('graph').map(tableOf('graph'));

export const context: AskContext = {
  environment: 'Northwind',
  now,
  timeZone: 'UTC',
  tables: [...workspaceTables, ...graphTables],
  resources: [],
  values: [],
  events: [],
};

export const draftOf = (kql: string, confidence: number): AskDraft => ({
  kind: 'query',
  kql,
  store: 'logs',
  flavour: 'workspace',
  tables: ['AppRequests'],
  window: lastHour,
  slots: [],
  explain: [],
  confidence,
  notices: [],
});

/** A model that answers with these texts in turn; what it was sent is kept. */
export interface FakeModel extends ModelProvider {
  readonly requests: ModelRequest[];
}

export function fakeModel(...replies: readonly (string | Error | ((signal: AbortSignal) => Promise<ModelReply>))[]): FakeModel {
  const requests: ModelRequest[] = [];
  return {
    id: 'fake',
    label: 'Fake',
    requests,
    complete(request, signal) {
      const reply = replies[requests.length] ?? replies.at(-1) ?? '';
      requests.push(request);
      if (typeof reply === 'function') return reply(signal);
      if (reply instanceof Error) return Promise.reject(reply);
      const cost = { amount: 0.01, currency: 'USD' };
      return Promise.resolve({ text: reply, isCut: false, tokensIn: 100, tokensOut: 20, milliseconds: 5, cost });
    },
  };
}

export const answer = (kql: string, rest: object = {}): string => JSON.stringify({ kql, tables: [], assumptions: [], ...rest });

export function askWith(
  provider: ModelProvider,
  more: Partial<ModelAsk> & { checking?: Partial<CheckerOptions> } = {},
): ModelAsk {
  const { checking, ...rest } = more;
  return {
    question: 'slow requests in the last hour',
    context,
    window: lastHour,
    redact,
    provider,
    checker: queryChecker({ context, window: lastHour, ...checking }),
    consent: true,
    ...rest,
  };
}

export const never = (): AbortSignal => new AbortController().signal;
