import type { QueryConnection } from '../../../model/queryConnection';
import { fenceFor } from '../blockLines';
import type { Attachments } from '../keptBlocks';
import { NotebookFormatError, type NotebookCell, type NotebookFile } from '../notebookFile';
import { isPlainName } from '../../../results/formats/kqlName';

/** A notebook made from another format, and what of that could not be taken over, a sentence each. */
export interface ImportedNotebook {
  readonly file: NotebookFile;
  readonly notes: readonly string[];
}

/** Collects cells and notes while a file of another format is read. */
export class Importing {
  readonly #cells: NotebookCell[] = [];
  readonly #notes: string[] = [];
  #first: QueryConnection | undefined;
  #current: QueryConnection | undefined;
  #outputs = 0;

  /** What the queries that follow run against. The first becomes the notebook's, another one stands at each cell. */
  connect(connection: QueryConnection): void {
    this.#first ??= connection;
    this.#current = connection;
  }

  text(text: string, attachments?: Attachments): void {
    if (text.trim() === '' && attachments === undefined) return;
    this.#cells.push({ kind: 'text', text, ...(attachments === undefined ? {} : { attachments }) });
  }

  /** Code of a language that is not run here. */
  code(text: string, language: string): void {
    if (text.trim() === '') return;
    const fence = fenceFor(text);
    this.#cells.push({ kind: 'text', text: `${fence}${language}\n${text}\n${fence}` });
    this.note(`Code in ${language === '' ? 'an unknown language' : language} is kept as text: only KQL runs here.`);
  }

  query(
    text: string,
    {
      name,
      connection = this.#current,
    }: { readonly name?: string | undefined; readonly connection?: QueryConnection | undefined } = {},
  ): void {
    const isNamed = name !== undefined && isPlainName(name);
    if (name !== undefined && !isNamed) this.note(`The name ${JSON.stringify(name)} cannot name a result and was left out.`);
    this.#cells.push({
      kind: 'query',
      text,
      ...(isNamed ? { name } : {}),
      ...(connection === undefined || isSame(connection, this.#first) ? {} : { connection }),
    });
  }

  outputs(count: number): void {
    this.#outputs += count;
  }

  /** A sentence, once. */
  note(sentence: string): void {
    if (!this.#notes.includes(sentence)) this.#notes.push(sentence);
  }

  finish(): ImportedNotebook {
    const connection = this.#first;
    const outputs = this.#outputs;
    return {
      file: { cells: this.#cells, otherLines: [], hasByteOrderMark: false, ...(connection === undefined ? {} : { connection }) },
      notes:
        outputs === 0
          ? this.#notes
          : [
              ...this.#notes,
              outputs === 1
                ? 'One output was left out: run the cells to have it again.'
                : `${outputs} outputs were left out: run the cells to have them again.`,
            ],
    };
  }
}

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a path of keys; an empty one when there is none. */
export function objectAt(value: unknown, ...keys: readonly string[]): Json {
  const found = keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  return isObject(found) ? found : {};
}

export const textAt = (value: Json, key: string): string | undefined => {
  const found = value[key];
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** Text that is given whole or in pieces. Throws a `NotebookFormatError` for anything else. */
export function joinedText(value: unknown, cell: number): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join('');
  throw new NotebookFormatError(1, `cell ${cell} has no text.`);
}

const isSame = (left: QueryConnection, right: QueryConnection | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
