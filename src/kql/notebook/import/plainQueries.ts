import { connectionOfCall } from './clusterNames';
import { Importing, type ImportedNotebook } from './imported';
import { queryBlocks } from './queryBlocks';

/** A file of queries (`.kql`, `.csl`, Kusto Explorer): a cell for every block between blank lines, text for blocks of comments. */
export function importQueries(text: string): ImportedNotebook {
  const importing = new Importing();
  for (const block of queryBlocks(text)) {
    switch (block.kind) {
      case 'comment':
        importing.text(uncommented(block.text));
        break;
      case 'directive':
        directive(block.text, importing);
        break;
      case 'query':
        if (block.text.startsWith('.'))
          importing.note('Management commands, which begin with a dot, are kept but cannot be run as queries.');
        importing.query(block.text);
    }
  }
  return importing.finish();
}

function directive(line: string, importing: Importing): void {
  const connection = /^#connect\s+(.*)$/i.exec(line)?.[1];
  const found = connection === undefined ? undefined : connectionOfCall(connection);
  if (found !== undefined) importing.connect(found);
  else importing.note(`This line was left out: ${line}`);
}

const uncommented = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*\/\/+ ?/, ''))
    .join('\n');
