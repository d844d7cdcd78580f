import { parseDecimal } from '../../decimal.js';
import type { Dynamic } from '../../dynamic.js';
import { semanticError } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

/** The fields of the first record, RFC 4180. */
export function parseCsvRecord(text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; ;) {
    let field = '';
    if (text[at] === '"') {
      at++;
      for (; at < text.length; at++) {
        if (text[at] !== '"') field += text.charAt(at);
        else if (text[at + 1] === '"') field += text.charAt(at++);
        else break;
      }
      at++;
    }
    const rest = /[^,\r\n]*/y;
    rest.lastIndex = Math.min(at, text.length);
    const plain = rest.exec(text)![0];
    fields.push(field + plain);
    at += plain.length;
    if (text[at] !== ',') return fields;
    at++;
  }
}

const versionForm = /^\d{1,8}(?:\.\d{1,8}){0,3}$/;

/** Up to four numbers of up to eight digits as one decimal that sorts as the version does. */
function parseVersion(version: string): ReturnType<typeof parseDecimal> {
  if (!versionForm.test(version)) return null;
  const parts = version.split('.');
  while (parts.length < 4) parts.push('0');
  return parseDecimal(parts.map((part, i) => (i === 0 ? part : part.padStart(8, '0'))).join(''));
}

const pathForm = /^(?:([A-Za-z][A-Za-z0-9+.-]+):\/\/)?(.*)$/s;

function parsePath(path: string): Dynamic {
  const [, scheme = '', rest = ''] = pathForm.exec(path) ?? [];
  const root = /^[A-Za-z]:/.exec(rest)?.[0] ?? '';
  const [, directory = '', last = ''] = /^(?:(.*)[\\/])?([^\\/]*)$/s.exec(rest) ?? [];
  const [filename, stream] = splitOnce(directory === '' && last === root ? '' : last, ':');
  const dot = filename.lastIndexOf('.');
  return {
    Scheme: scheme,
    RootPath: root,
    DirectoryPath: directory,
    DirectoryName: /[^\\/]*$/.exec(directory)?.[0] ?? '',
    Filename: filename,
    Extension: dot < 0 ? '' : filename.slice(dot + 1),
    AlternateDataStreamName: stream,
  };
}

function splitOnce(text: string, delimiter: string): readonly [string, string] {
  const at = text.indexOf(delimiter);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + delimiter.length)];
}

/** Arguments by the rules of Windows: 2n backslashes before a quote are n, one more makes the quote plain. */
function windowsArguments(command: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < command.length; at++) {
    const char = command.charAt(at);
    if (char === '\\') {
      let count = 1;
      while (command[at + 1] === '\\') {
        count++;
        at++;
      }
      const beforeQuote = command[at + 1] === '"';
      current = (current ?? '') + '\\'.repeat(beforeQuote ? count >> 1 : count);
      if (beforeQuote && count % 2 === 1) {
        current += '"';
        at++;
      }
    } else if (char === '"') {
      if (quoted && command[at + 1] === '"') {
        current = `${current ?? ''}"`;
        at++;
      } else {
        quoted = !quoted;
        current ??= '';
      }
    } else if ((char === ' ' || char === '\t') && !quoted) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else {
      current = (current ?? '') + char;
    }
  }
  if (current !== undefined) found.push(current);
  return found;
}

function parseCommandLine(command: string, parser: string): Dynamic {
  if (parser.toLowerCase() !== 'windows') throw semanticError(`parse_command_line: the parser is 'windows', not '${parser}'.`);
  return command.trim() === '' ? null : windowsArguments(command);
}

export const parseFunctions: readonly ScalarFunction[] = [
  converting('parse_csv', overload(['string'], 'dynamic', parseCsvRecord)),
  converting('parse_version', overload(['string'], 'decimal', parseVersion)),
  converting('parse_path', overload(['string'], 'dynamic', parsePath)),
  converting('parse_command_line', overload(['string', 'string'], 'dynamic', parseCommandLine)),
];
