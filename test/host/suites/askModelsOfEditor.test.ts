import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../../src/commands/context';
import { contosoHotels } from '../../../src/demo/stories';
import {
  allow,
  asked,
  askByHand,
  counted,
  key,
  modelAnswer,
  modelsOff,
  previewed,
  queryOf,
  ranBelow,
  rereading,
  scriptedModel,
  setModels,
  told,
  unclear,
  unsure,
  type ScriptedModel,
} from '../modelPage';
import { close, closeOthers, run } from '../notebookPage';
import { eventually, open, run as command } from '../workbench';

describe('language models of the editor', function () {
  this.timeout(120_000);
  let context: CommandContext;
  let model: ScriptedModel;
  before(async () => {
    ({ context } = await open(contosoHotels));
    model = await scriptedModel();
  });
  after(async () => {
    await close();
    await setModels(modelsOff);
  });
  beforeEach(async () => {
    model.requests.length = 0;
    await setModels(modelsOff);
    await context.models.withdrawConsent();
  });
  afterEach(async () => {
    Reflect.deleteProperty(context.ask, 'ask');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeOthers();
  });
  const choose = async (): Promise<void> => {
    await command(context, 'sre.models.choose', [], { pick: ['Scripted Model'] });
    await eventually('the setting', () => context.models.settings.provider === 'vscode');
    assert.equal(context.models.settings.vscodeModel, 'sre-tests/scripted');
  };

  it('are chosen by name, get what was previewed, and count their tokens', async () => {
    await choose();
    model.answer = () => Promise.resolve(modelAnswer(counted));
    rereading(context, () => unclear);
    const notebook = await asked();
    assert.deepEqual(await askByHand(context, notebook, 'Send'), ['Send this question to Scripted Model?']);
    await eventually('the query', () => notebook.cellCount === 2);
    await ranBelow(context, notebook);
    assert.equal(model.requests.length, 1);
    for (const text of model.requests[0]?.messages ?? []) assert.ok(previewed().includes(text));
    assert.match(told(notebook), /from a language model, \*\*Scripted Model\*\*/);
    assert.match(told(notebook), /1 request, .* s, [\d,]+ tokens sent, \d+ received, cost not known\./);
  });

  it('get a second turn', async () => {
    await choose();
    await allow(context);
    model.answer = () =>
      Promise.resolve(model.requests.length === 1 ? modelAnswer('AppRequests | where Bananas > 5') : modelAnswer(counted));
    rereading(context, () => unclear);
    const notebook = await asked();
    await run(notebook, 0);
    await ranBelow(context, notebook);
    assert.equal(model.requests.length, 2);
    assert.match(model.requests[1]?.messages.at(-1) ?? '', /KS142 at Bananas/);
    assert.match(queryOf(notebook) ?? '', /sum\(ItemCount\)/);
  });

  const errors: readonly [what: string, error: Error, says: RegExp][] = [
    ['blocked', vscode.LanguageModelError.Blocked('no'), /refused to answer/],
    ['not permitted', vscode.LanguageModelError.NoPermissions('no'), /not allowed to use this model/],
    ['gone', vscode.LanguageModelError.NotFound('no'), /is not there any more/],
    ['used up', new Error(`quota exceeded for ${key}`), /takes no more questions for now/],
    ['broken', new Error(`failed with ${key}`), /failed to answer/],
  ];
  for (const [what, error, says] of errors) {
    it(`leave the draft when they are ${what}`, async () => {
      await choose();
      await allow(context);
      model.answer = () => Promise.reject(error);
      rereading(context, () => unsure('AppRequests | take 3'));
      const notebook = await asked();
      await run(notebook, 0);
      await ranBelow(context, notebook);
      assert.match(told(notebook), says);
      assert.doesNotMatch(told(notebook), new RegExp(key));
      assert.equal(queryOf(notebook), 'AppRequests | take 3');
    });
  }

  it('are stopped when they take too long, and when the person cancels', async () => {
    await choose();
    await allow(context);
    await setModels({ timeoutSeconds: 1 });
    model.answer = () => new Promise(() => undefined);
    rereading(context, () => unclear);
    const notebook = await asked();
    await run(notebook, 0);
    assert.match(told(notebook), /no answer within 1 s/);
    // Before the interface was final, the editor did not hand a cancellation on to the model.
    const isTold = 'registerLanguageModelChatProvider' in vscode.lm;
    if (isTold) await eventually('the model is told', () => model.requests[0]?.wasCancelled);
    await setModels({ timeoutSeconds: 30 });
    const target = { ranges: [{ start: 0, end: 1 }], document: notebook.uri };
    const running = vscode.commands.executeCommand('notebook.cell.execute', target);
    await eventually('it is asked again', () => model.requests.length === 2);
    await vscode.commands.executeCommand('notebook.cancelExecution', target);
    await eventually('it says so', () => /^Cancelled after/.test(told(notebook)));
    if (isTold) await eventually('the model is told', () => model.requests[1]?.wasCancelled);
    await running;
  });

  it('that are not there are told of', async () => {
    await setModels({ provider: 'vscode', vscodeModel: 'nobody/nothing' });
    rereading(context, () => unclear);
    const notebook = await asked();
    await run(notebook, 0);
    assert.match(told(notebook), /The language model nobody\/nothing is not there/);
  });
});
