import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { logTables } from '../../../src/demo/logs/catalog';
import { QueryHost } from '../../../src/demo/logs/queryHost';
import type { QueryJob } from '../../../src/demo/logs/queryJob';
import { resourceGraphTables } from '../../../src/demo/logs/resourceGraph';
import { storyOf } from '../../../src/demo/story/catalog';
import type { Story } from '../../../src/demo/story/types';
import { isFalseAlarm } from '../../../src/kql/engine/lower/diagnose';
import { analyze, globalsOf } from '../../../src/kql/language/kusto';
import { DAY } from '../../../src/model/time';
import { expandSnippet } from './snippetText';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(readFileSync(new URL('../../../snippets/kql.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Snippet>
>;

const stories = ['contoso-hotels', 'tradex-exchange'].map(storyOf);

/** Tables that real workspaces and Resource Graph have, and the embedded environments do not. */
const elsewhere = ['SigninLogs', 'recoveryservicesresources'];

/** Snippets that look for what is not there when all is well, or that need a name or an id of the person's own. */
const mayBeEmpty: ReadonlySet<string> = new Set([
  'sre-new-exceptions',
  'sre-transaction',
  'sre-missing-data',
  'sre-silent-machines',
  'sre-graph-public-ips',
  'sre-graph-alerts',
]);

const isGraph = ({ prefix }: Snippet): boolean => prefix.startsWith('sre-graph-');
const knows = ({ body }: Snippet): boolean => !elsewhere.some((table) => body.join('\n').includes(table));

function textOf({ body }: Snippet, now: number): string {
  const [CURRENT_YEAR = '', CURRENT_MONTH = '', CURRENT_DATE = ''] = new Date(now).toISOString().split(/[-T]/);
  return expandSnippet(body.join('\n'), { CURRENT_YEAR, CURRENT_MONTH, CURRENT_DATE });
}

function jobOf(snippet: Snippet, story: Story): QueryJob {
  const now = story.info.opensAt;
  const text = textOf(snippet, now);
  if (isGraph(snippet)) {
    const subscriptions = story.subscriptions.map(({ id }) => id);
    return {
      kind: 'resourceGraph',
      text,
      now,
      subscriptions,
      state: { now, alerts: [] },
      format: 'objectArray',
      top: 1000,
      skip: 0,
    };
  }
  // What the notebook sets for a text that leaves the time to it.
  const window = /\bago\(|\bnow\(|\bdatetime\(2/.test(text) ? {} : { window: { from: now - DAY } };
  return {
    kind: 'logs',
    text,
    now,
    view: { kind: 'workspace' },
    milliseconds: 60_000,
    statistics: false,
    render: true,
    ...window,
  };
}

async function rowsOf(host: QueryHost, snippet: Snippet, story: Story): Promise<number> {
  const { status, body } = await host.answer(jobOf(snippet, story));
  assert.equal(status, 200, `${snippet.prefix}: ${body.slice(0, 500)}`);
  const answer = JSON.parse(body) as { tables?: readonly { readonly rows: readonly unknown[] }[]; data?: readonly unknown[] };
  return (answer.data ?? answer.tables?.[0]?.rows ?? []).length;
}

describe('snippets', () => {
  const all = Object.values(snippets);

  it('have a description and a prefix of their own', () => {
    assert.ok(all.length >= 30);
    assert.equal(new Set(all.map(({ prefix }) => prefix)).size, all.length);
    for (const { prefix, description } of all) {
      assert.match(prefix, /^sre-[a-z]+(?:-[a-z]+)*$/);
      assert.ok(description.length > 10, prefix);
    }
  });

  it('are all in the documentation', () => {
    const page = readFileSync(new URL('../../../docs/kql-editing.md', import.meta.url), 'utf8');
    const listed = [...page.matchAll(/^\| `(sre-[\w-]+)` \| (.*) \|$/gm)].map(
      ([, prefix, what]) => `${prefix ?? ''}: ${what ?? ''}`,
    );
    assert.deepEqual(listed.sort(), all.map(({ prefix, description }) => `${prefix}: ${description}`).sort());
  });

  it('read without an error at their defaults', function () {
    this.timeout(60_000);
    const [story] = stories;
    assert.ok(story);
    for (const snippet of all) {
      const tables = isGraph(snippet) ? resourceGraphTables(story) : logTables(story);
      const globals = globalsOf(tables.names().map((name) => ({ name, schema: tables.schema(name) })));
      const text = textOf(snippet, story.info.opensAt);
      const { diagnostics } = analyze(text, globals);
      const errors = diagnostics.filter((one) => one.severity === 'error' && !isFalseAlarm(one, text));
      // Over a table that is not known here, names are not known either.
      const wrong = errors.filter(({ code }) => knows(snippet) || !['KS142', 'KS204'].includes(code));
      assert.deepEqual(wrong, [], snippet.prefix);
    }
  });

  it('run, and find something in an embedded environment', async function () {
    this.timeout(120_000);
    const rows = new Map<string, number>();
    for (const story of stories) {
      const host = new QueryHost(story);
      for (const snippet of all.filter(knows))
        rows.set(snippet.prefix, (rows.get(snippet.prefix) ?? 0) + (await rowsOf(host, snippet, story)));
    }
    const empty = [...rows].filter(([prefix, count]) => count === 0 && !mayBeEmpty.has(prefix)).map(([prefix]) => prefix);
    assert.deepEqual(empty, []);
  });
});

describe('expandSnippet', () => {
  for (const [body, text] of [
    ['where x > ${1:10}', 'where x > 10'],
    ['${1|a,b|} and $1', 'a and a'],
    ['${1:{\\}}', '{}'],
    ['\\$left.x == ${2:$YEAR-01}', '$left.x == 2026-01'],
    ['done$0', 'done'],
  ] as const)
    it(body, () => assert.equal(expandSnippet(body, { YEAR: '2026' }), text));

  it('refuses a variable that is not known', () => assert.throws(() => expandSnippet('$left.x', {}), /\$left|escaped/));
});
