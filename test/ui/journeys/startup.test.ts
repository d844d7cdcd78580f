import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsDir } from '../../../scripts/lib/paths.mjs';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { Session } from '../session';

describe('activation as the workbench measures it', function () {
  this.timeout(240_000);
  let session: Session;
  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  it('is in the list of activated extensions; the times are kept as figures', async () => {
    const workbench = await session.open();
    await workbench.statusItem('Demo:').waitFor();
    await workbench.runCommand('Developer: Startup Performance');
    const lines = workbench.page.locator('.monaco-editor .view-lines').first();
    await lines.waitFor();
    // The page fills itself section by section; its whole text is to be had through the clipboard only.
    const line = await waitFor('the extension among the activated ones', async () => {
      await lines.click();
      await workbench.page.keyboard.press('Control+A');
      await workbench.page.keyboard.press('Control+C');
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return text.split('\n').find((candidate) => candidate.includes('sre-workbench') && candidate.includes('|'));
    });
    await workbench.close();
    // Columns: extension, eager, load code, call activate, finish activate, event, by.
    const [, , load, call] = line
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
      .map(Number);
    assert.ok(Number.isFinite((load ?? NaN) + (call ?? NaN)), line);
    const figures = { 'activation: load code, ms': load, 'activation: activate(), ms': call };
    writeFileSync(join(resultsDir, 'figures-startup.json'), JSON.stringify({ figures }));
  });
});
