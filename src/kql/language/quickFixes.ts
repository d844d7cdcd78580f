import type { Span } from '../engine/errors.js';
import { stringOf } from '../engine/lower/literals.js';
import { nameOf } from '../engine/lower/names.js';
import type { Diagnostic, SyntaxNode } from '../engine/lower/syntax.js';
import { joinKindOf } from './graphDialect.js';
import { writtenName, type Globals } from './kusto.js';
import type { QuickFix, TextEdit } from './languageService';
import type { Names } from './names.js';
import { nearestNames } from './nearestNames.js';
import { completionsAt, type CompletionKind } from './service.js';
import { tableReads, type TableRead } from './timeLimits.js';

/** A text that was analysed, and what mends may use. All places are those of `text`. */
export interface Mendable {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
  readonly names: Names;
  readonly globals: Globals;
  /** Statements that count for a missing time filter. */
  readonly accepts: (statement: SyntaxNode) => boolean;
  /** Tables of Resource Graph have datetimes, but no time to limit. */
  readonly hasTime: boolean;
}

/** Codes of names that nothing is known of. */
export const unknownNames: ReadonlySet<string> = new Set(['KS142', 'KS204', 'KS211']);

/** Mends for what touches a span, those for mistakes first. */
export function quickFixesOf(at: Mendable, span: Span): readonly QuickFix[] {
  const nodes = nodesTouching(at.root, span);
  return [
    ...at.diagnostics.filter((one) => touches(one, span)).flatMap((diagnostic) => mistakeFixes(at, diagnostic)),
    ...(at.hasTime ? timeFixes(at, span) : []),
    ...nodes.flatMap((node) => improvements(node)),
  ];
}

function touches(place: Span, span: Span): boolean {
  return place.start <= span.start + span.length && span.start <= place.start + place.length;
}

/** The nodes whose first word or own sign touches a span; bodies of called functions are left out. */
function nodesTouching(root: SyntaxNode, span: Span): SyntaxNode[] {
  if (!touches(root, span)) return [];
  return [root, ...root.children.flatMap((child) => nodesTouching(child, span))];
}

function mistakeFixes(at: Mendable, diagnostic: Diagnostic): QuickFix[] {
  const node = nodeAt(at.root, diagnostic);
  const named = node?.kind === 'SimpleNamedExpression' ? node : undefined;
  if (named !== undefined) return equalsFix(at.text, named, diagnostic);
  if (isSingleEquals(at.text, diagnostic.start)) return [compareFix(diagnostic.start, diagnostic)];
  if (!unknownNames.has(diagnostic.code)) return [];
  const written = at.text.slice(diagnostic.start, diagnostic.start + diagnostic.length);
  const reference = node?.kind === 'NameReference' ? nameOf(node) : written;
  const kinds = kindsFor(node, diagnostic);
  const { items } = completionsAt(at.text, at.globals, diagnostic.start);
  const candidates = items.filter(({ kind }) => kinds.includes(kind)).map(({ label }) => label.replace(/\(.*$/s, ''));
  return nearestNames(reference, candidates).map((name, i) => ({
    title: `Change to ${name}`,
    edits: [{ start: diagnostic.start, length: diagnostic.length, newText: writtenName(name) }],
    diagnostic,
    isPreferred: i === 0,
  }));
}

function kindsFor(node: SyntaxNode | undefined, { code }: Diagnostic): readonly CompletionKind[] {
  if (code === 'KS211') return ['function', 'aggregate'];
  if (code === 'KS204' || node?.isTabular === true) return ['table', 'variable'];
  return ['column', 'variable', 'table'];
}

/** The innermost node that is exactly where a diagnostic is; the outermost of those that are a name. */
function nodeAt(root: SyntaxNode, { start, length }: Span): SyntaxNode | undefined {
  for (const child of root.children) {
    if (child.start > start || child.start + child.length < start + length) continue;
    const found = nodeAt(child, { start, length });
    if (found !== undefined) return found;
  }
  const isWanted = root.kind === 'NameReference' || root.kind === 'SimpleNamedExpression';
  return isWanted && root.start === start && root.length === length ? root : undefined;
}

/** `where x = 1` names an expression; a comparison was meant. */
function equalsFix(text: string, node: SyntaxNode, diagnostic: Diagnostic): QuickFix[] {
  const name = node.child('Name');
  const value = node.child('Expression');
  if (name === undefined || value === undefined) return [];
  const from = name.start + name.length;
  const sign = text.indexOf('=', from);
  if (sign < 0 || sign >= value.start) return [];
  return [compareFix(sign, diagnostic)];
}

/** What a `=` after a complete expression is taken for: something that does not belong there. */
function isSingleEquals(text: string, at: number): boolean {
  return text.charAt(at) === '=' && !/[=~]/.test(text.charAt(at + 1)) && !/[=<>!]/.test(text.charAt(at - 1));
}

function compareFix(sign: number, diagnostic: Diagnostic): QuickFix {
  return { title: 'Compare with ==', edits: [{ start: sign, length: 1, newText: '==' }], diagnostic, isPreferred: true };
}

function timeFixes(at: Mendable, span: Span): QuickFix[] {
  return tableReads(at.root, at.names, at.accepts)
    .filter((read) => !read.isLimited && read.timeColumn !== undefined && touches(read.node, span))
    .flatMap((read) => timeFix(at, read));
}

function timeFix({ text, root }: Mendable, { node, timeColumn }: TableRead): QuickFix[] {
  if (timeColumn === undefined || node.kind === 'SearchOperator' || node.kind === 'FindOperator') return [];
  const filter = `where ${writtenName(timeColumn)} > ago(24h)`;
  const end = node.start + node.length;
  const parent = parentOf(root, node);
  const isPipeline =
    parent !== undefined &&
    ['PipeExpression', 'ParenthesizedExpression', 'ExpressionStatement', 'LetStatement', 'FunctionBody'].includes(parent.kind);
  const edits: TextEdit[] = isPipeline
    ? [{ start: end, length: 0, newText: `${separatorAfter(text, end)}| ${filter}` }]
    : [
        { start: node.start, length: 0, newText: '(' },
        { start: end, length: 0, newText: ` | ${filter})` },
      ];
  return [{ title: `Limit ${node.text} to the last 24 hours`, edits, isPreferred: true }];
}

/** A line break with the indent of the next pipe where that stands on a line of its own, else a space. */
function separatorAfter(text: string, end: number): string {
  return /^[ \t]*((?:\r\n|\r|\n)[ \t]*)\|/.exec(text.slice(end))?.[1] ?? ' ';
}

function parentOf(root: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  for (const child of root.children) {
    if (child.start === node.start && child.length === node.length && child.kind === node.kind) return root;
    if (child.start <= node.start && node.start + node.length <= child.start + child.length) {
      const found = parentOf(child, node);
      if (found !== undefined) return found.kind === 'List' || found.kind === 'SeparatedElement' ? child : found;
    }
  }
  return undefined;
}

function improvements(node: SyntaxNode): QuickFix[] {
  switch (node.kind) {
    case 'JoinOperator':
      return joinFixes(node);
    case 'ContainsExpression':
      return containsFix(node, 'has');
    case 'NotContainsExpression':
      return containsFix(node, '!has');
    case 'ContainsCsExpression':
      return containsFix(node, 'has_cs');
    case 'NotContainsCsExpression':
      return containsFix(node, '!has_cs');
    case 'EqualExpression':
      return foldedFix(node, '=~');
    case 'NotEqualExpression':
      return foldedFix(node, '!~');
    default:
      return [];
  }
}

function joinFixes(node: SyntaxNode): QuickFix[] {
  if (joinKindOf(node) !== undefined) return [];
  const start = node.start + 'join'.length;
  const withKind = (kind: string): TextEdit[] => [{ start, length: 0, newText: ` kind=${kind}` }];
  return [
    { title: 'Write kind=innerunique, which is what it does', edits: withKind('innerunique'), isPreferred: true },
    { title: 'Use kind=inner, which keeps every row of the left side', edits: withKind('inner'), isPreferred: false },
  ];
}

/** A term: what `has` looks up in the index of a string column. */
const oneTerm = /^[\p{L}\p{N}]{3,}$/u;

function containsFix(node: SyntaxNode, operator: string): QuickFix[] {
  const right = node.child('Right');
  const sign = node.child('Operator');
  if (right?.kind !== 'StringLiteralExpression' || sign === undefined || !oneTerm.test(stringOf(right))) return [];
  const edits = [{ start: sign.start, length: sign.length, newText: operator }];
  return [{ title: `Use ${operator}: faster, finds ${right.text} as a whole word only`, edits, isPreferred: false }];
}

/** `tolower(x) == "abc"` reads every value; `=~` does not. */
function foldedFix(node: SyntaxNode, operator: string): QuickFix[] {
  const [left, right, sign] = [node.child('Left'), node.child('Right'), node.child('Operator')];
  if (left?.kind !== 'FunctionCallExpression' || right?.kind !== 'StringLiteralExpression' || sign === undefined) return [];
  const name = left.child('Name')?.text;
  const value = stringOf(right);
  const folded = name === 'tolower' ? value.toLowerCase() : name === 'toupper' ? value.toUpperCase() : undefined;
  const [argument] = left.child('ArgumentList')?.list('Expressions') ?? [];
  if (folded !== value || argument === undefined) return [];
  return [
    {
      title: `Use ${operator}: faster, the same rows`,
      edits: [
        { start: left.start, length: left.length, newText: argument.text },
        { start: sign.start, length: sign.length, newText: operator },
      ],
      isPreferred: false,
    },
  ];
}
