import type { TableSchema } from '../../model/query';
import { KqlError, type Span } from '../engine/errors.js';
import type { Diagnostic, SyntaxNode } from '../engine/lower/syntax.js';
import { blockAt, blocksOf, type Block } from './blocks.js';
import { allAbove, declaringBlock, nothingAbove, usedAbove, type Above, type DeclaringBlock } from './blocksAbove.js';
import { describe } from './describe.js';
import { filterEditOf } from './filterEdit.js';
import { graphDiagnostics } from './graphDialect.js';
import { honest } from './honest.js';
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
import { isSyntaxError } from './syntaxErrors.js';

/** A block of a text with what stands before it: what the official service is given. */
interface Part {
  readonly source: string;
  /** In the text. */
  readonly block: Span;
  /** How much further a place is in `source` than in the text. */
  readonly shift: number;
  /** Where the text begins in `source`. */
  readonly from: number;
  /** What stands right before it there. */
  readonly above: Above;
  readonly dialect: Dialect;
  readonly known: KnownTables | undefined;
  readonly globals: Globals;
}

type Dialect = NonNullable<LanguageText['dialect']>;

/** Blocks whose declarations are kept. */
const MOST_DECLARING = 500;

/** Analysed once per part, with everything that the questions about it share. */
interface AnalysedPart extends Part {
  readonly root: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
  readonly names: Names;
}

/**
 * Everything an editor asks about KQL, as data in and out; where it runs the official service is loaded. Blocks of a text are analysed
 * one by one, each behind the prelude and what it uses of the blocks above, as when it is run. Throws `KqlError` only.
 */
export class LanguageCore {
  private readonly schemas = new SchemaStore();
  private readonly unknown = new Map<boolean, Globals>();
  private readonly declaring = new WeakMap<Globals, Map<string, DeclaringBlock>>();

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
    // What a block above declares in a way that cannot be read is declared all the same.
    const lets = parts.length > 1 ? this.outline(at).lets : [];
    return parts.flatMap((part) => {
      const { root, diagnostics } = analyzeRecent(part.source, part.globals);
      const found = complaints(part, diagnostics);
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
    const part = this.partAt(at, offset, allAbove);
    const { items, replace } = completionsAt(part.source, part.globals, offset + part.shift);
    return { items, replace: moved(replace, -part.shift) };
  }

  hover(at: LanguageText, offset: number): readonly string[] | undefined {
    const part = this.partAt(at, offset);
    if (offset > at.text.length) return undefined;
    const lines = [...hoverLines(part.source, part.globals, offset + part.shift)];
    const description =
      part.known === undefined ? undefined : describe(part.source, part.globals, part.known, offset + part.shift);
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
      queries.map((block) => this.analysed(this.part(at, block))),
    );
  }

  definition(at: LanguageText, offset: number): Definition {
    const part = this.partAt(at, offset);
    const place = this.declaration(part, offset)?.place;
    return place && homeOf(place, part);
  }

  occurrences(at: LanguageText, offset: number): readonly Span[] {
    const part = this.partAt(at, offset);
    const declaration = this.declaration(part, offset);
    if (declaration === undefined || declaration.kind === 'result') return [];
    const home = homeOf(declaration.place, part);
    const isSame = ({ place }: Declaration, one: Part): boolean => {
      const other = homeOf(place, one);
      return other.start === home.start && other.in === home.in;
    };
    return this.parts(at)
      .filter(({ block }) => block.start === part.block.start || mayName(declaration.name, at.text, block))
      .flatMap((one) =>
        this.analysed(one)
          .names.declarations.filter((candidate) => isSame(candidate, one))
          .flatMap(({ place, uses }) => [place, ...uses])
          .filter(({ start }) => start >= one.from)
          .map((place) => moved(place, -one.shift)),
      )
      .toSorted((a, b) => a.start - b.start);
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
    return {
      ...part,
      root,
      diagnostics: complaints(part, diagnostics),
      names: namesOf(root),
    };
  }

  /** The blocks of a text; those that hold comments only when asked for. */
  private parts(at: LanguageText, withComments = false): Part[] {
    const blocks = blocksOf(at.text);
    return blocks.filter(({ hasCode }) => hasCode || withComments).map((block) => this.partBelow(at, block, blocks));
  }

  private partAt(at: LanguageText, offset: number, seen?: typeof allAbove): Part {
    return this.partBelow(at, blockAt(at.text, offset), blocksOf(at.text), seen);
  }

  /** A block behind what it uses of the blocks above, or behind what else it is to see of them. */
  private partBelow(at: LanguageText, block: Span, blocks: readonly Block[], seen?: typeof allAbove): Part {
    const part = this.part(at, block);
    if (part.dialect === 'graph') return part;
    const above = blocks
      .filter(({ start }) => start < block.start)
      .filter((one) => mayName('let', at.text, one))
      .map((one) => ({ ...this.declarationsOf(this.part(at, one)), start: one.start }));
    if (above.every(({ lets }) => lets.length === 0)) return part;
    return this.part(at, block, seen?.(above) ?? usedAbove(this.declarationsOf(part).freeNames, above));
  }

  /** Kept, since every part asks for those above it. */
  private declarationsOf(part: Part): DeclaringBlock {
    let known = this.declaring.get(part.globals);
    if (known === undefined || known.size >= MOST_DECLARING) {
      known = new Map<string, DeclaringBlock>();
      this.declaring.set(part.globals, known);
    }
    const key = `${part.from} ${part.source}`;
    let found = known.get(key);
    if (found === undefined) {
      const analysed = this.analysed(part);
      const isSpoiled = ({ start, length }: Span): boolean =>
        analysed.diagnostics.some(
          (one) => isSyntaxError(one) && one.start >= start + part.from && one.start <= start + part.from + length,
        );
      found = declaringBlock(part.source.slice(part.from), analysed, (statement) => !isSpoiled(statement));
      known.set(key, found);
    }
    return found;
  }

  private part(at: LanguageText, { start, length }: Span, above = nothingAbove): Part {
    const { text, prelude = '', dialect = 'logs' } = at;
    const globals = this.globals(at);
    const lead = above.text === '' ? prelude : behindPrelude(prelude, above.text, globals);
    return {
      source: behindPrelude(lead, text.slice(start, start + length), globals),
      block: { start, length },
      shift: lead.length - start,
      from: lead.length,
      above,
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

function complaints({ source, dialect, known }: Part, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.flatMap((one) => honest(one, { source, dialect, isKnown: known !== undefined }));
}

/** Where a place of what was analysed stands. */
function homeOf(place: Span, { from, shift, above }: Part): Exclude<Definition, undefined> {
  if (place.start >= from) return { ...moved(place, -shift), in: 'text' };
  const at = place.start - (from - above.text.length);
  const statement = above.statements.find(({ start, length }) => start <= at && at < start + length);
  return statement ? { start: at + statement.shift, length: place.length, in: 'text' } : { ...place, in: 'prelude' };
}

/** Whether a name may stand in a part of a text; one that needs brackets may be written in more ways than one. */
function mayName(name: string, text: string, { start, length }: Span): boolean {
  return /\W/.test(name) || text.slice(start, start + length).includes(name);
}
