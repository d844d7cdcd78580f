import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshWorkspace } from '../../../scripts/lib/workspace.mjs';
import type { Theme } from '../../../scripts/lib/codeServer.mjs';
import { NotebookPage, notebookText } from '../pages/notebook';
import { closeEditors } from '../pages/product';
import { QuestionPage, questionText } from '../pages/question';
import type { Workbench } from '../pages/workbench';
import { Session } from '../session';

const errorLogs = 'Show me all error logs from the web app in the last hour';
/** Each with the words of its time, which only its own answer repeats. */
const errorLogQuestions: readonly (readonly [question: string, time: string])[] = [
  [errorLogs, 'in the last hour'],
  ['web app error logs, last 60 minutes', 'last 60 minutes'],
  ['what errors did the web application log during the last hour?', 'during the last hour'],
  ['error log entries of the web app over the past hour please', 'past hour'],
  ['list the error logs of the web app within the last hour', 'within the last hour'],
  ['I need the error logs of our web app for the past 60 minutes', 'past 60 minutes'],
];
const overnightQuestions = [
  "It's 9am, did any critical alerts trigger overnight on the Contoso Hotels system? Summarize any incidents.",
  'Were there any critical alerts last night?',
  'Summarise the incidents of last night',
  'what happened overnight? any incidents?',
  'Did we get paged during the night?',
  'give me a recap of overnight alerts',
];
const unusualQuestions = [
  'What was unusual around 2 AM?',
  'Anything odd around 2 AM?',
  'what looked abnormal at about 2:00?',
  'Were there any anomalies around 2am last night?',
  'did anything strange happen around two in the morning?',
  'show me what was out of the ordinary near 2 AM',
];
const zones = [
  { zone: 'Europe/Madrid', hour: '08:00 to 09:00', peak: '02:05' },
  { zone: 'UTC', hour: '07:00 to 08:00', peak: '01:05' },
] as const;
const looks: readonly Theme[] = ['light', 'hc', 'dark'];

describe('a question in plain language', function () {
  this.timeout(120_000);
  const folder = freshWorkspace();
  let session: Session;
  let workbench: Workbench;
  let files = 0;

  before(async () => {
    writeFileSync(join(folder, 'start.kqlnb'), notebookText(['print 1']));
    for (let file = 1; file <= 12; file += 1) writeFileSync(join(folder, `question-${file}.kqlnb`), questionText('errors'));
    session = await Session.start();
    workbench = await session.open({ folder });
  });
  after(() => session.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
    await closeEditors(workbench);
  });

  async function seen(name: string): Promise<void> {
    for (const theme of looks) {
      await workbench.setTheme(theme);
      await workbench.screenshot(name);
    }
  }

  it('is asked from the palette, becomes a query in a new notebook, and says what each part was taken for', async () => {
    await workbench.runCommand('SRE: Ask…');
    await workbench.quickInput.answer(errorLogs);
    const notebook = await NotebookPage.inSight(workbench);
    await notebook.says(/Read as a query of/);
    await notebook.says(/last hour/);
    await notebook.cell(1).waitFor();
    await notebook.statusWith(0, 'Keep as KQL');
    await notebook.result(/12 rows.*Log Analytics: Contoso Hotels.*ran .* in [\d.]+ m?s/s).waitFor();
    await seen('ask-answer');
    const chart = notebook.result('Chart').locator('.chart-marks g[data-series]').first();
    await notebook.cell(2).scrollIntoViewIfNeeded();
    // A line of equal counts has no height, which the browser calls hidden.
    await chart.waitFor({ state: 'attached' });
    await workbench.page.mouse.wheel(0, 300);
    await workbench.screenshot('ask-chart');
  });

  it('offers what was asked before and what can be asked', async () => {
    await workbench.runCommand('SRE: Ask…');
    await workbench.quickInput.type('error');
    assert.ok(await workbench.quickInput.offers(errorLogs), 'the question of before is offered');
    await workbench.quickInput.type('');
    const labels = await workbench.quickInput.labels();
    assert.ok(labels.length > 3, `too little to choose from: ${labels.join('; ')}`);
    await workbench.screenshot('ask-box');
    await workbench.quickInput.cancel();
  });

  it('is kept as KQL: the question is a comment above the query', async () => {
    const { notebook } = await asked(errorLogs, /in the last hour/);
    await notebook.statusWith(0, 'Keep as KQL');
    await notebook.status(0).getByText('Keep as KQL').click();
    await notebook.textWith(0, `// ${errorLogs}`);
    await notebook.textWith(0, /ScStatus >= 500/);
    await workbench.screenshot('ask-kept');
  });

  it('is added to a notebook from its toolbar', async () => {
    const notebook = await NotebookPage.open(workbench, 'start.kqlnb');
    await workbench.page.locator('.notebook-toolbar-container').getByText('Question', { exact: true }).click();
    await notebook.cell(1).waitFor();
    await notebook.write(1, errorLogs);
    await notebook.run(1);
    await notebook.says(/Read as a query of/);
    await notebook.cell(2).waitFor();
  });

  it('is read in another way where a person says so', async () => {
    const page = await asked(errorLogs, /in the last hour/);
    await page.notebook.cell(1).waitFor();
    await page.unfold();
    await page.change('AppServiceHTTPLogs', 'AppServiceConsoleLogs');
    await page.notebook.textWith(1, /^AppServiceConsoleLogs/);
    await page.notebook.result('43 rows').waitFor();
    await workbench.screenshot('ask-changed');
  });

  it('says that nothing was found, and which part of the question is why', async () => {
    await asked('show me the errors with status 418 from the web app in the last hour', /No rows\..*418/);
    await workbench.screenshot('ask-empty');
  });

  it('names the nearest when nothing is called so', async () => {
    const page = await asked('errors from payroll app', /Nothing is known as 'payroll'.*contoso-backend/);
    assert.equal(await page.notebook.cells.count(), 1, 'no query was made');
    await workbench.screenshot('ask-unknown');
  });

  it('asks which reading is meant, and takes the answer', async () => {
    const page = await asked('show me the logs', /Which of these do you mean\?/);
    await page.item('AppTraces').waitFor();
    // The readings are offered in a list as well as below the question; here the one below is taken.
    await workbench.screenshot('ask-choice');
    await workbench.quickInput.cancel();
    await page.item('AppTraces').click();
    await page.notebook.says(/Read as a query of AppTraces/);
    await page.notebook.cell(1).waitFor();
  });

  it('does not answer what the data cannot tell, and offers what can be asked', async () => {
    const page = await asked('what is the weather in Madrid', /Not answered:/);
    await page.notebook.says('What can be asked:');
    await workbench.screenshot('ask-abstained');
    await page.item('How many').click();
    await page.notebook.says(/Read as a query of/);
  });

  for (const { zone, hour, peak } of zones) {
    describe(`on the clocks of ${zone}`, () => {
      /** All phrasings on one clock; the other is shown with two. */
      const inWords = <T>(questions: readonly T[]): readonly T[] => (zone === 'UTC' ? questions.slice(0, 2) : questions);

      before(async () => {
        if (zone === 'Europe/Madrid') return;
        await workbench.setSettings({ 'sre.timeZone': zone });
        // The palette lists what the extension has registered when it opens.
        await workbench.page.getByText('Demo: Contoso Hotels').first().waitFor();
        await closeEditors(workbench);
      });

      it('goes to the overnight summary when that is what it is for, in any words', async () => {
        for (const question of inWords(overnightQuestions)) {
          await workbench.runCommand('SRE: Ask…');
          await workbench.quickInput.answer(question);
          await workbench.webview().getByText('Yes, 2 critical alerts in the last 12 hours, one incident.').waitFor();
          if (question === overnightQuestions[0]) await workbench.screenshot(`ask-overnight-${zone.replace('/', '-')}`);
          await closeEditors(workbench);
        }
      });

      it('becomes the same query in any words, with its rows', async () => {
        const page = await newQuestion();
        for (const [question, time] of inWords(errorLogQuestions)) {
          await page.ask(question, new RegExp(`${time}' → .*17 Nov ${hour} ${zone}`, 's'));
          await page.notebook.cell(1).waitFor();
          if (question === errorLogs) await page.unfold();
          const query = await page.notebook.textWith(1, /^AppServiceHTTPLogs/);
          for (const part of ['2026-11-17T07:00:00Z', '2026-11-17T08:00:00Z', 'ScStatus >= 500', 'contoso-web'])
            assert.ok(query.includes(part), `${question}: "${part}" is not in\n${query}`);
          await page.notebook.result('12 rows').waitFor();
        }
      });

      it('finds what was unusual, with the query behind each finding, in any words', async () => {
        const page = await newQuestion();
        for (const question of inWords(unusualQuestions)) {
          await page.ask(question, /were unusual/);
          const row = (what: RegExp) => page.notebook.outputs.locator('tr').filter({ hasText: what }).first();
          const database = await row(/contoso-bookings/).innerText();
          assert.match(database, new RegExp(`${peak}.*90.%`, 's'), question);
          assert.match(await row(/timeouts/).innerText(), /\b5\b/, question);
          await page.notebook.statusWith(0, 'Keep as KQL');
          if (question === unusualQuestions[0] && zone === 'UTC') await workbench.screenshot('ask-unusual-utc');
          if (question === unusualQuestions[0] && zone !== 'UTC') await seen('ask-unusual');
          await workbench.runCommand('Notebook: Clear All Outputs');
        }
      });
    });
  }

  async function asked(question: string, answer: string | RegExp): Promise<QuestionPage> {
    const page = await newQuestion();
    await page.ask(question, answer);
    return page;
  }

  /** A file of its own: in a browser the editor saves what is changed. */
  function newQuestion(): Promise<QuestionPage> {
    files += 1;
    return QuestionPage.open(workbench, `question-${files}.kqlnb`);
  }
});
