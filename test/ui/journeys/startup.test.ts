import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsDir } from '../../../scripts/lib/paths.mjs';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { Session } from '../session';

const OPENINGS = 3;

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
        .filter((cell) => cell !== '');
      assert.ok(Number.isFinite(Number(load) + Number(call)), line);
      times.push({ load: Number(load), call: Number(call) });
    }
    const median = (values: readonly number[]): number | undefined =>
      values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
    const figures = {
      'activation: load code, median ms': median(times.map(({ load }) => load)),
      'activation: activate(), median ms': median(times.map(({ call }) => call)),
    };
    writeFileSync(join(resultsDir, 'figures-startup.json'), JSON.stringify({ figures, times }));
  });
});
