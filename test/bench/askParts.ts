/** What askBench.ts measures, in a process of its own. Prints one line of JSON. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { launchDemo } from '../../src/demo/launch';
import { createDemoEnvironment } from '../../src/environments/demo';
import type { Environment } from '../../src/environments/environment';
import { AskContexts } from '../../src/kql/ask/gather/askContexts';
import { startLanguageWorker } from '../../src/kql/host/languageClient';
import type { LanguageService } from '../../src/kql/language/languageService';
import { createQuerySources } from '../../src/kql/sources/createQuerySources';
import type { QuerySources } from '../../src/kql/sources/querySources';
import { redact } from '../../src/azure/redact';

/** Milliseconds by what took them; `[from, to]` on the clock of the first question for its steps. */
export type AskFigures = Readonly<Record<string, readonly number[]>>;

const worker = (file: string): URL => pathToFileURL(`dist/${file}`);
const logs = { kind: 'logs' } as const;
const figures: Record<string, number[]> = {};
const note = (name: string, ...values: readonly number[]): unknown => (figures[name] = [...(figures[name] ?? []), ...values]);

/** Questions that an environment with telemetry, machines and alerts may be asked. */
const questions = [
  'show me all error logs from the web app in the last hour',
  'how many requests failed in the last 6 hours',
  'top 5 slowest requests today',
  'average response time by role in the last 4 hours',
  '95th percentile of request duration per hour today',
  'cpu usage of the virtual machines in the last hour',
  'which alerts fired overnight',
  'list critical alerts in the last 24 hours',
  'exceptions by type in the last 12 hours',
  'dependency failures by target since midnight',
  'which machines stopped sending heartbeats in the last hour',
  'how many virtual machines are there per region',
  'memory available per computer in the last 6 hours',
  'http 500 responses per minute around 2:45 AM',
  'failed sign-ins in the last day',
  'trend of request count in 15 minute steps overnight',
  'share of failed requests by role yesterday',
  'what changed since the last deployment',
  'compare failed requests of today with yesterday',
  'latest 20 warning traces',
];

async function main(part: string): Promise<void> {
  if (part === 'workspace') return ofWorkspace();
  const handle = await launchDemo('contoso-hotels', worker('demoWorker.js'));
  const environment = createDemoEnvironment(handle);
  const language = startLanguageWorker(worker('kqlLanguageWorker.js'));
  try {
    if (part === 'environment') await ofEnvironment(environment, language);
    else await first(environment, language, part);
  } finally {
    await language.dispose();
    await environment.dispose();
  }
}

/** The first question, in steps. */
async function first(environment: Environment, language: LanguageService, part: string): Promise<void> {
  let began = performance.now();
  let isCounted = part === 'cold';
  const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const from = performance.now() - began;
    const result = await work;
    if (isCounted) note(name, from, performance.now() - began);
    return result;
  };
  const sources = sourcesOf(environment);
  let sampled = 0;
  const contexts = new AskContexts({
    environment: () =>
      Promise.resolve({
        ...environment,
        stores: {
          resources: { list: (...args) => timed('resources', environment.stores.resources.list(...args)) },
          activity: { list: (...args) => timed('activity log', environment.stores.activity.list(...args)) },
        },
      }),
    sources: {
      schema: (connection, signal) => timed(`schema of ${connection.kind}`, sources.schema(connection, signal)),
      run: (query, options) => timed(`sampling query ${++sampled}`, sources.run(query, options)),
    },
    language: {
      ...language,
      setAskContext: (key, context) => timed('context sent', language.setAskContext(key, context)),
      setAskValues: (key, known) => timed('values sent', language.setAskValues(key, known)),
      warmQuestions: () => timed('warming up', language.warmQuestions()),
      askTables: (request, options) => timed('tables of the question', language.askTables(request, options)),
      ask: (request, options) => timed('question read', language.ask(request, options)),
    },
    redact,
  });
  if (part === 'ready') {
    await contexts.getReady(logs);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  } else if (part === 'twice') await contexts.ask(questions[1] ?? '', logs);
  isCounted = true;
  const stall = stalls();
  const processor = process.cpuUsage();
  began = performance.now();
  const { answer, unread } = await contexts.ask(questions[part === 'twice' ? 5 : 0] ?? '', logs);
  note('whole', performance.now() - began);
  const { user, system } = process.cpuUsage(processor);
  note('processor time of all threads', (user + system) / 1000);
  note('longest block of the calling thread', stall());
  note(`answered with a ${answer.kind}; tables not read yet`, unread.length);
}

async function ofEnvironment(environment: Environment, language: LanguageService): Promise<void> {
  const contexts = new AskContexts({
    environment: () => Promise.resolve(environment),
    sources: sourcesOf(environment),
    language,
    redact,
    sampleWait: 60_000,
  });
  for (const question of questions) await contexts.ask(question, logs);
  const stall = stalls();
  for (let round = 0; round < 5; round++) {
    for (const question of questions) {
      const start = performance.now();
      const { milliseconds } = await contexts.ask(`${question}${' '.repeat(round)}`, logs);
      note('question, with everything', performance.now() - start);
      note('reading the question alone', milliseconds);
    }
  }
  note('longest block of the calling thread', stall());
}

async function ofWorkspace(): Promise<void> {
  const [{ openBench }, { halden }] = await Promise.all([
    import('../ask/scorer/scoreWorkspace'),
    import('../ask/generate/names'),
  ]);
  const { context, questions: set } = await openBench(1, halden);
  const language = startLanguageWorker(worker('kqlLanguageWorker.js'));
  const ask = (question: string): Promise<unknown> => language.ask({ question, key: 'bench', now: context.now });
  try {
    await timedOnce('context sent', () => language.setAskContext('bench', context));
    await timedOnce('first question', () => ask('how many requests failed in the last hour'));
    const all = set.open.flatMap((question) => question.ask);
    for (const question of all.slice(0, 40)) await ask(question);
    const stall = stalls();
    for (const question of all) await timedOnce('question', () => ask(`${question} `));
    note('longest block of the calling thread', stall());
  } finally {
    await language.dispose();
  }
}

function sourcesOf({ stores }: Environment): QuerySources {
  return createQuerySources({
    stores: () => Promise.resolve(stores),
    startEngine: () => Promise.reject(new Error('no files here')),
    folder: () => undefined,
    known: async (dialect) => (await import('../../src/kql/schema/knownTables')).knownTables(dialect),
    merge: async (live, known) => (await import('../../src/kql/schema/mergeSchemas')).mergeSchemas(live, known),
  });
}

async function timedOnce(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  note(name, performance.now() - start);
}

/** How long this thread was not free at a stretch from now until the function that it gives is called. */
function stalls(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    delay.disable();
    return delay.max / 1e6;
  };
}

await main(process.argv[2] ?? 'cold');
console.log(JSON.stringify(figures));
process.exit();
