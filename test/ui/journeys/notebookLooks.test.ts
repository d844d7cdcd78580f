import assert from 'node:assert/strict';
import { waitFor } from '../../../scripts/lib/process.mjs';
import type { Theme } from '../../../scripts/lib/codeServer.mjs';
import { NotebookPage } from '../pages/notebook';
import { Session } from '../session';

const looks: readonly Theme[] = ['dark', 'light', 'hc'];

describe('looks of a notebook that was run whole', function () {
  this.timeout(120_000);
  let session: Session;
  before(async () => {
    session = await Session.start();
  });
  after(() => session.stop());

  for (const theme of looks) {
    it(`fits and can be read in ${theme}`, async () => {
      const workbench = await session.open({ theme, settings: { 'workbench.sideBar.location': 'right' } });
      const notebook = await NotebookPage.open(workbench, 'morning-check.kqlnb');
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await notebook.runAll();
      await notebook.result('Failed requests').waitFor();
      await workbench.screenshot('morning-check-1');
      for (const [place, part] of ['What fired', 'What fails', 'What was unusually slow', 'What nobody uses'].entries()) {
        const heading = notebook.outputs.getByRole('heading', { name: part });
        await waitFor(`"${part}" to come into sight`, async () => {
          if ((await heading.count()) > 0 && (await heading.isVisible())) {
            const box = await heading.boundingBox();
            if (box && box.y > 60 && box.y < 400) return true;
          }
          await workbench.page.mouse.move(500, 400);
          await workbench.page.mouse.wheel(0, 200);
          return false;
        });
        await workbench.screenshot(`morning-check-${place + 2}`);
        const cut = await notebook.results.evaluateAll((all) =>
          all.flatMap((result) =>
            [...result.querySelectorAll<HTMLElement>('.head, .bar, .notices, .chart-title, .chart-legend')]
              .filter((element) => element.scrollWidth > element.clientWidth + 1)
              .map((element) => element.textContent),
          ),
        );
        assert.deepEqual(cut, [], 'nothing is cut at the side');
      }
      const wide = await notebook.outputs.locator('html').evaluate((page) => page.scrollWidth > page.clientWidth + 1);
      assert.equal(wide, false, 'the page does not scroll sideways');
      await workbench.close();
    });
  }
});
