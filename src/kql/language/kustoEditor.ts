/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument */
import type { Span } from '../engine/errors.js';
import { attempt, boundCode, enumNames, guarded, none, syntaxKind, toArray, type Globals } from './kusto.js';
import { hastenCompletion } from './bridgeSpeed.js';

/* What the official language service knows about editing, as plain data. Like kusto.ts it touches the service's own objects. */
declare const Kusto: any;

hastenCompletion();

const completionKind = enumNames(() => Kusto.Language.Editor.CompletionKind);
const classificationKind = enumNames(() => Kusto.Language.Editor.ClassificationKind);

export interface NativeCompletion {
  readonly label: string;
  /** `Column`, `Table`, `ScalarFunction`, `QueryPrefix` … */
  readonly kind: string;
  /** What to insert; the cursor goes between the two. */
  readonly before: string;
  readonly after: string;
  readonly sortText: string;
}

export interface NativeSignature {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly description: string; readonly optional: boolean }[];
}

function serviceOf(text: string, globals: Globals): any {
  return new Kusto.Language.Editor.KustoCodeService.ctor(boundCode(text, globals));
}

/**
 * What may stand at an offset, in no order; `sortText` has it. What `KustoCodeService.GetCompletionItems` does, without copying every
 * item twice for options that nobody asks for.
 */
export function nativeCompletions(text: string, globals: Globals, offset: number): { items: NativeCompletion[]; replace: Span } {
  return guarded('complete', () => {
    const { CompletionOptions, KustoCompleter } = Kusto.Language.Editor;
    const code = boundCode(text, globals);
    // Asked for with a cache the grammar would be made twice; the last one made is kept for all.
    code.Grammar ??= Kusto.Language.Parsing.QueryGrammar.From(
      Kusto.Language.GlobalState.Default.WithParseOptions((globals.native as any).ParseOptions),
    ).QueryBlock;
    const completer = new KustoCompleter(code, CompletionOptions.Default, none());
    const start: { v?: number } = {};
    const length: { v?: number } = {};
    completer.GetEditRange(offset, start, length);
    const replace = { start: start.v ?? offset, length: length.v ?? 0 };
    if (completer.ShouldComplete(offset) !== true) return { items: [], replace };
    const builder = new KustoCompleter.CompletionBuilder();
    const mode = completer.GetSymbolCompletions(replace.start, builder);
    if (mode === KustoCompleter.CompletionMode.Combined) completer.GetSyntaxCompletions(replace.start, builder);
    const items = toArray(builder.list).map((item) => ({
      label: item.DisplayText,
      kind: completionKind(item.Kind),
      before: item.BeforeText ?? item.DisplayText,
      after: item.AfterText ?? '',
      sortText: `${String(completer.GetOrderingRank(item)).padStart(2, '0')}${item.Priority}_${item.OrderText.toLowerCase()}`,
    }));
    return { items, replace };
  });
}

/** What is known of the name at an offset; empty when nothing is. */
export function nativeQuickInfo(text: string, globals: Globals, offset: number): string[] {
  return guarded('explain', () => {
    const info = serviceOf(text, globals).GetQuickInfo(offset, Kusto.Language.Editor.QuickInfoOptions.Default, none());
    return toArray(info?.Items).map((item) => String(item.Text));
  });
}

export function nativeClassifications(text: string, globals: Globals): { kind: string; start: number; length: number }[] {
  return guarded('colour', () =>
    toArray(serviceOf(text, globals).GetClassifications(0, text.length, true, true, none()).Classifications).map((range) => ({
      kind: classificationKind(range.Kind),
      start: range.Start,
      length: range.Length,
    })),
  );
}

export function nativeFormat(text: string, globals: Globals): string {
  return guarded('format', () => {
    const { FormattingOptions } = Kusto.Language.Editor;
    return String(serviceOf(text, globals).GetFormattedText(FormattingOptions.Default, none()).Text);
  });
}

/** The signatures of the function whose arguments an offset is in; which argument it is. */
export function nativeSignatures(
  text: string,
  globals: Globals,
  offset: number,
): { signatures: NativeSignature[]; argument: number } | undefined {
  return guarded('find the signature', () => {
    const code = attempt(() => boundCode(text, globals));
    const call = code === undefined ? undefined : enclosingCall(code.Syntax, offset);
    const symbol = call?.ReferencedSymbol ?? call?.Name?.ReferencedSymbol;
    if (!symbol?.Signatures) return undefined;
    const separators = toArray(call.ArgumentList.Expressions).filter(
      (item) => item.Separator && item.Separator.TextStart < offset,
    );
    const signatures = toArray(symbol.Signatures).map((signature) => ({
      name: String(symbol.Name),
      description: String(symbol.Description ?? ''),
      parameters: toArray(signature.Parameters).map((parameter) => ({
        name: String(parameter.Name),
        description: String(parameter.Description ?? ''),
        optional: parameter.IsOptional === true,
      })),
    }));
    return { signatures, argument: separators.length };
  });
}

/** The innermost call whose parentheses hold the offset. */
function enclosingCall(root: any, offset: number): any {
  let found: any;
  Kusto.Language.Syntax.SyntaxElement.WalkNodes(root, (node: any) => {
    if (syntaxKind(node.Kind) !== 'FunctionCallExpression') return;
    const { OpenParen, CloseParen } = node.ArgumentList;
    const isClosed = CloseParen && CloseParen.Width > 0;
    const end = isClosed ? CloseParen.TextStart : Number(node.End) + 1;
    if (OpenParen.Width > 0 && offset > OpenParen.TextStart && offset <= end) {
      if (found === undefined || found.TextStart <= node.TextStart) found = node;
    }
  });
  return found;
}
