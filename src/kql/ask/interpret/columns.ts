import type { AskTable } from '../answer';
import type { Entity, TableKnowledge } from '../catalogue/types';
import type { Expr } from '../compose/ast';
import type { Linker, Token } from '../link/types';
import { entityWords } from './entities';
import { matchItems, phraseWords } from './phrases';

/** A column that words of the question name. */
export interface NamedColumn {
  /** A column, or a path into a dynamic one with dots. */
  readonly name: string;
  readonly tokens: readonly number[];
  readonly score: number;
}

/** A table as the interpreter needs it. */
export interface TableView {
  readonly table: AskTable;
  readonly knowledge: TableKnowledge | undefined;
  readonly linker: Linker;
}

interface Candidate {
  readonly name: string;
  readonly phrases: readonly string[];
}

const kept = new WeakMap<AskTable, readonly Candidate[]>();

/** What each column may be called: by its own words, by the kind of thing it names, by its name. */
function candidatesOf({ table, knowledge }: TableView): readonly Candidate[] {
  let candidates = kept.get(table);
  if (candidates === undefined) {
    const names = new Set(table.columns.map(({ name }) => name));
    const has = (name: string): boolean => names.has(name.split('.')[0] ?? name);
    const fromEntities = Object.entries(knowledge?.entities ?? {}).map(([entity, name]) => ({
      name,
      phrases: entityWords[entity as Entity],
    }));
    const fromWords = Object.entries(knowledge?.columns ?? {}).map(([name, { words }]) => ({ name, phrases: words }));
    const plain = table.columns.map(({ name }) => ({ name, phrases: [name, name.toLowerCase(), ...shortNames(name)] }));
    candidates = [...fromEntities, ...fromWords, ...plain].filter(({ name }) => has(name));
    kept.set(table, candidates);
  }
  return candidates;
}

/** `HotelName_s` is also `HotelName`, `HotelId` is also `Hotel`, `CsMethod` of a web server's log is `Method`. */
function shortNames(name: string): string[] {
  const bare = name.replace(/_[a-z]$/, '');
  const stem = bare.replace(/(?:Name|Id|ID|Code)$/, '');
  const plain = bare.replace(/^(?:cs|sc)(?=[A-Z])/i, '');
  return [bare, stem, plain].filter((short) => short !== name && short.length > 2);
}

/** The column that is called by exactly these words. */
export function exactColumn(view: TableView, tokens: readonly Token[], places: readonly number[]): NamedColumn | undefined {
  const own = places.flatMap((place) => tokens[place] ?? []);
  const [best] = matchItems(own, candidatesOf(view), ({ phrases }) => phrases);
  return best !== undefined && own.length > 0 && best.tokens.length === own.length
    ? { name: best.item.name, tokens: places, score: 1 }
    : undefined;
}

/** The column that these tokens name, by most of their words. */
export function columnFor(view: TableView, tokens: readonly Token[], places: readonly number[]): NamedColumn | undefined {
  const own = places.flatMap((place) => tokens[place] ?? []);
  if (own.length === 0) return undefined;
  const [best] = matchItems(own, candidatesOf(view), ({ phrases }) => phrases);
  const covered = best === undefined ? 0 : best.tokens.length / own.length;
  if (best !== undefined && covered > 0.5) {
    return { name: best.item.name, tokens: best.tokens.flatMap((index) => places[index] ?? []), score: covered };
  }
  const [linked] = view.linker.columns(view.table, own);
  if (linked !== undefined && linked.score >= 0.5 && (best === undefined || linked.score > covered)) {
    return {
      name: [linked.column, ...linked.keys].join('.'),
      tokens: linked.tokens.flatMap((index) => places[index] ?? []),
      score: linked.score,
    };
  }
  return best && { name: best.item.name, tokens: best.tokens.flatMap((index) => places[index] ?? []), score: covered };
}

/** A column by its name, a path when it has dots that are not its own. */
export function exprOf({ table, knowledge }: TableView, name: string): Expr {
  if (table.columns.some((column) => column.name === name)) return { kind: 'column', name };
  const [column = name, ...keys] = name.split('.');
  if (keys.length === 0) return { kind: 'column', name };
  return { kind: 'path', column, keys, as: knowledge?.columns[name]?.as ?? 'tostring' };
}

/** How a column is called in a result: the last part of a path. */
export const shortName = (name: string): string => name.split('.').at(-1) ?? name;

export const columnType = (table: AskTable, name: string): string | undefined =>
  table.columns.find((column) => column.name === name)?.type;

/** When a row happened: as the catalogue says, else by the names that services use. */
export function timeColumn(view: TableView): string | undefined {
  const { table, knowledge } = view;
  const has = (name: string): boolean => table.columns.some((column) => column.name === name);
  if (knowledge !== undefined)
    return knowledge.time !== undefined && has(knowledge.time.split('.')[0] ?? '') ? knowledge.time : undefined;
  if (table.store === 'graph') return undefined;
  return ['TimeGenerated', 'timestamp', 'Timestamp'].find(has) ?? table.columns.find(({ type }) => type === 'datetime')?.name;
}

export const timeExpr = (view: TableView, name: string): Expr => {
  const expr = exprOf(view, name);
  return expr.kind === 'path' ? { ...expr, as: 'todatetime' } : expr;
};

/** True when the words are what the table's rows are called. */
export const isRowWord = ({ table, knowledge }: TableView, words: readonly string[]): boolean =>
  [...(knowledge?.words ?? []), table.name, table.name.replace(/_CL$/i, '')].some(
    (phrase) => phraseWords(phrase).join(' ') === words.join(' '),
  );
