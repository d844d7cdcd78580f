import { errors, type Locator, type Page } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';

/** Quick picks and input boxes: the one widget at the top that also is the command palette. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  get widget(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** The entries in sight. */
  get rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** There while the widget waits for what it shows. */
  get busy(): Locator {
    return this.widget.locator('.quick-input-progress.active');
  }

  /** Replaces the text of the input. */
  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }

  /** Like `type`, but gives up after a few seconds: false when the input did not stay to be typed into. */
  async tryType(text: string): Promise<boolean> {
    try {
      await this.input.fill(text, { timeout: 3_000 });
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }

  /** Whether an entry with this label comes into sight within some seconds. */
  async offers(label: string): Promise<boolean> {
    try {
      await waitFor(`an entry "${label}" in the quick pick`, async () => (await this.labels()).includes(label), {
        timeoutMs: 8_000,
      });
      return true;
    } catch {
      return false;
    }
  }

  /** The labels of the entries in sight, once there is one. */
  async labels(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.locator('.quick-input-list-row > .monaco-icon-label .label-name').allInnerTexts();
  }

  /** Takes the entry with exactly this label; without one, waits for it. */
  async choose(label: string): Promise<void> {
    const row = await waitFor(`an entry "${label}" in the quick pick`, async () => {
      for (const candidate of await this.rows.all()) {
        if ((await labelOf(candidate)) === label) return candidate;
      }
      return undefined;
    });
    await row.click();
  }

  /** Ticks entries of a quick pick with check boxes; `accept` ends it. */
  async tick(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.choose(label);
  }

  /** Types into an input box and confirms it. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.widget.waitFor({ state: 'detached' });
  }

  /** The message below an input box, such as why a value is refused. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').innerText()).trim();
  }
}

async function labelOf(row: Locator): Promise<string> {
  const label = row.locator('.monaco-icon-label .label-name').first();
  if ((await label.count()) === 0) return '';
  return ((await label.textContent({ timeout: 1000 })) ?? '').trim();
}
