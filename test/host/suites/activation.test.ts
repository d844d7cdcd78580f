import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { figures } from '../figures';

const ID = 'sre-workbench.sre-workbench-azure';

describe('activation', () => {
  it('finds the extension under its marketplace id', () => {
    assert.ok(vscode.extensions.getExtension(ID), `${ID} is not among ${vscode.extensions.all.length} extensions`);
  });

  it('activates and registers every command that the manifest contributes', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension);
    // There is no API for activation times; ours counts only when nothing has activated the extension before.
    const fresh = !extension.isActive;
    const start = performance.now();
    await extension.activate();
    if (fresh) figures.set('activation ms', Math.round(performance.now() - start));
    assert.equal(extension.isActive, true);

    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributedCommands(extension.packageJSON).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});

function contributedCommands(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { commands: { command: string }[] } };
  assert.ok(contributes.commands.length > 0, 'the manifest contributes no command');
  return contributes.commands.map(({ command }) => command);
}
