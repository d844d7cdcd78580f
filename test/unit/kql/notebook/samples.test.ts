import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseLogAnswer } from '../../../../src/azure/queryParsing';
import { chartOf } from '../../../../src/charts/chartOf';
import { decodeNotebook } from '../../../../src/kql/notebook/parseNotebook';
import { printNotebook } from '../../../../src/kql/notebook/printNotebook';
import { windowOf } from '../../../../src/kql/notebook/timeWords';
import { storyOf } from '../../../../src/demo/story/catalog';
import { HOUR, toIso } from '../../../../src/model/time';
import { startSession, type Loose, type Session } from '../../demo/sdk';

const workerEntry = new URL('../../demo/queryWorkerEntry.mjs', import.meta.url);
const root = new URL('../../../../samples/', import.meta.url);

for (const environment of ['contoso-hotels', 'tradex-exchange'] as const) {
  const folder = new URL(`${environment}/notebooks/`, root);
  const names = readdirSync(folder);

  describe(`sample notebooks of ${environment}`, function () {
    this.timeout(120_000);
    const story = storyOf(environment);
    const { opensAt } = story.info;
    const workspace = story.resources.find(({ type }) => type === 'Microsoft.OperationalInsights/workspaces')!;
    let session: Session;
    before(async () => {
      session = await startSession(story, workerEntry);
    });
    after(() => session.close());

    const post = async (path: string, host: string, body: object): Promise<Loose> => {
      const headers = { authorization: `Bearer ${session.token}`, 'x-original-host': host, prefer: 'include-render=true' };
      const response = await fetch(`${session.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as Loose;
    };

    it('are there', () => assert.ok(names.length > 0 && names.every((name) => name.endsWith('.kqlnb'))));

    for (const name of names) {
      const bytes = readFileSync(new URL(name, folder));
      const file = decodeNotebook(bytes);
      const window = windowOf(file.time ?? { kind: 'last', milliseconds: 24 * HOUR }, opensAt);

      it(`${name} is written as it is`, () => assert.equal(printNotebook(file), bytes.toString('utf8')));

      const named = new Map<string, string>();
      file.cells.forEach((cell, index) => {
        if (cell.kind !== 'query') return;
        const earlier = [...named]
          .filter(([result]) => cell.text.includes(result))
          .map(([result, text]) => `let ${result} = (${text});\n`);
        if (cell.name !== undefined) named.set(cell.name, cell.text);

        it(`${name}, cell ${index + 1} gives rows`, async () => {
          if (cell.connection?.kind === 'graph') {
            const subscriptions = story.subscriptions.map(({ id }) => id);
            const answer = await post(
              '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01',
              'management.azure.com',
              { query: cell.text, subscriptions },
            );
            assert.ok(Number(answer['count']) > 0, JSON.stringify(answer));
            return;
          }
          const range = `let _startTime = datetime(${toIso(window.from)});\nlet _endTime = datetime(${toIso(window.to)});\n`;
          const timespan = /TimeGenerated (?:between|>)/.test(cell.text)
            ? {}
            : { timespan: `${toIso(window.from)}/${toIso(window.to)}` };
          const answer = await post(`/v1/workspaces/${String(workspace.properties['customerId'])}/query`, 'api.loganalytics.io', {
            query: range + earlier.join('') + cell.text,
            ...timespan,
          });
          assert.equal(answer['error'], undefined, JSON.stringify(answer['error']));
          const { tables, render } = parseLogAnswer(answer);
          assert.ok(tables[0]!.rows.length > 0);
          assert.equal(render !== undefined, cell.text.includes('| render '));
          if (render !== undefined) {
            const outcome = chartOf(tables[0]!, render, { mostSeries: 24 });
            assert.ok('chart' in outcome && outcome.chart.title !== undefined, JSON.stringify(outcome).slice(0, 300));
          }
        });
      });
    }
  });
}
