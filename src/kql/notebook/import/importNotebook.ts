import { JsonFault, parseJson } from '../jsonText';
import { NotebookFormatError } from '../notebookFile';
import type { ImportedNotebook } from './imported';
import { importJupyter } from './jupyter';
import { importKustoNotebook } from './kustoNotebook';
import { importQueries } from './plainQueries';

/**
 * A notebook from a file of another format, chosen by the extension of its name: `.ipynb`, `.knb`, `.kql`, `.csl`. What cannot be taken
 * over is named in the notes. Throws a `NotebookFormatError` when the file is not of that format.
 */
export function importNotebook(name: string, text: string): ImportedNotebook {
  const content = text.replace(/^\ufeff/, '');
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  switch (extension) {
    case 'ipynb':
      return importJupyter(jsonOf(content));
    case 'knb':
      return importKustoNotebook(jsonOf(content));
    case 'kql':
    case 'csl':
    case 'kusto':
      return importQueries(content);
    default:
      throw new NotebookFormatError(
        1,
        `files with the extension ${JSON.stringify(extension ?? '')} cannot be imported (known are ipynb, knb, kql and csl).`,
      );
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw Object.assign(new NotebookFormatError(error.line, `${error.problem}.`), { cause: error });
  }
}
