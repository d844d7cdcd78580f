import type { TableSchema } from '../../model/query';
import { KqlError, type Span } from '../engine/errors.js';
import { isFalseAlarm, refusals } from '../engine/lower/diagnose.js';
import type { Diagnostic, SyntaxNode } from '../engine/lower/syntax.js';
import { blockAt, blocksOf, type Block } from './blocks.js';
import { filterEditOf } from './filterEdit.js';
import { graphDiagnostics } from './graphDialect.js';
import { analyzeRecent, globalsOf, type Globals } from './kusto.js';
import type { Definition, LanguageText, Outline, QuickFix, ResultFilter, TextEdit } from './languageService';
import { declarationAt, namesOf, type Declaration, type Names } from './names.js';
import { moved, outlineOf } from './outline.js';
import { behindPrelude } from './prelude.js';
import { quickFixesOf, unknownNames } from './quickFixes.js';
import { SchemaStore, type KnownTables } from './schemaStore.js';
import {
  completionsAt,
  formatted,
  hoverLines,
  signatureHelpAt,
  tokensOf,
  type Completions,
  type SignatureHelp,
  type Token,
} from './service.js';

/** A block of a text with what stands before it: what the official service is given. */
interface Part {
  readonly source: string;
  /** In the text. */
  readonly block: Span;
  /** How much further a place is in `source` than in the text. */
  readonly shift: number;
  /** Where the text begins in `source`. */
  readonly from: number;
  readonly dialect: Dialect;
  readonly known: KnownTables | undefined;
  readonly globals: Globals;
}

type Dialect = NonNullable<LanguageText['dialect']>;

/** Analysed once per part, with everything that the questions about it share. */
interface AnalysedPart extends Part {
  readonly root: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
  readonly names: Names;
}

/**
 * Everything an editor asks about KQL, as data in and out; where it runs the official service is loaded. Blocks of a text are analysed
 * one by one, each behind the prelude; of each other they know only which names are declared above. Throws `KqlError` only.
 */
export class LanguageCore {
  private readonly schemas = new SchemaStore();
  private readonly unknown = new Map<boolean, Globals>();

  setSchema(key: string, tables: readonly TableSchema[]): void {
    this.schemas.set(key, tables);
  }

  warm(): void {
    const at = { text: 'print x = 1 | where x == 1' };
    this.diagnostics(at);
    this.completions(at, at.text.length);
  }

  diagnostics(at: LanguageText): readonly Diagnostic[] {
    const parts = this.parts(at);
    // A query that is run has the declarations of the blocks above it.
    const lets = parts.length > 1 ? this.outline(at).lets : [];
    return parts.flatMap((part) => {
      const { root, diagnostics } = analyzeRecent(part.source, part.globals);
      const found = diagnostics.flatMap((one) => honest(one, part));
      const all = part.dialect === 'graph' ? [...found, ...graphDiagnostics(root)] : found;
      const above = new Set(lets.flatMap(({ name, place }) => (place.start < part.block.start ? [name] : [])));
      const isDeclared = ({ code, start, length }: Diagnostic): boolean =>
        unknownNames.has(code) && above.has(part.source.slice(start, start + length));
      return all
        .filter((one) => one.start >= part.from && !isDeclared(one))
        .map((one) => ({ ...one, ...moved(one, -part.shift) }));
    });
  }

  completions(at: LanguageText, offset: number): Completions {
    const part = this.partAt(at, offset);
    const { items, replace } = completionsAt(part.source, part.globals, offset + part.shift);
    return { items, replace: moved(replace, -part.shift) };
  }

  hover(at: LanguageText, offset: number): readonly string[] | undefined {
    const part = this.partAt(at, offset);
    if (offset > at.text.length) return undefined;
    const lines = [...hoverLines(part.source, part.globals, offset + part.shift)];
    const description = part.known === undefined ? undefined : describe(part, part.known, offset + part.shift);
    if (description !== undefined && !lines.some((line) => line.includes(description))) lines.push(description);
    return lines.length === 0 ? undefined : lines;
  }

  signatureHelp(at: LanguageText, offset: number): SignatureHelp | undefined {
    const part = this.partAt(at, offset);
    return signatureHelpAt(part.source, part.globals, offset + part.shift);
  }

  classify(at: LanguageText): readonly Token[] {
    return this.parts(at, true).flatMap((part) =>
      tokensOf(part.source, part.globals)
        .filter(({ start }) => start >= part.from)
        .map((token) => ({ ...token, ...moved(token, -part.shift) })),
    );
  }

  format(at: LanguageText): string {
    let { text } = at;
    for (const { start, length } of blocksOf(text).toReversed()) {
      const block = text.slice(start, start + length);
      text = text.slice(0, start) + formatted(block, this.globals(at)) + text.slice(start + length);
    }
    return text;
  }

  quickFixes(at: LanguageText, span: Span): readonly QuickFix[] {
    return this.parts(at)
      .filter(({ block }) => block.start <= span.start + span.length && span.start <= block.start + block.length)
      .flatMap((part) => {
        const { root, diagnostics, names } = this.analysed(part);
        const fixes = quickFixesOf(
          {
            text: part.source,
            root,
            diagnostics: diagnostics.filter(({ start }) => start >= part.from),
            names,
            globals: part.globals,
            accepts: ({ start }) => start >= part.from,
            hasTime: part.dialect !== 'graph',
          },
          moved(span, part.shift),
        );
        return fixes
          .filter(({ edits }) => edits.every(({ start }) => start >= part.from))
          .map(({ diagnostic, edits, ...fix }) => ({
            ...fix,
            edits: edits.map((edit) => ({ ...edit, ...moved(edit, -part.shift) })),
            ...(diagnostic !== undefined && { diagnostic: { ...diagnostic, ...moved(diagnostic, -part.shift) } }),
          }));
      });
  }

  outline(at: LanguageText): Outline {
    const queries = blocksOf(at.text).filter(({ hasCode }) => hasCode);
    return outlineOf(
      at.text,
      queries.map(({ start, length }) => ({ start, length })),
      this.parts(at).map((part) => this.analysed(part)),
    );
  }

  definition(at: LanguageText, offset: number): Definition {
    const part = this.partAt(at, offset);
    const place = this.declaration(part, offset)?.place;
    if (place === undefined) return undefined;
    return place.start < part.from ? { ...place, in: 'prelude' } : { ...moved(place, -part.shift), in: 'text' };
  }

  occurrences(at: LanguageText, offset: number): readonly Span[] {
    const part = this.partAt(at, offset);
    const declaration = this.declaration(part, offset);
    if (declaration === undefined || declaration.kind === 'result') return [];
    return [declaration.place, ...declaration.uses]
      .filter(({ start }) => start >= part.from)
      .toSorted((a, b) => a.start - b.start)
      .map((place) => moved(place, -part.shift));
  }

  filterEdit(at: LanguageText, filter: ResultFilter): TextEdit {
    const part = this.parts(at).at(-1);
    if (part === undefined) throw new KqlError('semantic', 'There is no query to add a filter to.');
    const { root } = analyzeRecent(part.source, part.globals);
    const edit = filterEditOf(part.source, root, filter);
    if (edit.start < part.from) throw new KqlError('semantic', 'There is no query to add a filter to.');
    return { ...edit, ...moved(edit, -part.shift) };
  }

  private declaration(part: Part, offset: number): Declaration | undefined {
    return declarationAt(this.analysed(part).names, offset + part.shift);
  }

  private analysed(part: Part): AnalysedPart {
    const { root, diagnostics } = analyzeRecent(part.source, part.globals);
    return { ...part, root, diagnostics: diagnostics.flatMap((one) => honest(one, part)), names: namesOf(root) };
  }

  /** The blocks of a text; those that hold comments only when asked for. */
  private parts(at: LanguageText, withComments = false): Part[] {
    return blocksOf(at.text)
      .filter(({ hasCode }) => hasCode || withComments)
      .map((block: Block) => this.part(at, block));
  }

  private partAt(at: LanguageText, offset: number): Part {
    return this.part(at, blockAt(at.text, offset));
  }

  private part(at: LanguageText, { start, length }: Span): Part {
    const { text, prelude = '', dialect = 'logs' } = at;
    const globals = this.globals(at);
    return {
      source: behindPrelude(prelude, text.slice(start, start + length), globals),
      block: { start, length },
      shift: prelude.length - start,
      from: prelude.length,
      dialect,
      known: at.schema === undefined ? undefined : this.schemas.get(at.schema),
      globals,
    };
  }

  private globals({ schema, dialect = 'logs' }: LanguageText): Globals {
    const remoteFunctions = dialect === 'logs' || dialect === 'engine';
    const known = schema === undefined ? undefined : this.schemas.get(schema);
    if (known !== undefined) return known.globals(remoteFunctions);
    let globals = this.unknown.get(remoteFunctions);
    if (globals === undefined) this.unknown.set(remoteFunctions, (globals = globalsOf([], { remoteFunctions })));
    return globals;
  }
}

/** Codes for a table without columns, which an unknown one seems to be. */
const consequences: ReadonlySet<string> = new Set(['KS190']);

/**
 * A complaint as severe as the service that answers the query would find it: names are not complained of where no schema is known, nor
 * tables and functions called wrong for certain where the service may have functions of its own; a doubtful type is a warning.
 */
function honest(diagnostic: Diagnostic, { source, dialect, known }: Part): Diagnostic[] {
  const { code, severity } = diagnostic;
  if (isFalseAlarm(diagnostic, source)) return [];
  if (known === undefined && (unknownNames.has(code) || consequences.has(code))) return [];
  if (severity !== 'error') return [diagnostic];
  const mayBeSaved = (dialect === 'logs' || dialect === 'adx') && (code === 'KS204' || code === 'KS211');
  const isDoubtful = refusals([diagnostic], source).doubtful !== undefined;
  return [mayBeSaved || isDoubtful ? { ...diagnostic, severity: 'warning' } : diagnostic];
}

/** What the schema says of the table or column at an offset. */
function describe({ source, globals }: Part, known: KnownTables, offset: number): string | undefined {
  const { root } = analyzeRecent(source, globals);
  const name = nameAt(root, offset);
  const symbol = name?.symbol;
  if (symbol?.kind === 'Table') return known.table(symbol.name)?.description;
  if (symbol?.kind !== 'Column') return undefined;
  for (const table of tablesIn(root)) {
    const column = known.table(table)?.columns.find((one) => one.name === symbol.name);
    if (column?.description !== undefined) return column.description;
  }
  return undefined;
}

function nameAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  if (offset < node.start || offset > node.start + node.length) return undefined;
  if (node.kind === 'NameReference') return node;
  for (const child of node.children) {
    const found = nameAt(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tablesIn(node: SyntaxNode): string[] {
  if (node.kind === 'NameReference') return node.symbol?.kind === 'Table' ? [node.symbol.name] : [];
  return node.children.flatMap(tablesIn);
}
