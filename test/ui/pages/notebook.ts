import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';
import type { Workbench } from './workbench';

/** The active notebook: its cells in the order of the file, and what their outputs show. Every method waits for its effect. */
export class NotebookPage {
  constructor(readonly workbench: Workbench) {}

  /** A new, empty notebook with one query cell. */
  static async create(workbench: Workbench): Promise<NotebookPage> {
    await workbench.runCommand('SRE: New KQL Notebook');
    const notebook = new NotebookPage(workbench);
    await notebook.queryCells.first().waitFor();
    return notebook;
  }

  /** Opens a file of the folder by its name. */
  static async open(workbench: Workbench, file: string): Promise<NotebookPage> {
    await openFile(workbench, file);
    const notebook = new NotebookPage(workbench);
    await notebook.queryCells.first().waitFor();
    return notebook;
  }


  /** Query cells that are in sight or near. */
  get queryCells(): Locator {
    return this.workbench.page.locator('.notebookOverlay .monaco-list-row .code-cell-row:visible, .notebookOverlay .code-cell-row:visible');
  }

  cell(index: number): Locator {
    return this.queryCells.nth(index);
  }

  /** Puts the cursor at the end of a query cell. */
  async enter(index: number): Promise<void> {
    const lines = this.cell(index).locator('.cell-editor-container .view-lines').first();
    await lines.click();
    await this.workbench.page.keyboard.press('Control+End');
  }

  /** Replaces the text of a query cell. */
  async write(index: number, text: string): Promise<void> {
    await this.enter(index);
    await this.workbench.page.keyboard.press('Control+A');
    await this.workbench.page.keyboard.insertText(text);
  }

  /** The text that is drawn of a query cell. */
  async text(index: number): Promise<string> {
    const lines = await this.cell(index).locator('.cell-editor-container .view-lines').first().innerText();
    return lines.replaceAll('\u00a0', ' ');
  }

  /** Runs the query cell that has the cursor, without leaving it. */
  async run(index: number): Promise<void> {
    await this.enter(index);
    await this.workbench.page.keyboard.press('Control+Enter');
  }

  /** What stands below a query cell: rows, time, source. */
  status(index: number): Locator {
    return this.cell(index).locator('.cell-statusbar-container');
  }

  async statusWith(index: number, containing: string | RegExp): Promise<string> {
    return waitFor(`"${String(containing)}" below cell ${index}`, async () => {
      const text = (await this.status(index).innerText()).replaceAll('\u00a0', ' ');
      const found = typeof containing === 'string' ? text.includes(containing) : containing.test(text);
      return found && text;
    });
  }

  /** The page that holds the outputs of all cells of the notebook in sight. */
  get outputs(): FrameLocator {
    return this.workbench.webview();
  }

  /** The drawn results, in the order of the cells. */
  get results(): Locator {
    return this.outputs.locator('.output_container');
  }
}

/** Opens a file of the folder through the quick open box. */
export async function openFile(workbench: Workbench, file: string): Promise<void> {
  await workbench.page.keyboard.press('Control+P');
  await workbench.quickInput.type(file);
  await workbench.quickInput.rows.first().waitFor();
  await workbench.quickInput.choose(file);
  await workbench.tab(file).waitFor();
}
