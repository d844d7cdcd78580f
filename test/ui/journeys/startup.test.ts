import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsDir } from '../../../scripts/lib/paths.mjs';
import { Session } from '../session';

const OPENINGS = 5;

describe('activation as the workbench measures it', function () {
  this.timeout(240_000);
  let session: Session;
  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  it('is in the list of activated extensions; the times are kept as figures', async () => {
    const times: { readonly load: number; readonly call: number }[] = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      const workbench = await session.open();
      await workbench.statusItem('Demo:').waitFor();
      await workbench.runCommand('Developer: Startup Performance');
      await workbench.page.locator('.monaco-editor .view-lines', { hasText: 'System Info' }).waitFor();
      await workbench.page.locator('.monaco-editor .view-lines').first().click();
      await workbench.page.keyboard.press('Control+A');
      await workbench.page.keyboard.press('Control+C');
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      await workbench.close();
      const line = text.split('\n').find((candidate) => candidate.includes('sre-workbench'));
      assert.ok(line, `no line about the extension in:\n${text}`);
      // Columns: extension, eager, load code, call activate, finish activate, event, by.
      const [, , load, call] = line
        .split('|')
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '');
      assert.ok(Number.isFinite(Number(load) + Number(call)), line);
      times.push({ load: Number(load), call: Number(call) });
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
    writeFileSync(
      join(resultsDir, 'figures-startup.json'),
      JSON.stringify({ 'activation, code and call, median ms': median, times }),
    );
  });
});
