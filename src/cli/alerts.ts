import { filterAlerts, parseFilter } from '../alerts/filter';
import { clockLabel } from '../documents/clock';
import { toText } from '../documents/text';
import type { Environment } from '../environments/environment';
import { loadBoard } from '../incidents/alertBoard';
import type { Alert } from '../model/alert';
import type { ReadableDocument, Span } from '../model/document';
import { HOUR, MINUTE } from '../model/time';
import { readOverrides } from './overrides';
import { exitCodes, hoursOf, UsageError, type CliHost, type CliValues } from './run';

const DEFAULT_HOURS = 24;

/** Prints the alerts that the tree would show, newest first. JSON: `{alerts, incidents, failures, complete}`. */
export async function alertsCommand(environment: Environment, values: CliValues, host: CliHost): Promise<number> {
  const parsed = parseFilter(values.filter ?? '');
  if ('errors' in parsed)
    throw new UsageError(
      parsed.errors.map(({ message, start }) => `--filter: ${message} (at character ${start + 1})`).join('\n'),
    );
  const now = environment.clock.now();
  const board = await loadBoard(environment.stores, {
    window: { from: now - hoursOf(values, DEFAULT_HOURS) * HOUR, to: now + MINUTE },
    now,
    overrides: await readOverrides(values),
    pause: () => Promise.resolve(),
  });
  const alerts = filterAlerts(board.alerts, parsed.query);
  if (values.json) {
    host.out.write(
      `${JSON.stringify({ alerts, incidents: board.incidents, failures: board.failures, complete: board.complete })}\n`,
    );
  } else {
    const timeZone = values.tz ?? environment.timeZone;
    host.out.write(toText(listing(environment, alerts, board.alerts.length, now, timeZone), { width: host.out.columns ?? 120 }));
  }
  for (const failure of board.failures) host.err.write(`sre: ${failure.message} ${failure.nextAction}\n`);
  return board.failures.length === 0 ? exitCodes.ok : exitCodes.incomplete;
}

function listing(
  environment: Environment,
  alerts: readonly Alert[],
  total: number,
  now: number,
  timeZone: string,
): ReadableDocument {
  const cell = (text: string): readonly Span[] => [{ kind: 'text', text }];
  return {
    title: 'Alerts',
    subtitle: `${environment.name} · ${alerts.length} of ${total} · times in ${timeZone}`,
    demo: environment.kind === 'demo',
    facts: {},
    blocks: [
      {
        kind: 'table',
        label: 'Alerts',
        columns: ['Fired', 'Sev', 'Alert', 'Resource', 'Condition', 'Response'],
        rows: alerts.map((alert) => [
          cell(clockLabel(alert.firedAt, timeZone, now)),
          cell(`Sev${alert.severity}`),
          cell(alert.name),
          cell(alert.target.name),
          cell(alert.monitorCondition),
          cell(alert.userResponse),
        ]),
      },
    ],
  };
}
