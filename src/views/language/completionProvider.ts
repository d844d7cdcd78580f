import * as vscode from 'vscode';
import type { Completion, CompletionKind, Completions } from '../../kql/language/service';
import type { LanguageText } from '../../kql/language/languageService';
import { hoverMarkdown } from './hoverProvider';
import { isHelpful, isWorthOffering, splitLabel, tidyBefore, unfinishedOperator } from './completionText';
import type { LanguageRequests, LanguageWork } from './languageRequests';
import { rangeIn } from './spans';

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  column: vscode.CompletionItemKind.Field,
  table: vscode.CompletionItemKind.Class,
  function: vscode.CompletionItemKind.Function,
  aggregate: vscode.CompletionItemKind.Method,
  operator: vscode.CompletionItemKind.Keyword,
  keyword: vscode.CompletionItemKind.Keyword,
  variable: vscode.CompletionItemKind.Variable,
  type: vscode.CompletionItemKind.TypeParameter,
  value: vscode.CompletionItemKind.EnumMember,
  other: vscode.CompletionItemKind.Text,
};

/** An item that knows the text it was offered for and what that would be with it, to be explained when it is looked at. */
class KqlItem extends vscode.CompletionItem {
  constructor(
    readonly document: vscode.TextDocument,
    readonly at: LanguageText,
    { label, kind, before, after, sortText }: Completion,
    readonly replace: Completions['replace'],
    range: vscode.Range,
  ) {
    const { name, detail } = splitLabel(label);
    super({ label: name, detail }, kinds[kind]);
    const text = tidyBefore(before);
    this.explained = text + after;
    this.range = range;
    this.sortText = sortText;
    this.filterText = name;
    this.insertText = after === '' ? text : new vscode.SnippetString().appendText(text).appendTabstop(0).appendText(after);
    if (text.endsWith(' ')) this.command = { title: '', command: 'editor.action.triggerSuggest' };
    else if (text.endsWith('(')) this.command = { title: '', command: 'editor.action.triggerParameterHints' };
  }

  readonly explained: string;
}

export class KqlCompletionProvider implements vscode.CompletionItemProvider {
  constructor(private readonly requests: LanguageRequests) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    context: vscode.CompletionContext,
  ): Promise<vscode.CompletionList | undefined> {
    const typed = context.triggerCharacter;
    if (typed !== undefined && !isHelpful(typed, document.lineAt(position).text.slice(0, position.character))) return undefined;
    const offset = document.offsetAt(position);
    const work: LanguageWork<vscode.CompletionList> = async (language, at, options) => {
      // In the middle of `project-away` the service would read a subtraction.
      const unfinished = unfinishedOperator(at.text.slice(0, offset));
      const asked = unfinished === undefined ? offset : offset - unfinished.length;
      const { items, replace } = await language.completions(at, asked, options);
      const whole = unfinished === undefined ? replace : { start: asked, length: unfinished.length };
      const range = rangeIn(at.text, whole);
      // Words before the cursor only: what stands behind it stays when an item is inserted.
      const inserting = new vscode.Range(range.start, position.isBefore(range.start) ? range.start : position);
      const offered = items.filter(({ label }) => isWorthOffering(label));
      return new vscode.CompletionList(
        offered.map((item) => new KqlItem(document, at, item, whole, range.isSingleLine ? range : inserting)),
      );
    };
    // Who types faster than the service answers still gets the list: VS Code narrows it to what has been typed by then.
    return this.requests.ask(document, token, work, { evenIfChanged: true });
  }

  /** What the service says of the name once it stands in the text. */
  async resolveCompletionItem(item: vscode.CompletionItem, token: vscode.CancellationToken): Promise<vscode.CompletionItem> {
    if (!(item instanceof KqlItem)) return item;
    const { document, at, replace, explained } = item;
    const work: LanguageWork<readonly string[] | undefined> = (language, _now, options) =>
      language.hover(withText(at, replace, explained), replace.start + 1, options);
    const lines = await this.requests.ask(document, token, work, { evenIfChanged: true });
    if (lines !== undefined) item.documentation = hoverMarkdown(lines);
    return item;
  }
}

function withText(at: LanguageText, { start, length }: Completions['replace'], text: string): LanguageText {
  return { ...at, text: at.text.slice(0, start) + text + at.text.slice(start + length) };
}
