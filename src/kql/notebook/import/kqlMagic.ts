import type { QueryConnection } from '../../../model/queryConnection';
import { connectionProblem } from '../connectionText';
import { clusterConnection } from './clusterNames';
import type { Importing } from './imported';

const cellMagic = /^\s*%%kql\b[ \t]*([^\n]*)(?:\n([^]*))?$/;
const lineMagic = /^\s*(?:([A-Za-z_]\w*)\s*=\s*)?%kql\b[ \t]*(.*)$/;
const extension = /^\s*(?:%(?:re)?load_ext\s+Kqlmagic\b.*|[%!]\s*pip\s+install\b.*Kqlmagic.*)$/i;
const address = /^([a-z]+):\/\/(.*)$/i;
const databaseAt = /^([\w.-]+)@([\w.-]+)$/;
const assignment = /^([A-Za-z_]\w*)\s*<<\s*([^]*)$/;
const option = /^--?(\w+)(?:=|\s+)('[^']*'|"[^"]*"|\S+)\s*/;

/** True for code of a notebook with `%kql` or `%%kql` in it. */
export const hasKqlMagic = (code: string): boolean =>
  cellMagic.test(code) || code.split('\n').some((line) => lineMagic.test(line) || extension.test(line));

/** Cells of code with Kqlmagic: queries become query cells, connections are taken over, what is between stays as code. */
export function importMagic(code: string, importing: Importing): void {
  const [, options, body] = cellMagic.exec(code) ?? [];
  if (options !== undefined) {
    magic([options, body ?? ''].join('\n').trim(), importing);
    return;
  }
  let other: string[] = [];
  const flush = (): void => {
    importing.code(other.join('\n').trim(), 'python');
    other = [];
  };
  for (const line of code.split('\n')) {
    const [, name, query] = lineMagic.exec(line) ?? [];
    if (query !== undefined) {
      flush();
      magic(query.trim(), importing, name);
    } else if (extension.test(line)) importing.note(`This line was left out: ${line.trim()}`);
    else other.push(line);
  }
  flush();
}

function magic(text: string, importing: Importing, variable?: string): void {
  let rest = text;
  for (let match = option.exec(rest); match !== null; match = option.exec(rest)) {
    importing.note(`The option ${match[1] ?? ''} of %kql was left out.`);
    rest = rest.slice(match[0].length);
  }
  const [first = ''] = rest.split(/\s/, 1);
  if (address.test(first)) {
    const [line = ''] = rest.split('\n', 1);
    const isWhole = line.includes(';') || !/\s\S/.test(line);
    connect(isWhole ? line : first, importing);
    rest = rest.slice(isWhole ? line.length : first.length).trim();
  } else {
    const [, database, cluster] = databaseAt.exec(first) ?? [];
    if (database !== undefined && cluster !== undefined) {
      const connection = clusterConnection(cluster, database);
      if (connection !== undefined) importing.connect(connection);
      else importing.note(`The connection ${first} could not be taken over.`);
      rest = rest.slice(first.length).trim();
    }
  }
  const [, name, query] = assignment.exec(rest) ?? [];
  const kql = query ?? rest;
  if (kql !== '') importing.query(kql, { name: name ?? variable });
}

/** A connection string may hold secrets: it is never quoted in a note. */
function connect(text: string, importing: Importing): void {
  const [, scheme = '', settings = ''] = address.exec(text) ?? [];
  const connection = connectionOf(scheme.toLowerCase(), settings);
  if (connection === undefined) importing.note(`A connection of the kind ${scheme} could not be taken over.`);
  else importing.connect(connection);
  if (/secret|password|certificate|\bkey\b|token/i.test(settings))
    importing.note('A secret in a connection string was left out: sign in with your account.');
}

function connectionOf(scheme: string, settings: string): QueryConnection | undefined {
  const value = (key: string): string | undefined => {
    const match = new RegExp(`(?:^|;)\\s*${key}\\s*=\\s*(?:'([^']*)'|"([^"]*)"|([^;]+))`, 'i').exec(settings);
    const [, single, double, bare] = match ?? [];
    return single ?? double ?? bare;
  };
  if (scheme === 'kusto' || scheme === 'azuredataexplorer' || scheme === 'adx') {
    return clusterConnection(value('cluster') ?? '', value('database') ?? '');
  }
  const id = scheme === 'loganalytics' ? value('workspace') : undefined;
  const connection: QueryConnection | undefined = id === undefined ? undefined : { kind: 'workspace', id: id.trim() };
  return connection === undefined || connectionProblem(connection) !== undefined ? undefined : connection;
}
