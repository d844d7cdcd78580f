import type { AskContext, AskTable } from '../answer';
import { knowledgeFor } from '../catalogue/catalogue';
import { isSafeValue } from '../link/safeValues';
import type { Linker, Token } from '../link/types';
import { plainText } from './plainText';

/** A table as a model gets to see it. */
export interface ShownTable {
  readonly name: string;
  readonly source: 'workspace' | 'classic' | 'graph';
  /** What a row is, in the words of the product. */
  readonly row?: string;
  readonly time?: string;
  /** Column with how many real things a row stands for. */
  readonly weight?: string;
  readonly columns: readonly ShownColumn[];
  /** What words such as "error" mean here, in words. */
  readonly conditions?: Readonly<Record<string, string>>;
}

export interface ShownColumn {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
  /** Some that it was seen to have. */
  readonly values?: readonly (string | number | boolean)[];
}

export interface SchemaOptions {
  readonly context: AskContext;
  readonly linker: Linker;
  readonly tokens: readonly Token[];
  /** Tables that have to be there: those of the draft. */
  readonly wanted: readonly string[];
  /** Values are data of the person: they are left out unless this is set. */
  readonly sendValues: boolean;
  /** Without secrets: a value that it changes is left out. */
  readonly redact: (text: string) => string;
}

export const MOST_TABLES = 5;
export const MOST_COLUMNS = 40;
const MOST_VALUES = 5;
const LONGEST_VALUE = 80;

/** Names that say something else than a name do not leave the machine: custom tables and columns are called by whoever fills them. */
const plainName = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/** The tables that a question is most likely about, the likeliest first, each with its likeliest columns, the likeliest first. */
export function schemaForModel(options: SchemaOptions): readonly ShownTable[] {
  return tablesFor(options).map((table) => shown(table, options));
}

/** The same tables as they are. */
export function tablesFor({
  context,
  linker,
  tokens,
  wanted,
}: Pick<SchemaOptions, 'context' | 'linker' | 'tokens' | 'wanted'>): readonly AskTable[] {
  const chosen = context.tables.filter(({ name }) => wanted.includes(name));
  const linked = linker.tables(tokens).map(({ table }) => table);
  return [...new Set([...chosen, ...linked])].filter(({ name }) => plainName.test(name)).slice(0, MOST_TABLES);
}

function shown(table: AskTable, options: SchemaOptions): ShownTable {
  const known = knowledgeFor(table.name, table.flavour);
  const linked = options.linker.columns(table, options.tokens).map(({ column }) => column);
  const units = new Map(
    known?.measures.flatMap(({ value, unit }) => (value.kind === 'column' && unit !== '' ? [[value.name, unit]] : [])),
  );
  const first = [
    known?.time,
    known?.weight,
    ...linked,
    ...units.keys(),
    ...Object.values(known?.entities ?? {}),
    ...(known?.shown ?? []),
  ];
  const names = new Set([...first, ...table.columns.map(({ name }) => name)]);
  const byName = new Map(table.columns.filter(({ name }) => plainName.test(name)).map((column) => [column.name, column]));
  const columns = [...names]
    .flatMap((name) => (name === undefined ? [] : (byName.get(name) ?? [])))
    .slice(0, MOST_COLUMNS)
    .map(({ name, type }): ShownColumn => {
      const unit = known?.columns[name]?.unit ?? units.get(name);
      const values = options.sendValues && linked.includes(name) ? valuesOf(table.name, name, options) : [];
      return { name, type, ...(unit !== undefined && unit !== '' && { unit }), ...(values.length > 0 && { values }) };
    });
  const conditions = Object.fromEntries((known?.conditions ?? []).slice(0, 6).map(({ id, meaning }) => [id, meaning]));
  return {
    name: table.name,
    source: table.flavour,
    ...(known !== undefined && { row: known.row }),
    ...(known?.time !== undefined && { time: known.time }),
    ...(known?.weight !== undefined && { weight: known.weight }),
    columns,
    ...(known !== undefined && known.conditions.length > 0 && { conditions }),
  };
}

/** The most frequent values. One that is not the same without markup, addresses and control characters is no name of anything: it is left out. */
function valuesOf(table: string, column: string, { context, redact }: SchemaOptions): readonly (string | number | boolean)[] {
  const found = context.values.find((one) => one.table === table && one.column === column);
  return (found?.values ?? [])
    .map(({ value }) => value)
    .filter((value) => typeof value !== 'string' || (plainText(value, LONGEST_VALUE) === value && isSafeValue(value, redact)))
    .slice(0, MOST_VALUES);
}
