import assert from 'node:assert/strict';
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
    // VS Code has no API for activation times; the extension tells its own to tests. Measured, not asserted.
    const api: unknown = await extension.activate();
    if (typeof api === 'object' && api !== null && 'activation' in api && typeof api.activation === 'number') {
      figures.set('activation ms', Math.round(api.activation * 10) / 10);
    }
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
