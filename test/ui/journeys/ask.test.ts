import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import { NotebookPage, notebookText } from '../pages/notebook';
import { closeEditors } from '../pages/product';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const question = 'Show me all error logs from the web app in the last hour';
const overnight = "It's 9am, did any critical alerts trigger overnight on the Contoso Hotels system? Summarize any incidents.";

describe('a question in plain language', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    writeFileSync(join(folder, 'start.kqlnb'), notebookText(['print 1']));
    session = await Session.start();
    workbench = await session.open({ folder });
  });
  after(() => session.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
    await closeEditors(workbench);
  });

  it('is asked from the palette, becomes a query in a new notebook, and says what each part was taken for', async () => {
    await workbench.runCommand('SRE: Ask…');
    await workbench.quickInput.answer(question);
    const notebook = await NotebookPage.inSight(workbench);
    await notebook.says(/Read as a query of/);
    await notebook.says(/last hour/);
    await notebook.cell(1).waitFor();
    await notebook.statusWith(0, 'Keep as KQL');
    await workbench.screenshot('ask-answer');
  });

  it('is kept as KQL: the question is a comment above the query', async () => {
    await workbench.runCommand('SRE: Ask…');
    await workbench.quickInput.answer(question);
    const notebook = await NotebookPage.inSight(workbench);
    await notebook.statusWith(0, 'Keep as KQL');
    await notebook.status(0).getByText('Keep as KQL').click();
    await notebook.textWith(0, `// ${question}`);
    await workbench.screenshot('ask-kept');
  });

  it('is added to a notebook from its toolbar', async () => {
    const notebook = await NotebookPage.open(workbench, 'start.kqlnb');
    await workbench.page.locator('.notebook-toolbar-container').getByText('Question', { exact: true }).click();
    await notebook.cell(1).waitFor();
    await notebook.write(1, question);
    await notebook.run(1);
    await notebook.says(/Read as a query of/);
    await notebook.cell(2).waitFor();
  });

  it('goes to the overnight summary when that is what it is for', async () => {
    await workbench.runCommand('SRE: Ask…');
    await workbench.quickInput.answer(overnight);
    await workbench.tab('Overnight Summary').waitFor();
    await workbench.screenshot('ask-overnight');
  });
});
