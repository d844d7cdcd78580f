import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';
import type { Workbench } from './workbench';

/** The active notebook: its query cells from the top, and what their outputs show. Every method waits for its effect. */
export class NotebookPage {
  constructor(readonly workbench: Workbench) {}

  /** A new notebook with one query cell. */
  static async create(workbench: Workbench): Promise<NotebookPage> {
    await workbench.runCommand('SRE: New KQL Notebook');
    return NotebookPage.inSight(workbench);
  }

  /** Opens a file of the folder by its name. */
  static async open(workbench: Workbench, file: string): Promise<NotebookPage> {
    await openFile(workbench, file);
    return NotebookPage.inSight(workbench);
  }

  /** The notebook that is in sight, once its first query is. */
  static async inSight(workbench: Workbench): Promise<NotebookPage> {
    const notebook = new NotebookPage(workbench);
    await notebook.cell(0).waitFor();
    return notebook;
  }

  /** Query cells in sight or near: the list of cells is virtual. Other open notebooks keep theirs, unseen. */
  get cells(): Locator {
    return this.workbench.page.locator('.notebookOverlay .code-cell-row:visible');
  }

  cell(index: number): Locator {
    return this.cells.nth(index);
  }

  /** Puts the cursor at the end of a query. */
  async enter(index: number): Promise<void> {
    const focused = this.cell(index).locator('.monaco-editor.focused');
    // A notebook that was just made puts the cursor there by itself, which takes it away from one who clicked a moment before.
    await waitFor(`cell ${index} to have the cursor`, async () => {
      if (await focused.isVisible()) return true;
      await this.cell(index).locator('.cell-editor-container .view-lines').first().click();
      return false;
    });
    await this.workbench.page.keyboard.press('Control+End');
  }

  async write(index: number, text: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    await this.enter(index);
    // Just after an output had the focus, keys may still be its own.
    await waitFor(`cell ${index} to be empty`, async () => {
      await keyboard.press('Control+A');
      await keyboard.press('Delete');
      return (await this.text(index)).trim() === '';
    });
    await keyboard.insertText(text);
  }

  /** The drawn text of a query. */
  async text(index: number): Promise<string> {
    return plain(await this.cell(index).locator('.cell-editor-container .view-lines').first().innerText());
  }

  async textWith(index: number, containing: string | RegExp): Promise<string> {
    return waitFor(`"${String(containing)}" in the text of cell ${index}`, async () =>
      matching(await this.text(index), containing),
    );
  }

  /** Runs a query by the button before it. */
  async run(index: number): Promise<void> {
    await this.runButton(index, 'Execute Cell').click();
  }

  /** Stops a running query by the button before it. */
  async stop(index: number): Promise<void> {
    await this.runButton(index, 'Stop Cell Execution').click();
  }

  private runButton(index: number, name: string): Locator {
    return this.cell(index).locator(`.run-button-container .action-label[aria-label^="${name}"]`);
  }

  async runAll(): Promise<void> {
    await this.workbench.runCommand('Notebook: Run All');
  }

  /** What stands below a query: rows, time, source, name. */
  status(index: number): Locator {
    return this.cell(index).locator('.cell-statusbar-container');
  }

  async statusWith(index: number, containing: string | RegExp): Promise<string> {
    return waitFor(`"${String(containing)}" below cell ${index}`, async () =>
      matching(plain(await this.status(index).innerText()).replaceAll('\n', ' '), containing),
    );
  }

  /** The page with the outputs of all cells. */
  get outputs(): FrameLocator {
    return this.workbench.page
      .locator('.notebookOverlay iframe.webview.ready:visible')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  /** The drawn results. Those of cells that were never in sight are missing. */
  get results(): Locator {
    return this.outputs.locator('.result');
  }

  /** The drawn result that shows this. */
  result(containing: string | RegExp = ''): Locator {
    return this.results.filter({ hasText: containing }).first();
  }

  /** The element of a result that has the focus, if it has this text. */
  focused(text: RegExp = /(?:)/): Locator {
    return this.outputs.locator('.result :focus').filter({ hasText: text });
  }

  /** The list of cells: it has the focus while a cell is chosen and not written in. */
  get list(): Locator {
    return this.workbench.page.locator('.notebookOverlay .monaco-list:visible').first();
  }

  /** Waits for a text in the outputs, of results and of messages alike. */
  async says(text: string | RegExp): Promise<void> {
    await this.outputs.locator('#container').getByText(text).first().waitFor();
  }

  /** A button of the tools above a result, such as Filter. */
  tool(result: Locator, name: string): Locator {
    return result.locator('.tools').getByRole('button', { name, exact: true });
  }

  /** Opens a menu above a result and takes an entry. */
  async choose(result: Locator, menu: string, entry: string): Promise<void> {
    await this.tool(result, menu).click();
    await this.outputs.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /** A cell of a result's table by its text. */
  value(result: Locator, text: string): Locator {
    return result
      .getByRole('gridcell')
      .filter({ hasText: new RegExp(`^${text}$`) })
      .first();
  }

  /** The texts of a column, in the rows that are drawn, from the top. */
  async column(result: Locator, position: number): Promise<string[]> {
    return result.locator('.row:not([hidden])').evaluateAll((rows, at) => {
      const seen = rows.map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        text: row.querySelectorAll('.cell')[at]?.textContent ?? '',
      }));
      return seen.sort((a, b) => a.index - b.index).map(({ text }) => text);
    }, position);
  }
}

/** A notebook file of queries; one may begin with its attributes: `@name=busy`. */
export function notebookText(queries: readonly string[], head: readonly string[] = []): string {
  const cells = queries.map((query) => {
    const [first = '', ...rest] = query.split('\n');
    const attributes = first.startsWith('@') ? first.slice(1) : undefined;
    const fence = attributes === undefined ? '```kusto' : `\`\`\`kusto ${attributes}`;
    return `${fence}\n${attributes === undefined ? query : rest.join('\n')}\n\`\`\`\n`;
  });
  return `${['---', 'kqlnb: 1', ...head, '---'].join('\n')}\n\n${cells.join('\n')}`;
}

/** Opens a file of the folder through the quick open box. */
export async function openFile(workbench: Workbench, file: string): Promise<void> {
  await waitFor(`the quick open box to take ${file}`, async () => {
    await workbench.page.keyboard.press('Control+P');
    return workbench.quickInput.tryType(file);
  });
  await workbench.quickInput.choose(file);
  await workbench.tab(file).waitFor();
}

function matching(text: string, containing: string | RegExp): string | undefined {
  const found = typeof containing === 'string' ? text.includes(containing) : containing.test(text);
  return found ? text : undefined;
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
