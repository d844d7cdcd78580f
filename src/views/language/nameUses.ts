import * as vscode from 'vscode';
import type { Span } from '../../kql/engine/errors';
import type { Definition, LanguageText, Outline } from '../../kql/language/languageService';
import { cellOf, isQueryCell, nameOfCell, queryCells } from '../queries/cellsAbove';
import type { LanguageRequests, LanguageWork } from './languageRequests';
import { holds, rangeOf } from './spans';

/** A name that a person gave: a `let`, a parameter, or the name of a cell's result. */
export interface NameUses {
  readonly name: string;
  /** Every place where it stands, its declaration included. */
  readonly places: readonly vscode.Location[];
  /** Where it is declared; the beginning of the cell for the name of a result. */
  readonly declaration: vscode.Location;
  /** Set when it is the name of this cell's result. */
  readonly resultOf?: vscode.NotebookCell;
}

interface LocalName {
  readonly name: string;
  readonly spans: readonly Span[];
  /** Its declaration; undefined when that is not in this text. */
  readonly declaration: Span | undefined;
  /** Declared so that later cells see it, or elsewhere. */
  readonly isShared: boolean;
}

/** The name at an offset as its own text knows it; undefined when it is nothing that may be declared in a cell or here. */
export function localName(offset: number): LanguageWork<LocalName | undefined> {
  return async (language, at, options) => {
    const [found, spans, { lets, freeNames }] = await Promise.all([
      language.definition(at, offset, options),
      language.occurrences(at, offset, options),
      language.outline(at, options),
    ]);
    const definition = found ?? declaredHere(lets, offset);
    if (definition?.in === 'text') {
      if (spans.length === 0) return undefined;
      const isShared = lets.some(({ place }) => place.start === definition.start);
      return { name: textOfDefinition(at, definition), spans, declaration: definition, isShared };
    }
    // The result of a cell that has not run yet is declared nowhere.
    const name = definition === undefined ? wordAt(at.text, offset) : textOfDefinition(at, definition);
    if (!freeNames.includes(name)) return undefined;
    return { name, spans: await usesOf(name)(language, at, options), declaration: undefined, isShared: true };
  };
}

/** Every place of the name at a position, in later cells too; undefined when it is not one that a person gave. */
export async function findUses(
  requests: LanguageRequests,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<NameUses | undefined> {
  const local = await requests.demand(document, token, localName(document.offsetAt(position)));
  if (local === undefined) return undefined;
  const { name, declaration } = local;
  const cell = cellOf(document);
  if (cell === undefined || !local.isShared) {
    if (declaration === undefined) return undefined;
    const place = new vscode.Location(document.uri, rangeOf(document, declaration));
    return { name, places: locations(document, local.spans), declaration: place };
  }
  const declaring = declaration === undefined ? await declaringCell(requests, cell, name, token) : { cell, place: declaration };
  if (declaring === undefined) return undefined;
  const { place } = declaring;
  const declared = declaring.cell.document;
  const places: vscode.Location[] = [];
  if (place !== undefined) {
    const own = declared === document ? local.spans : await occurrencesAt(requests, declared, place, token);
    places.push(...locations(declared, own));
  }
  for (const later of queryCells(cell.notebook).filter(({ index }) => index > declaring.cell.index)) {
    const found = await requests.demand(later.document, token, async (language, at, options) => {
      const outline = await language.outline(at, options);
      const spans = outline.freeNames.includes(name) ? await usesOf(name)(language, at, options) : [];
      return { spans, isDeclaredAnew: outline.lets.some((statement) => statement.name === name) };
    });
    places.push(...locations(later.document, found?.spans ?? []));
    if (found?.isDeclaredAnew === true || nameOfCell(later) === name) break;
  }
  const start = place === undefined ? new vscode.Position(0, 0) : rangeOf(declared, place);
  return {
    name,
    places,
    declaration: new vscode.Location(declared.uri, start),
    ...(place === undefined && { resultOf: declaring.cell }),
  };
}

/** Names that a document and the cells beside it give already. */
export async function takenNames(
  requests: LanguageRequests,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<ReadonlySet<string>> {
  const cell = cellOf(document);
  const cells = cell === undefined ? [] : queryCells(cell.notebook);
  const taken = new Set(cells.flatMap((one) => nameOfCell(one) ?? []));
  for (const one of cell === undefined ? [document] : cells.map((each) => each.document)) {
    const outline = await requests.demand(one, token, (language, at, options) => language.outline(at, options));
    for (const { name } of outline?.lets ?? []) taken.add(name);
  }
  return taken;
}

/** The last cell before one that declares the name; `place` is absent where the name is that of its result. */
async function declaringCell(
  requests: LanguageRequests,
  below: vscode.NotebookCell,
  name: string,
  token: vscode.CancellationToken,
): Promise<{ readonly cell: vscode.NotebookCell; readonly place?: Span } | undefined> {
  for (const cell of below.notebook.getCells().slice(0, below.index).reverse()) {
    if (!isQueryCell(cell)) continue;
    if (nameOfCell(cell) === name) return { cell };
    const outline = await requests.demand(cell.document, token, (language, at, options) => language.outline(at, options));
    const place = outline?.lets.findLast((statement) => statement.name === name)?.place;
    if (place !== undefined) return { cell, place };
  }
  return undefined;
}

/** Where a text uses a name that it takes from elsewhere. */
function usesOf(name: string): LanguageWork<readonly Span[]> {
  return async (language, at, options) => {
    const uses: Span[] = [];
    for (const { kind, start, length } of await language.classify(at, options)) {
      if (kind === 'comment' || kind === 'string' || at.text.slice(start, start + length) !== name) continue;
      const definition = await language.definition(at, start, options);
      // Neither something of the same name that is declared here nor a column.
      if (definition === undefined ? kind !== 'column' || isSource(at.text, start) : definition.in === 'prelude')
        uses.push({ start, length });
    }
    return uses;
  };
}

/** Whether a name that nothing is known of stands where rows come from: in front, in brackets, or after a word such as `union`. */
function isSource(text: string, start: number): boolean {
  return /(?:^|[;(]|\n\s*\n|=|\b(?:union|in|materialize|view))\s*$/.test(text.slice(0, start));
}

async function occurrencesAt(
  requests: LanguageRequests,
  document: vscode.TextDocument,
  { start }: Span,
  token: vscode.CancellationToken,
): Promise<readonly Span[]> {
  const spans = await requests.demand(document, token, (language, at, options) => language.occurrences(at, start, options));
  return spans ?? [];
}

function declaredHere(lets: Outline['lets'], offset: number): Definition {
  const statement = lets.find(({ place }) => holds(place, offset));
  return statement && { ...statement.place, in: 'text' };
}

function textOfDefinition(at: LanguageText, { start, length, in: where }: Exclude<Definition, undefined>): string {
  return (where === 'text' ? at.text : (at.prelude ?? '')).slice(start, start + length);
}

function wordAt(text: string, offset: number): string {
  return (/\w*$/.exec(text.slice(0, offset))?.[0] ?? '') + (/^\w*/.exec(text.slice(offset))?.[0] ?? '');
}

function locations(document: vscode.TextDocument, spans: readonly Span[]): readonly vscode.Location[] {
  return spans.map((span) => new vscode.Location(document.uri, rangeOf(document, span)));
}
