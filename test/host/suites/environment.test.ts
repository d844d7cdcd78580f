import assert from 'node:assert/strict';
import net from 'node:net';
import * as vscode from 'vscode';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import type { EnvironmentChoice } from '../../../src/views/activeEnvironment';
import { connectionsDuring } from '../connections';
import { extension, leave, open, rows, run } from '../workbench';

const MEMORY_KEY = 'sre.environment';

const azure: EnvironmentChoice = {
  kind: 'azure',
  cloud: 'public',
  credential: 'vscode',
  tenantId: '00000000-0000-4000-8000-000000000001',
  tenantName: 'Example tenant',
  subscriptions: [{ id: '00000000-0000-4000-8000-000000000002', name: 'Production' }],
  workspaces: [],
};

describe('the environment', () => {
  after(() => open(contosoHotels));

  it('is chosen by the command and remembered for the workspace folder', async () => {
    const { context } = await open(contosoHotels);
    for (const story of [tradexExchange, contosoHotels]) {
      await leave(context);
      await run(context, 'sre.selectEnvironment', [], { pick: [`$(beaker) ${story.name}`] });
      assert.equal(context.environment.current?.id, `demo:${story.id}`);
      assert.deepEqual(context.extension.workspaceState.get(MEMORY_KEY), { kind: 'demo', story: story.id });
      assert.ok(context.tree.view.message?.includes(story.name), context.tree.view.message);
      assert.ok((await rows(context)).length > 0);
    }
  });

  it('stays as it is when nothing is picked', async () => {
    const { context } = await open(tradexExchange);
    const { environment } = context;
    const { current } = environment;
    await run(context, 'sre.selectEnvironment', [], {});
    assert.equal(environment.current, current);
    assert.deepEqual(environment.chosen, { kind: 'demo', story: tradexExchange.id });
  });

  it('says why it cannot be opened, and can be chosen anew', async () => {
    const { context } = await open(contosoHotels);
    await leave(context);
    await assert.rejects(context.environment.select({ kind: 'demo', story: 'no-such-story' }), /unknown embedded environment/);
    await open(contosoHotels);
    assert.equal(context.feed.state.view, 'ready');
  });

  it('hears of every connection of this process, for the next two tests', async () => {
    // The probe must be able to fail: an address of the documentation range, which nobody answers.
    const { outside } = await connectionsDuring(() => {
      const socket = net.connect({ host: '192.0.2.1', port: 443 });
      socket.on('error', () => undefined);
      socket.destroy();
      return Promise.resolve();
    });
    assert.deepEqual(outside, ['192.0.2.1']);
  });

  it('connects to this machine only while it is a demo', async () => {
    const { outside, inside } = await connectionsDuring(async () => {
      for (const story of [contosoHotels, tradexExchange]) {
        const { context } = await open(story);
        await run(context, 'sre.overnightSummary', []);
        for (const node of await rows(context)) if (node.kind === 'alert') await context.tree.getChildren(node);
      }
    });
    assert.deepEqual(outside, []);
    assert.ok(inside > 0, 'the demo itself was not seen');
  });

  it('shows that nobody is signed in to Azure, without a connection or a question', async () => {
    const { context } = await open(contosoHotels);
    await leave(context);
    const { outside } = await connectionsDuring(async () => {
      await context.environment.select(azure);
      await context.feed.ensureLoaded();
    });
    assert.deepEqual(outside, []);
    assert.equal(context.feed.state.view, 'signedOut', context.feed.state.error);
    assert.deepEqual(await rows(context), []);
    assert.equal(context.tree.view.badge, undefined);
    assert.doesNotMatch(context.tree.view.message ?? '', /Demo/);
    assert.deepEqual(context.extension.workspaceState.get(MEMORY_KEY), azure);
    const welcome = welcomeOf('sre.state == signedOut');
    assert.match(welcome, /%welcome\.signedOut%|\(command:sre\.signIn\)/);
  });

  it('gives no summary of what it could not ask', async () => {
    const { context } = await open(contosoHotels);
    await leave(context);
    await context.environment.select(azure);
    await context.feed.ensureLoaded();
    await run(context, 'sre.overnightSummary', []);
    const document = context.panels.documentOf('overnight');
    assert.equal(document?.demo, false);
    const text = JSON.stringify(document.blocks);
    assert.match(text, /it is not known whether critical alerts fired/);
    assert.match(text, /Sign in to Azure/);
    assert.doesNotMatch(text, /"good"/);
  });

  it('goes back to the embedded environment by signing out', async () => {
    const { context } = await extension();
    await context.environment.select(azure);
    await run(context, 'sre.signOut', [], { pick: ['Leave Azure here'] });
    assert.deepEqual(context.environment.chosen, { kind: 'demo', story: contosoHotels.id });
    assert.equal(context.feed.state.view, 'ready');
  });
});

function welcomeOf(condition: string): string {
  const manifest: unknown = vscode.extensions.getExtension('sre-workbench.sre-workbench-azure')?.packageJSON;
  const { contributes } = manifest as { contributes: { viewsWelcome: { when: string; contents: string }[] } };
  return contributes.viewsWelcome.find(({ when }) => when.includes(condition))?.contents ?? '';
}
