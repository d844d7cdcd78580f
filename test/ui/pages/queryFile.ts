import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { openFile } from './notebook';
import type { Workbench } from './workbench';

/** A file of queries in the active editor. Every method waits for its effect. */
export class QueryFile {
  constructor(private readonly workbench: Workbench) {}

  /** Opens a file of the folder by its name. */
  static async open(workbench: Workbench, name: string): Promise<QueryFile> {
    await openFile(workbench, name);
    const file = new QueryFile(workbench);
    await file.editor.locator('.view-line').first().waitFor();
    return file;
  }

  get editor(): Locator {
    return this.workbench.page.locator('.part.editor .editor-group-container.active .monaco-editor[data-uri]').first();
  }

  /** The lines in sight. */
  async text(): Promise<string> {
    const lines = await this.editor.locator('.view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async textWith(containing: string | RegExp): Promise<string> {
    return waitFor(`${String(containing)} in the editor`, async () => {
      const text = await this.text();
      return (typeof containing === 'string' ? text.includes(containing) : containing.test(text)) && text;
    });
  }

  /** Entries above queries that have this text, in the order of the file. */
  lenses(text: string | RegExp): Locator {
    return this.editor.locator('.codelens-decoration a').filter({ hasText: text });
  }

  /** Lines and columns count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const { page, quickInput } = this.workbench;
    await page.keyboard.press('Control+G');
    await quickInput.answer(`:${line}:${column}`);
    await quickInput.widget.waitFor({ state: 'detached' });
    await this.workbench.statusItem(`Ln ${line}, Col ${column}`).first().waitFor();
  }

  /** Replaces the whole text. */
  async write(text: string): Promise<void> {
    const { page } = this.workbench;
    // A list that has just opened by itself would stand in the way.
    await waitFor('the text to be free to write in', async () => {
      if (await page.locator('.suggest-widget.visible').isVisible()) {
        await page.keyboard.press('Escape');
        return false;
      }
      return this.editor
        .locator('.view-lines')
        .click({ timeout: 2_000 })
        .then(
          () => true,
          (error: unknown) => {
            if (error instanceof Error && error.name === 'TimeoutError') return false;
            throw error;
          },
        );
    });
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
    const last = text.trimEnd().split('\n').at(-1) ?? '';
    await this.textWith(last);
  }

  async save(): Promise<void> {
    await this.workbench.page.keyboard.press('Control+S');
    await this.workbench.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }
}

/** The results panel at the bottom. */
export class ResultsPanel {
  constructor(private readonly workbench: Workbench) {}

  get page(): FrameLocator {
    return this.workbench.page
      .locator('iframe.webview.ready[src*="purpose=webviewView"]:visible')
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  get grid(): Locator {
    return this.page.getByRole('grid');
  }

  /** Time, source and how many rows. */
  async head(): Promise<string> {
    return this.page.locator('.head').innerText();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async columns(): Promise<string[]> {
    return this.grid.locator('.th-name').allInnerTexts();
  }

  /** The rows in sight, from the top. */
  async rows(): Promise<string[][]> {
    return this.grid.locator('.row[aria-rowindex]').evaluateAll((rows) =>
      rows
        .filter((row) => (row as HTMLElement).offsetParent !== null)
        .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) =>
          [...row.querySelectorAll('.cell[aria-colindex]')]
            .sort((a, b) => Number(a.getAttribute('aria-colindex')) - Number(b.getAttribute('aria-colindex')))
            .map((cell) => cell.textContent.trim()),
        ),
    );
  }

  async rowsWhen(what: string, holds: (rows: readonly string[][], columns: readonly string[]) => boolean): Promise<string[][]> {
    let seen: unknown;
    try {
      return await waitFor(`${what} in the results panel`, async () => {
        if ((await this.grid.count()) === 0) return false;
        const [rows, columns] = [await this.rows(), await this.columns()];
        seen = [columns, rows];
        return holds(rows, columns) && rows;
      });
    } catch (error) {
      throw new Error(`${String(error)}; seen: ${JSON.stringify(seen)}`, { cause: error });
    }
  }

  /** The words of an error, once they have this. */
  async errorWith(text: string | RegExp): Promise<string> {
    const box = this.page.getByRole('alert').filter({ hasText: text });
    await box.waitFor();
    return box.innerText();
  }

  /** Opens a menu of the table's toolbar and takes an entry. */
  async chooseFrom(menu: string, entry: string | RegExp): Promise<void> {
    await this.button(menu).click();
    await this.page.getByRole('menuitem', { name: entry }).first().click();
  }
}

/** Answers the workbench's own dialog for a file, which is an input box for its path. */
export async function answerFileDialog({ quickInput }: Workbench, path: string): Promise<void> {
  // The dialog proposes a path once it has read the folder, in place of what was typed before.
  await waitFor('the dialog for a file', async () => {
    if (!(await quickInput.widget.isVisible()) || (await quickInput.busy.count()) > 0) return false;
    return (await quickInput.input.inputValue({ timeout: 1000 })).startsWith('/');
  });
  await waitFor(`the dialog to take ${path}`, async () => {
    if (!(await quickInput.widget.isVisible())) return true;
    // The dialog completes what is typed: only the whole path as typed is confirmed.
    await quickInput.tryType(path);
    if ((await quickInput.input.inputValue({ timeout: 1000 })) === path) await quickInput.input.press('Enter', { timeout: 1000 });
    return !(await quickInput.widget.isVisible());
  });
}
