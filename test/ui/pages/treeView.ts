import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1 at the top. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
}

/** A tree view of the side bar by its name. Only rows in sight exist: the list is virtual. */
export class TreeView {
  constructor(
    private readonly page: Page,
    private readonly name: string,
  ) {}

  /** The view with its header; with one view in a container the header merges into the container's title. */
  get pane(): Locator {
    return this.page
      .locator('.part.sidebar .pane')
      .filter({ has: this.page.locator(`.pane-header[aria-label^="${this.name}"]`) });
  }

  get items(): Locator {
    return this.pane.locator('.monaco-list-row[role="treeitem"]');
  }

  async rows(): Promise<TreeRow[]> {
    return this.items.evaluateAll((elements) =>
      elements.map((element) => ({
        label: element.querySelector('.label-name')?.textContent ?? '',
        description: element.querySelector('.label-description')?.textContent ?? '',
        level: Number(element.getAttribute('aria-level')),
        expanded: element.hasAttribute('aria-expanded') ? element.getAttribute('aria-expanded') === 'true' : undefined,
      })),
    );
  }

  /** Waits until the rows in sight satisfy a condition, and gives them. */
  async rowsWhen(description: string, condition: (rows: readonly TreeRow[]) => boolean, timeoutMs = 30_000): Promise<TreeRow[]> {
    const probe = async (): Promise<TreeRow[] | false> => {
      const rows = await this.rows();
      return condition(rows) && rows;
    };
    return waitFor(`${description} in the view ${this.name}`, probe, { timeoutMs });
  }

  /** The first row in sight whose label contains this text, or matches. */
  row(label: string | RegExp): Locator {
    return this.items.filter({ has: this.page.locator('.label-name', { hasText: label }) }).first();
  }

  /** The text above the rows, or the welcome text in their place. */
  async message(): Promise<string> {
    return (await this.pane.locator('.message, .welcome-view-content').allInnerTexts()).join('\n').trim();
  }

  /** Opens a row and waits for its first child. */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
    await this.rowsWhen(`children of "${label}"`, (rows) => {
      const index = rows.findIndex((candidate) => candidate.label.includes(label));
      return (rows[index + 1]?.level ?? 0) > (rows[index]?.level ?? Infinity);
    });
  }

  /** Opens the context menu of a row and chooses an entry. */
  async chooseFromMenu(label: string, entry: string): Promise<void> {
    await this.openMenu(label);
    // A menu ignores the pointer just after it opened, so a click may have to be repeated.
    await waitFor(`the menu entry "${entry}" to be taken`, async () => {
      if ((await this.menu.count()) === 0) return true;
      await this.menu.locator('.action-item').filter({ hasText: entry }).first().click({ timeout: 1000 });
      return (await this.menu.count()) === 0;
    });
  }

  /** The entries of a row's context menu, which is closed again. */
  async menuEntries(label: string): Promise<string[]> {
    await this.openMenu(label);
    const entries = await this.menu.locator('.action-item .action-label').allInnerTexts();
    await waitFor('the menu to close', async () => {
      await this.page.keyboard.press('Escape');
      return (await this.menu.count()) === 0;
    });
    return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  /** The tooltip of a row, as text, once it contains what is looked for. */
  async tooltip(label: string | RegExp, containing = ''): Promise<string> {
    await this.row(label).locator('.label-name').first().hover();
    const hover = this.page.locator('.workbench-hover:visible').last();
    return waitFor(`a tooltip with "${containing}"`, async () => {
      const text = (await hover.count()) === 0 ? '' : await hover.innerText();
      return text !== '' && text.includes(containing) && text;
    });
  }

  /** Clicks an action in the title of the view. */
  async titleAction(name: string): Promise<void> {
    const inPane = this.pane.locator('.pane-header').getByRole('button', { name, exact: true });
    const inContainer = this.page.locator('.part.sidebar .composite.title').getByRole('button', { name, exact: true });
    // Beside other views the actions come with the pointer.
    const header = this.pane.locator('.pane-header');
    if (await header.isVisible()) await header.hover();
    await inPane.or(inContainer).first().click();
  }

  private async openMenu(label: string): Promise<void> {
    await this.row(label).click({ button: 'right' });
    await this.menu.locator('.action-item').first().waitFor();
  }

  private get menu(): Locator {
    return this.page.locator('.monaco-menu');
  }
}
