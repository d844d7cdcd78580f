import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { RunningServer, Theme } from '../../../scripts/lib/codeServer.mjs';
import { resultsDir } from '../../../scripts/lib/paths.mjs';
import { waitFor } from '../../../scripts/lib/process.mjs';
import { QuickInput } from './quickInput';
import { TreeView } from './treeView';

export interface Appearance {
  readonly theme: Theme;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** As the theme picker names them. */
const themeLabels: Readonly<Record<Theme, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  hc: 'Dark High Contrast',
  hcLight: 'Light High Contrast',
};
const themeClasses: Readonly<Record<Theme, string>> = { dark: 'vs-dark', light: 'vs', hc: 'hc-black', hcLight: 'hc-light' };

/** The whole window, as a person has it before them. Every method waits for its effect. */
export class Workbench {
  readonly quickInput: QuickInput;

  constructor(
    readonly page: Page,
    private readonly server: RunningServer,
    private appearance: Appearance,
  ) {
    this.quickInput = new QuickInput(page);
  }

  async open(folder: string): Promise<void> {
    this.writeSettings();
    await this.page.goto(this.server.url(folder));
    await this.isReady();
  }

  /** An entry of the activity bar by its title. */
  activity(title: string): Locator {
    return this.page
      .locator(`.part.activitybar .action-item[aria-label^="${title}"], .part.activitybar .action-label[aria-label^="${title}"]`)
      .first();
  }

  /** Shows a view container through the activity bar. */
  async showContainer(title: string): Promise<void> {
    const heading = this.page.locator('.part.sidebar .composite.title h2', { hasText: title });
    if (!(await heading.isVisible())) await this.activity(title).click();
    await heading.waitFor();
  }

  /** Drags the edge of the side bar, which is left of the editors. */
  async setSideBarWidth(width: number): Promise<void> {
    const bar = this.page.locator('.part.sidebar');
    const box = await bar.boundingBox();
    if (!box) throw new Error('the side bar is hidden');
    const { mouse } = this.page;
    await mouse.move(box.x + box.width, box.y + box.height * 0.8);
    await mouse.down();
    await mouse.move(box.x + width, box.y + box.height * 0.8, { steps: 4 });
    await mouse.up();
    await waitFor(`the side bar to be ${width} wide`, async () => Math.abs(((await bar.boundingBox())?.width ?? 0) - width) < 12);
  }

  /** Runs a command by the title that the palette shows, its category included. */
  async runCommand(title: string): Promise<void> {
    // The palette of the command before may still be closing, and takes the key with it.
    await waitFor('the command palette to take a command', async () => {
      await this.page.keyboard.press('F1');
      return this.quickInput.tryType(`>${title}`);
    });
    await this.quickInput.choose(title);
  }

  view(name: string): TreeView {
    return new TreeView(this.page, name);
  }

  /** Status bar items whose text or accessible name contains this. */
  statusItem(text: string): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** The toast that contains this text. */
  notification(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** Clicks a button of the toast that contains this text. */
  async answerNotification(text: string, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** A modal dialog; in a browser the workbench draws it itself. */
  dialog(text: string): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  async answerDialog(text: string, button: string): Promise<void> {
    const dialog = this.dialog(text);
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** The tab of an editor by its label. */
  tab(label: string): Locator {
    return this.page.locator('.part.editor .tabs-container .tab').filter({ hasText: label });
  }

  /** The label of the active editor; undefined when none is open. */
  async activeTab(): Promise<string | undefined> {
    const active = this.page.locator('.part.editor .editor-group-container.active .tab.active .label-name');
    return (await active.count()) === 0 ? undefined : ((await active.first().textContent()) ?? undefined);
  }

  /** The text that is drawn in the active text editor: the lines in sight only. */
  async editorText(): Promise<string> {
    const lines = await this.page.locator('.part.editor .editor-group-container.active .view-lines').first().innerText();
    return lines.replaceAll('\u00a0', ' ');
  }

  /**
   * The document inside the webview that is in sight: two frames deep.
   * With more than one in sight, the one that is `index`th in the page.
   */
  webview(index = 0): FrameLocator {
    return this.page.locator('iframe.webview.ready').nth(index).contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /** Switches through the theme picker, as a person does, and waits until the workbench is drawn in it. */
  async setTheme(theme: Theme): Promise<void> {
    this.appearance = { ...this.appearance, theme };
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.type(themeLabels[theme]);
    await this.quickInput.choose(themeLabels[theme]);
    await this.showsTheme();
  }

  /** Adds user settings and loads the window anew: a server without native modules does not see the file change. */
  async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.appearance = { ...this.appearance, settings: { ...this.appearance.settings, ...settings } };
    this.writeSettings();
    await this.page.reload();
    await this.isReady();
  }

  /** Saves what is in sight to test-results/screenshots/<theme>/<name>.png. */
  async screenshot(name: string): Promise<void> {
    const folder = join(resultsDir, 'screenshots', this.appearance.theme);
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.showsTheme();
    await waitFor('the activity bar to have the view of the extension', () => this.activity('SRE').isVisible(), {
      timeoutMs: 60_000,
    });
  }

  private writeSettings(): void {
    const { theme, settings } = this.appearance;
    this.server.writeSettings({ 'workbench.colorTheme': this.server.themeName(theme), ...settings });
  }

  private async showsTheme(): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themeClasses[this.appearance.theme]}`).waitFor();
  }
}
