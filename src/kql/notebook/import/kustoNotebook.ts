import type { QueryConnection } from '../../../model/queryConnection';
import { connectionProblem } from '../connectionText';
import { NotebookFormatError } from '../notebookFile';
import { clusterConnection } from './clusterNames';
import { Importing, isObject, joinedText, objectAt, textAt, type ImportedNotebook, type Json } from './imported';

const texts = ['value', 'source', 'text', 'content'];
const languages = ['language', 'languageId', 'language_id'];

/** A notebook of the Kusto notebook extensions (`.knb`), whose cells have a kind, a text and sometimes a language. */
export function importKustoNotebook(notebook: unknown): ImportedNotebook {
  const cells = isObject(notebook) ? notebook['cells'] : notebook;
  if (!Array.isArray(cells)) throw new NotebookFormatError(1, 'this is no Kusto notebook: it has no cells.');
  const importing = new Importing();
  connect(notebook, importing);
  cells.forEach((cell: unknown, index) => {
    if (!isObject(cell)) throw new NotebookFormatError(1, `cell ${index + 1} is not an object.`);
    importCell(cell, index + 1, importing);
  });
  return importing.finish();
}

function importCell(cell: Json, number: number, importing: Importing): void {
  const text = joinedText(cell[texts.find((key) => cell[key] !== undefined) ?? 'value'], number);
  const language = languages
    .map((key) => textAt(cell, key))
    .find((name) => name !== undefined)
    ?.toLowerCase();
  if (Array.isArray(cell['outputs'])) importing.outputs(cell['outputs'].length);
  if (isText(cell['kind'] ?? cell['cell_type'], language, number)) importing.text(text);
  else if (language === undefined || /^(?:kusto|kql|csl)$/.test(language)) importing.query(text);
  else importing.code(text, language);
}

function isText(kind: unknown, language: string | undefined, number: number): boolean {
  const word = typeof kind === 'string' ? kind.toLowerCase() : kind;
  if (word === 1 || word === 'markdown' || word === 'markup' || word === 'text') return true;
  if (word === 2 || word === 'code' || word === 'query' || word === 'kusto' || word === 'kql') return language === 'markdown';
  if (word === undefined && language !== undefined) return language === 'markdown';
  throw new NotebookFormatError(
    1,
    `cell ${number} is of an unknown kind: ${kind === undefined ? 'none' : JSON.stringify(kind)}.`,
  );
}

function connect(notebook: unknown, importing: Importing): void {
  const [stored] = [objectAt(notebook, 'metadata', 'connection'), objectAt(notebook, 'connection')].filter(
    (value) => Object.keys(value).length > 0,
  );
  if (stored === undefined) return;
  const connection = connectionOf(stored);
  if (connection === undefined) importing.note('The connection of the notebook could not be taken over: select one.');
  else importing.connect(connection);
}

function connectionOf(stored: Json): QueryConnection | undefined {
  const cluster = textAt(stored, 'cluster') ?? textAt(stored, 'clusterUri');
  if (cluster !== undefined) return clusterConnection(cluster, textAt(stored, 'database') ?? '');
  const id = textAt(stored, 'workspaceId') ?? textAt(stored, 'resourceId') ?? textAt(stored, 'id');
  const connection: QueryConnection | undefined = id === undefined ? undefined : { kind: 'workspace', id };
  return connection === undefined || connectionProblem(connection) !== undefined ? undefined : connection;
}
