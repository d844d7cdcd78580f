import assert from 'node:assert/strict';
import { startKqlWorker } from '../../../../src/kql/host/client';
import { startLanguageWorker } from '../../../../src/kql/host/languageClient';
import { languageInProcess } from '../../../../src/kql/host/languageInProcess';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import type { TableSchema } from '../../../../src/model/query';

const tables: readonly TableSchema[] = [{ name: 'People', columns: [{ name: 'Age', type: 'long', description: 'In years.' }] }];

/** What the worker of the tests was asked; it keeps a list. */
async function askedOf(language: LanguageService): Promise<unknown> {
  return ((await language.outline({ text: 'asked' })) as unknown as { asked: readonly string[] }).asked;
}

const mortal = (milliseconds?: number): LanguageService =>
  startLanguageWorker(new URL('./mortalLanguageWorker.mjs', import.meta.url), milliseconds === undefined ? {} : { milliseconds });

describe('language worker', function () {
  this.timeout(60_000);

  const services: readonly [name: string, start: () => LanguageService][] = [
    ['in a worker', () => startLanguageWorker(new URL('./languageWorkerEntry.mjs', import.meta.url))],
    ['in process', languageInProcess],
  ];
  for (const [name, start] of services) {
    it(`answers everything ${name}`, async () => {
      const language = start();
      try {
        await language.setSchema('people', tables);
        await language.warm();
        const at = { text: 'let old = 90;\nPeople | where Age > old', schema: 'people' };
        const use = at.text.lastIndexOf('old');
        assert.deepEqual(await language.diagnostics(at), []);
        assert.ok((await language.completions(at, use)).items.some(({ label }) => label === 'Age'));
        assert.ok((await language.hover(at, at.text.indexOf('Age')))?.includes('In years.'));
        assert.equal((await language.signatureHelp({ text: 'print bin(1, ' }, 13))?.activeParameter, 1);
        assert.ok((await language.classify(at)).some(({ kind }) => kind === 'table'));
        assert.equal(await language.format({ text: 'print 1+1' }), 'print 1 + 1');
        assert.deepEqual(await language.quickFixes(at, { start: 0, length: 0 }), []);
        assert.deepEqual((await language.outline(at)).freeNames, ['People']);
        assert.deepEqual(await language.definition(at, use), { start: 4, length: 3, in: 'text' });
        assert.equal((await language.occurrences(at, use)).length, 2);
        const filter = { column: 'Age', type: 'long', operator: '==', value: 1 } as const;
        assert.equal((await language.filterEdit(at, filter)).newText, '\n| where Age == 1');
        await assert.rejects(language.filterEdit({ text: '' }, filter), { name: 'KqlError', code: 'semantic' });
      } finally {
        await language.dispose();
      }
    });
  }

  it('does not wait for a query that runs', async () => {
    const executor = startKqlWorker(new URL('./workerEntry.mjs', import.meta.url));
    const language = startLanguageWorker(new URL('./languageWorkerEntry.mjs', import.meta.url));
    const stop = new AbortController();
    try {
      const endless = 'range x from 1 to 100000000000 step 1 | extend y = tostring(x) | where y endswith "abc" | count';
      const running = executor.run({ text: endless }, { signal: stop.signal });
      assert.equal(await language.format({ text: 'print 1+1' }), 'print 1 + 1');
      stop.abort();
      await assert.rejects(running, { code: 'cancelled' });
    } finally {
      await Promise.all([executor.dispose(), language.dispose()]);
    }
  });

  it('drops completions that newer ones supersede while they wait', async () => {
    const language = mortal();
    try {
      const slow = language.format({ text: 'slow' });
      const old = [1, 2, 3].map((n) => {
        const stop = new AbortController();
        return { stop, answer: language.completions({ text: `old ${n}` }, 0, { signal: stop.signal }) };
      });
      const last = language.completions({ text: 'new' }, 0);
      for (const { stop } of old) stop.abort();
      for (const { answer } of old) await assert.rejects(answer, { code: 'cancelled' });
      await Promise.all([slow, last]);
      assert.deepEqual(await askedOf(language), ['format slow', 'completions new', 'outline asked']);
    } finally {
      await language.dispose();
    }
  });

  it('answers no longer what is given up while it runs, and keeps its worker', async () => {
    const language = mortal();
    try {
      const stop = new AbortController();
      const slow = language.format({ text: 'slow' }, { signal: stop.signal });
      setTimeout(() => stop.abort(), 50);
      await assert.rejects(slow, { code: 'cancelled' });
      assert.deepEqual(await askedOf(language), ['format slow', 'outline asked']);
    } finally {
      await language.dispose();
    }
  });

  for (const death of ['exit', 'throw', 'hang'] as const) {
    it(`sets the schemas again after a worker that would ${death}`, async () => {
      const language = mortal(1000);
      try {
        await language.setSchema('a', []);
        await language.setSchema('b', tables);
        await language.setSchema('a', tables);
        const dying = language.format({ text: death });
        const behind = askedOf(language);
        await assert.rejects(dying, { code: death === 'hang' ? 'limit' : 'internal' });
        assert.deepEqual(await behind, ['setSchema a 1', 'setSchema b 1', 'outline asked']);
      } finally {
        await language.dispose();
      }
    });
  }

  it('does not set again a schema that the worker died of', async () => {
    const language = mortal();
    try {
      await language.setSchema('a', []);
      await language.setSchema('deadly', []);
      await assert.rejects(language.format({ text: 'exit' }), { code: 'internal' });
      assert.deepEqual(await askedOf(language), ['setSchema a 0', 'setSchema deadly 0', 'outline asked']);
      await language.setSchema('a', tables);
    } finally {
      await language.dispose();
    }
  });

  it('says that it failed when its worker cannot start, and that it is over when disposed', async () => {
    const broken = startLanguageWorker(new URL('./absent.js', import.meta.url));
    await assert.rejects(broken.format({ text: '' }), { code: 'internal', message: /language service/ });
    await broken.dispose();
    await assert.rejects(broken.format({ text: '' }), { code: 'cancelled' });
  });
});
