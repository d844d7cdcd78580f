import assert from 'node:assert/strict';
import { Session } from '../session';
import type { Workbench } from '../pages/workbench';

describe('the packaged extension in a workbench', function () {
  this.timeout(180_000);
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await Session.start();
    workbench = await session.open();
  });
  after(() => session.stop());

  it('adds SRE to the activity bar, and its view opens', async () => {
    await workbench.showContainer('SRE');
    await workbench.screenshot('smoke');
    assert.equal(await workbench.activity('SRE').isVisible(), true);
  });

  it('offers its commands in the palette', async () => {
    await workbench.page.keyboard.press('F1');
    await workbench.quickInput.type('>SRE: ');
    const labels = await workbench.quickInput.labels();
    await workbench.quickInput.cancel();
    assert.ok(
      labels.some((label) => label.startsWith('SRE: ')),
      labels.join(', '),
    );
  });

  it('follows the theme', async () => {
    for (const theme of ['light', 'hc', 'hcLight', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot('smoke');
    }
  });
});
