import { parseArgs } from 'node:util';
import { SourceError } from '../model/failure';
import type { Environment } from '../environments/environment';
import { openCliEnvironment } from './openEnvironment';

/** Where output goes and where the worker of the embedded environments lies; parameters, so that tests can choose. */
export interface CliHost {
  readonly demoWorker: URL | undefined;
  /** Entry of the threads that a long batch of queries is shared with; absent when there are none. */
  readonly kqlBatchWorker?: URL;
  readonly out: { write(text: string): unknown; readonly columns?: number; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown };
  readonly in: AsyncIterable<string | Uint8Array>;
}

/** Exit codes: 0 answered, 1 answered but incomplete, 2 wrong call, 3 could not be read at all. */
export const exitCodes = { ok: 0, incomplete: 1, usage: 2, failed: 3 } as const;

const USAGE = `Usage: sre COMMAND [OPTIONS]

Commands
  alerts      alerts of the environment, newest first
  overnight   did any critical alerts trigger overnight? the incidents in one document
  kql         runs a Kusto query over files: sre kql [QUERY] (or on standard input)
  ask         answers a question in plain language: sre ask [QUESTION] (or on standard input)

Options
  --env ENV         demo (default), demo:STORY, or azure: with the account of the Azure CLI
  --tenant ID       Azure tenant (with --env azure)
  --subscription ID Azure subscription, repeatable (with --env azure; default: all)
  --tz ZONE         IANA time zone for clock labels (default: the environment's)
  --hours N         how far to look back (default: alerts 24, overnight 12)
  --night-start HH:mm   overnight: since this clock time instead of a number of hours
  --filter TEXT     alerts: such as "sev:0-1 state:new cpu"
  --overrides FILE  merges and splits by hand (default: .sre/grouping.txt if it is there)
  --markdown        overnight: Markdown instead of terminal text
  --data PATH       kql, ask: file or folder to load as tables, repeatable (CSV, JSON, NDJSON, Parquet, also .gz)
  --schema FILE     ask: the tables and columns there are: {"tables": [{"name", "columns": [{"name", "type"}]}]}
  --now ISO         kql, ask: what now() gives
  --batch           kql: reads {"id", "query"} per line of standard input, answers in JSON lines
                    ask: reads {"id", "question"}; about the known tables without --schema, --data and --env
  --run             ask --batch: with the rows of each answer
  --choose SLOT=ID  ask: another reading of a part, repeatable; the parts and their ids are in the JSON
  --force           ask: the best reading instead of asking back or refusing
  --json            JSON for programs (kql, ask: also when the output is no terminal)
  --help
`;

const options = {
  env: { type: 'string' },
  tenant: { type: 'string' },
  subscription: { type: 'string', multiple: true },
  tz: { type: 'string' },
  hours: { type: 'string' },
  'night-start': { type: 'string' },
  filter: { type: 'string' },
  overrides: { type: 'string' },
  markdown: { type: 'boolean', default: false },
  data: { type: 'string', multiple: true },
  schema: { type: 'string' },
  now: { type: 'string' },
  run: { type: 'boolean', default: false },
  choose: { type: 'string', multiple: true },
  force: { type: 'boolean', default: false },
  batch: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export type CliValues = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

/** A call that cannot be carried out as written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs one command and resolves to the exit code. Errors go to `err`, answers to `out`. */
export async function run(args: readonly string[], host: CliHost): Promise<number> {
  try {
    const { values, positionals } = parseOrRefuse(args);
    const [command, ...extra] = positionals;
    if (values.help || command === undefined) {
      host.out.write(USAGE);
      return values.help ? exitCodes.ok : exitCodes.usage;
    }
    const [query, ...rest] = command === 'kql' || command === 'ask' ? extra : [undefined, ...extra];
    if (rest.length > 0) throw new UsageError(`unexpected: ${rest.join(' ')}`);
    if (command === 'kql') {
      const { kqlCommand } = await import('./kql');
      return await kqlCommand(query, values, host);
    }
    if (command === 'ask') {
      const { askCommand } = await import('./ask');
      return await askCommand(query, values, host);
    }
    return await runCommand(command, values, host);
  } catch (error) {
    if (error instanceof UsageError || error instanceof RangeError) {
      host.err.write(`sre: ${error.message}\nTry: sre --help\n`);
      return exitCodes.usage;
    }
    const text =
      error instanceof SourceError
        ? `${error.failure.message} ${error.failure.nextAction}`
        : error instanceof Error
          ? error.message
          : String(error);
    host.err.write(`sre: ${text}\n`);
    return exitCodes.failed;
  }
}

async function runCommand(command: string, values: CliValues, host: CliHost): Promise<number> {
  switch (command) {
    case 'alerts': {
      const { alertsCommand } = await import('./alerts');
      return withEnvironment(values, host, (environment) => alertsCommand(environment, values, host));
    }
    case 'overnight': {
      const { overnightCommand } = await import('./overnight');
      return withEnvironment(values, host, (environment) => overnightCommand(environment, values, host));
    }
    default:
      throw new UsageError(`unknown command "${command}"`);
  }
}

async function withEnvironment(
  values: CliValues,
  host: CliHost,
  work: (environment: Environment) => Promise<number>,
): Promise<number> {
  const environment = await openCliEnvironment(values, host.demoWorker);
  try {
    return await work(environment);
  } finally {
    await environment.dispose();
  }
}

function parseOrRefuse(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    // parseArgs throws a TypeError with a sentence for a person.
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** `--hours` as a number from 1 to 720. */
export function hoursOf(values: CliValues, fallback: number): number {
  if (values.hours === undefined) return fallback;
  const hours = Number(values.hours);
  if (!Number.isFinite(hours) || hours < 1 || hours > 720)
    throw new UsageError(`--hours must be a number from 1 to 720, not "${values.hours}"`);
  return hours;
}
