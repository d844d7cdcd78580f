import { NotebookFormatError } from '../notebookFile';
import type { Attachments } from '../keptBlocks';
import { importInteractive, hasInteractiveMagic, isKqlKernel, type Kernels } from './interactive';
import { Importing, isObject, joinedText, objectAt, textAt, type ImportedNotebook, type Json } from './imported';
import { hasKqlMagic, importMagic } from './kqlMagic';

/** A Jupyter notebook with KQL: Kqlmagic, .NET Interactive, or a kernel whose language is KQL. */
export function importJupyter(notebook: unknown): ImportedNotebook {
  const cells = isObject(notebook) ? notebook['cells'] : undefined;
  if (!isObject(notebook) || !Array.isArray(cells)) {
    throw new NotebookFormatError(1, 'this is no Jupyter notebook of format 4: it has no cells.');
  }
  const importing = new Importing();
  const kernels: Kernels = new Map();
  const language = languageOf(notebook);
  cells.forEach((cell: unknown, index) => importCell(cell, index + 1, language, kernels, importing));
  return importing.finish();
}

function importCell(cell: unknown, number: number, language: string, kernels: Kernels, importing: Importing): void {
  if (!isObject(cell)) throw new NotebookFormatError(1, `cell ${number} is not an object.`);
  const text = joinedText(cell['source'], number);
  const attachments = attachmentsOf(cell['attachments'], number);
  if (attachments !== undefined && cell['cell_type'] !== 'markdown')
    importing.note(`The attachments of cell ${number} were left out.`);
  if (Array.isArray(cell['outputs'])) importing.outputs(cell['outputs'].length);
  switch (cell['cell_type']) {
    case 'markdown':
      importing.text(text, attachments);
      break;
    case 'raw':
      importing.code(text, '');
      break;
    case 'code':
      importCode(text, codeLanguage(cell) ?? language, kernels, importing);
      break;
    default:
      throw new NotebookFormatError(1, `cell ${number} is of an unknown kind: ${JSON.stringify(cell['cell_type'])}.`);
  }
}

function importCode(text: string, language: string, kernels: Kernels, importing: Importing): void {
  if (hasInteractiveMagic(text)) importInteractive(text, language, kernels, importing);
  else if (isKqlKernel(language) || kernels.has(language)) {
    if (text.trim() !== '') importing.query(text, { connection: kernels.get(language) });
  } else if (hasKqlMagic(text)) importMagic(text, importing);
  else importing.code(text, language);
}

/** The language of the notebook's code, in lower case. */
function languageOf(notebook: Json): string {
  const kernel = objectAt(notebook, 'metadata', 'kernelspec');
  const info = objectAt(notebook, 'metadata', 'language_info');
  const names = [textAt(info, 'name'), textAt(kernel, 'language'), textAt(kernel, 'name')].filter((name) => name !== undefined);
  return (names.find(isKqlKernel) ?? names[0] ?? 'python').toLowerCase();
}

function codeLanguage(cell: Json): string | undefined {
  return (
    textAt(objectAt(cell, 'metadata', 'polyglot_notebook'), 'kernelName') ??
    textAt(objectAt(cell, 'metadata', 'dotnet_interactive'), 'language') ??
    textAt(objectAt(cell, 'metadata', 'vscode'), 'languageId')
  );
}

function attachmentsOf(value: unknown, cell: number): Attachments | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  const kept = Object.entries(value).map(([name, types]): [string, Readonly<Record<string, string>>] => {
    if (!isObject(types))
      throw new NotebookFormatError(1, `the attachment ${JSON.stringify(name)} of cell ${cell} is malformed.`);
    return [name, Object.fromEntries(Object.entries(types).map(([type, data]) => [type, joinedText(data, cell)]))];
  });
  return Object.fromEntries(kept);
}
