import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { closeEditors, editorWith, openSummary, openTree } from '../pages/product';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const INCIDENT = 'High CPU usage on contoso-backend';
const HEADLINE = 'Yes, 2 critical alerts in the last 12 hours, one incident.';
/** With this set, a run also renews the pictures of the README; otherwise it touches no tracked file. */
const keepsMedia = process.env['SRE_KEEP_MEDIA'] === '1';
const MAX_PICTURE_BYTES = 300_000;

describe('without a mouse, in high contrast and enlarged', function () {
  this.timeout(240_000);
  let session: Session;

  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  async function picture(workbench: Workbench, name: string): Promise<void> {
    if (!keepsMedia) return;
    const path = join(root, 'media', `${name}.png`);
    await workbench.page.screenshot({ path, animations: 'disabled' });
    assert.ok(statSync(path).size < MAX_PICTURE_BYTES, `${name}.png has ${statSync(path).size} bytes`);
  }

  describe('by keyboard', () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await session.open({ settings: { 'editor.minimap.enabled': false } });
    });
    after(() => workbench.close());

    it('walks the tree, opens an alert and the request behind a finding', async () => {
      const tree = await openTree(workbench, INCIDENT);
      await workbench.runCommand('SRE: Focus on Incidents and Alerts View');
      const { keyboard } = workbench.page;
      const focused = tree.pane.locator('.monaco-list.element-focused .monaco-list-row.focused .label-name');
      const goTo = async (key: string, label: string): Promise<void> =>
        waitFor(`the focus on "${label}" after ${key}`, async () => {
          const now = (await focused.count()) === 0 ? '' : await focused.first().textContent();
          if (now === label) return true;
          await keyboard.press(key);
          return false;
        }).then(() => undefined);
      await goTo('ArrowDown', 'High CPU usage');
      await keyboard.press('ArrowRight');
      await tree.row('Value against threshold').waitFor();
      await goTo('ArrowDown', 'Value against threshold');
      await workbench.screenshot('keyboard-tree');
      await keyboard.press('Enter');
      await editorWith(workbench, 'HTTP 200').waitFor();
      await closeEditors(workbench);
      await tree
        .row(/^High CPU usage$/)
        .locator('.monaco-tl-twistie')
        .click();
      await tree.row('Value against threshold').waitFor({ state: 'detached' });
    });

    it('reaches every action and every fact of the summary with Tab, and opens one with Enter', async () => {
      const page = await openSummary(workbench, HEADLINE);
      await page.getByRole('button', { name: 'Refresh' }).waitFor();
      await picture(workbench, 'overnight-dark');
      await page.getByRole('button', { name: 'Refresh' }).focus();
      const main = page.locator('body');
      // A closed disclosure hides its content from the keyboard on purpose.
      const offered = 'button, summary, a[href], vscode-button';
      const expected = await main.locator(`:is(${offered}):visible`).filter({ hasText: /\S/ }).allInnerTexts();
      assert.ok(expected.length > 20, expected.join(' | '));
      const reached: string[] = [];
      const focused = (): Promise<{ text: string; offered: boolean }> =>
        main.evaluate((body, selector) => {
          const element = body.ownerDocument.activeElement;
          return { text: (element as HTMLElement | null)?.innerText ?? '', offered: element?.matches(selector) === true };
        }, offered);
      // Links and scrolling tables take the focus too.
      for (let step = 0; step < 2 * expected.length && reached.length < expected.length; step++) {
        const now = await focused();
        if (now.offered) reached.push(now.text);
        await workbench.page.keyboard.press('Tab');
      }
      const clean = (texts: readonly string[]): string[] => texts.map((text) => text.trim().replaceAll(/\s+/g, ' '));
      assert.deepEqual(clean(reached), clean(expected), 'Tab visits everything in the order of the page');
      await page.getByRole('button', { name: '90 %' }).first().focus();
      await workbench.screenshot('keyboard-fact-focused');
      await workbench.page.keyboard.press('Enter');
      await editorWith(workbench, 'HTTP 200').waitFor();
      assert.match(await workbench.editorText(), /GET\s+https:\/\/management\.azure\.com/);
      await picture(workbench, 'fact-dark');
    });
  });

  for (const { theme, zoom, name } of [
    { theme: 'hc', zoom: 100, name: 'details' },
    { theme: 'light', zoom: 100, name: 'details' },
    { theme: 'dark', zoom: 200, name: 'details-zoom-200' },
  ] as const) {
    it(`shows tree and details in ${theme} at ${zoom} %, nothing cut`, async () => {
      const workbench = await session.open({ theme, zoom });
      const tree = await openTree(workbench, INCIDENT);
      if (theme === 'light') {
        await openSummary(workbench, HEADLINE);
        await picture(workbench, 'overnight-light');
        await closeEditors(workbench);
      }
      // Enlarged, the evidence would push the other alert out of sight.
      if (zoom === 100) {
        await tree
          .row(/^High CPU usage$/)
          .locator('.monaco-tl-twistie')
          .click();
        await tree.row('Value against threshold').waitFor();
      }
      await tree.chooseFromMenu('App Service response time', 'Show Alert Details');
      const page = workbench.webview();
      await page.locator('main').hover({ position: { x: 5, y: 5 } });
      await page.locator('main').getByText('Value against threshold').waitFor();
      await workbench.page.locator('.workbench-hover:visible').waitFor({ state: 'detached' });
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      assert.ok(overflow <= 0, `the details are ${overflow} px wider than their tab`);
      await workbench.screenshot(name);
      if (theme === 'light') await picture(workbench, 'tree-light');
      await workbench.close();
    });
  }
});
