import type { Locator } from 'playwright-core';
import { NotebookPage } from './notebook';
import type { Workbench } from './workbench';

/** A notebook whose first cell is a question. Every method waits for its effect. */
export class QuestionPage {
  private constructor(readonly notebook: NotebookPage) {}

  static async open(workbench: Workbench, file: string): Promise<QuestionPage> {
    return new QuestionPage(await NotebookPage.open(workbench, file));
  }

  /** Asks in the place of the question before, and waits for a text that only this answer has. */
  async ask(question: string, answer: string | RegExp): Promise<void> {
    await this.notebook.write(0, question);
    await this.notebook.run(0);
    await this.notebook.says(answer);
  }

  /** What there is to choose below the question. */
  item(text: string | RegExp): Locator {
    return this.notebook.status(0).locator('.cell-status-item').filter({ hasText: text }).first();
  }

  /** Takes another reading of a part of the question. */
  async change(part: string | RegExp, to: string): Promise<void> {
    await this.item(part).click();
    await this.notebook.workbench.quickInput.choose(to);
  }

  /** Shows the whole of the query that was made, which is folded to its first line. */
  async unfold(): Promise<void> {
    const query = this.notebook.cell(1);
    await query.locator('.expandInputIcon, .cell-collapse-preview .codicon-more').first().click();
    await query.locator('.cell-editor-container .view-lines').first().waitFor();
  }
}

/** A file with one question. */
export function questionText(question: string): string {
  return `---\nkqlnb: 2\n---\n\n\`\`\`ask\n${question}\n\`\`\`\n`;
}
