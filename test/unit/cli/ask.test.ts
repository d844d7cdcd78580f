import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Line {
  readonly id?: unknown;
  readonly kql?: string;
  readonly store?: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly explain?: readonly string[];
  readonly confidence?: number;
  readonly rows?: readonly (readonly unknown[])[];
  readonly abstained?: boolean;
  readonly reason?: string;
  readonly suggestions?: readonly string[];
  readonly options?: readonly { readonly kql: string }[];
  readonly error?: { readonly code: string };
  readonly verdict?: string;
  readonly findings?: readonly {
    readonly at: string;
    readonly of: string;
    readonly value: number;
    readonly usual: number;
    readonly kql: string;
  }[];
  readonly lookedAt?: readonly { readonly title: string }[];
  readonly notLookedAt?: readonly string[];
  readonly noRows?: { readonly without: readonly { readonly filter: string; readonly range?: readonly string[] }[] };
}

/** Calls of eight days, one each ten minutes; five in the last night got no answer. */
function callsOfAWeek(): string[] {
  const call = (when: number, isLost: boolean): string =>
    JSON.stringify({
      TimeGenerated: new Date(when).toISOString(),
      AppRoleName: 'harbor-web',
      Target: 'pay.example.net',
      DependencyType: 'HTTP',
      ResultCode: isLost ? '408' : '200',
      Success: !isLost,
      DurationMs: 200,
      ItemCount: 1,
    });
  const end = Date.parse('2026-10-14T09:00:00Z');
  const usual = Array.from({ length: 8 * 144 }, (_, index) => call(end - index * 600_000, false));
  const lost = [0, 20, 50, 90, 130].map((second) => call(Date.parse('2026-10-14T00:11:00Z') + second * 1000, true));
  return [...usual, ...lost];
}

const at = ['--now', '2026-10-14T09:00:00Z', '--tz', 'Europe/Oslo'];

async function sre(args: readonly string[], input = '', terminal = false): Promise<Outcome> {
  // Imported as the command line imports its parts, so that there is one instance of each.
  const { run } = await import('../../../src/cli/run');
  let out = '';
  let err = '';
  const code = await run(['ask', ...args], {
    demoWorker: undefined,
    in: Readable.from([Buffer.from(input)]),
    out: { write: (text) => (out += text), isTTY: terminal, columns: 120 },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

const linesOf = ({ out }: Outcome): readonly Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('sre ask', function () {
  this.timeout(60_000);
  let folder = '';
  const data = (): readonly string[] => ['--data', join(folder, 'AppRequests.ndjson'), ...at];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ask-cli-'));
    const row = (minutes: number, role: string, success: boolean): string =>
      JSON.stringify({
        TimeGenerated: new Date(Date.parse('2026-10-14T09:00:00Z') - minutes * 60_000).toISOString(),
        AppRoleName: role,
        Name: 'GET /boats',
        ResultCode: success ? '200' : '500',
        Success: success,
        DurationMs: 12.5,
        ItemCount: 2,
      });
    const rows = [
      row(5, 'harbor-web', false),
      row(10, 'harbor-web', true),
      row(20, 'crane-api', false),
      row(90, 'harbor-web', false),
    ];
    await writeFile(join(folder, 'AppRequests.ndjson'), `${rows.join('\n')}\n`);
    const columns = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Computer', type: 'string' },
      { name: 'SyslogMessage', type: 'string' },
      { name: 'SeverityLevel', type: 'string' },
    ];
    await writeFile(join(folder, 'plain.json'), JSON.stringify({ tables: [{ name: 'Syslog', columns }] }));
    const cols = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
    await writeFile(
      join(folder, 'keyed.json'),
      JSON.stringify({ tables: { Syslog: { t: [], cols }, AzureDiagnostics: { cols: { Category: 'string' } } } }),
    );
    await writeFile(join(folder, 'bad.json'), '{"tables": 3}');
    await writeFile(join(folder, 'AppDependencies.ndjson'), `${callsOfAWeek().join('\n')}\n`);
  });
  after(() => rm(folder, { recursive: true }));

  it('answers one question over files: query, window, explanation and rows', async () => {
    const outcome = await sre(['how many requests of harbor-web failed in the last hour', ...data()]);
    const [line] = linesOf(outcome);
    assert.equal(outcome.code, 0, outcome.err + outcome.out);
    assert.equal(line?.store, 'logs');
    assert.deepEqual(line.window, { from: '2026-10-14T08:00:00Z', to: '2026-10-14T09:00:00Z' });
    assert.match(line.kql ?? '', /AppRequests/);
    assert.ok((line.explain ?? []).length >= 3);
    assert.ok((line.confidence ?? 0) > 0.5);
    assert.deepEqual(line.rows, [[2]]);
  });

  const calls = (): readonly string[] => ['--data', join(folder, 'AppDependencies.ndjson'), ...at];

  it('finds what was unusual, with the query behind each finding', async () => {
    const outcome = await sre(['what was unusual around 2 AM?', ...calls()]);
    const [line] = linesOf(outcome);
    assert.equal(outcome.code, 0, outcome.err);
    assert.deepEqual(
      line?.findings?.map(({ at: when, of, value, usual }) => [when, of, value, usual]),
      [['2026-10-14T00:10:00Z', 'pay.example.net', 5, 0]],
    );
    assert.match(line.findings[0]?.kql ?? '', /^AppDependencies\n[\s\S]*summarize/);
    assert.ok(line.notLookedAt?.some((part) => part.includes('Heartbeat')));
    assert.ok(line.lookedAt?.some(({ title }) => title.includes('timeouts')));
    const shown = await sre(['what was unusual around 2 AM?', ...calls()], '', true);
    assert.match(
      shown.out,
      /^1 thing was unusual\. Clocks: Europe\/Oslo\n {2}02:10 {2}Dependency timeouts by target: pay\.example\.net: 5/,
    );
    assert.match(shown.out, /\n\[1\] Dependency timeouts by target\n {4}AppDependencies/);
    const batch = linesOf(await sre(['--batch', '--run', ...calls()], '{"id":1,"question":"anything odd around 2am"}\n'));
    assert.deepEqual([batch[0]?.id, batch[0]?.findings?.length], [1, 1]);
  });

  it('says that nothing was unusual with what was looked at', async () => {
    const [line] = linesOf(await sre(['what was unusual around 5 AM?', ...calls()]));
    assert.deepEqual(line?.findings, []);
    assert.equal(line.verdict, 'Nothing unusual in what was looked at.');
    assert.ok((line.lookedAt ?? []).length > 0);
  });

  it('says which filter left no rows, and what there is', async () => {
    const question = 'failed requests of harbor-web slower than 5 seconds in the last hour';
    const [line] = linesOf(await sre([question, ...data()]));
    assert.deepEqual(line?.rows, [], line?.kql);
    const slow = line.noRows?.without.find(({ filter }) => /5 seconds/.test(filter));
    assert.deepEqual(slow?.range, ['12.5', '12.5'], JSON.stringify(line.noRows));
    const shown = await sre([question, ...data()], '', true);
    assert.match(shown.out, /No rows\.\n {2}· Without '.*' there are rows\. DurationMs is 12\.5 to 12\.5\./);
  });

  it('shows people the query, how it was read, and a table', async () => {
    const { code, out } = await sre(['how many failed requests in the last hour by role', ...data()], '', true);
    assert.equal(code, 0);
    assert.match(out, /\| summarize/);
    assert.match(out, / {2}· .+ → /);
    assert.match(out, /harbor-web\s+2/);
  });

  it('reads the question on standard input', async () => {
    const { code, out } = await sre([...data()], 'failed requests in the last hour\n');
    assert.equal(code, 0);
    assert.match(out, /"kql":/);
  });

  it('refuses a name that nothing has, and says what can be asked', async () => {
    const outcome = await sre(['errors from the payroll-svc app in the last hour', ...data()]);
    const [line] = linesOf(outcome);
    assert.equal(outcome.code, 1);
    assert.equal(line?.abstained, true);
    assert.equal(line.reason, 'unknownResource');
    assert.ok(Array.isArray(line.suggestions));
    const shown = await sre(['errors from the payroll-svc app in the last hour', ...data()], '', true);
    assert.match(shown.out, /payroll-svc/);
  });

  it('answers every line of a batch in order, mistakes too', async () => {
    const lines = [
      '{"id":"a","question":"how many requests in the last 2 hours"}',
      'oops',
      '{"id":3}',
      '',
      '{"id":"b","question":"write me a poem about boats"}',
    ];
    const outcome = await sre(['--batch', '--run', ...data()], `${lines.join('\n')}\n`);
    const [first, second, third, last] = linesOf(outcome);
    assert.equal(outcome.code, 0);
    assert.equal(first?.id, 'a');
    assert.deepEqual(first.rows, [[8]]);
    assert.equal(second?.error?.code, 'data');
    assert.deepEqual([third?.id, third?.error?.code], [3, 'data']);
    assert.deepEqual([last?.id, last?.abstained], ['b', true]);
  });

  it('takes schemas of both forms, and the known tables without one', async () => {
    const line = '{"id":1,"question":"show syslog messages of the last 2 hours"}\n';
    for (const options of [['--schema', join(folder, 'plain.json')], ['--schema', join(folder, 'keyed.json')], []]) {
      const [answer] = linesOf(await sre(['--batch', ...options, ...at], line));
      assert.match(answer?.kql ?? '', /^Syslog\n/, JSON.stringify(answer));
      assert.equal(answer?.rows, undefined);
    }
  });

  it('gives the queries of the readings when it asks back, and one of them when it is forced', async () => {
    const { askLine } = await import('../../../src/cli/askLine');
    const draft = {
      kind: 'query',
      kql: 'A',
      store: 'logs',
      flavour: 'workspace',
      tables: ['A'],
      slots: [],
      explain: [],
      confidence: 0.4,
      notices: [],
    } as const;
    const line = askLine(7, { kind: 'choice', question: 'Which?', options: [{ label: 'A', choices: {}, draft }] }) as Line;
    assert.deepEqual([line.id, line.abstained, line.reason, line.suggestions], [7, true, 'ambiguous', ['A']]);
    assert.equal(line.options?.[0]?.kql, 'A');
  });

  for (const [what, args, problem] of [
    ['a question beside --batch', ['what', '--batch'], /--batch reads the questions/],
    ['no question', ['--schema', 'x.json'], /no question/],
    ['a bad clock', ['x', '--schema', 'plain.json', '--now', 'yesterday'], /--now must be/],
    ['a bad zone', ['x', '--schema', 'plain.json', '--tz', 'Mars/Base'], /--tz must be/],
    ['a bad schema', ['x', '--schema', 'bad.json'], /no tables with columns/],
    ['a schema that is not there', ['x', '--schema', 'absent.json'], /absent\.json/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, err } = await sre(args.map((arg) => (arg.endsWith('.json') ? join(folder, arg) : arg)));
      assert.equal(code, 2);
      assert.match(err, problem);
    });
  }
});
