import type { QueryConnection } from '../../../model/queryConnection';
import { clusterConnection } from './clusterNames';
import type { Importing } from './imported';

const magicLine = /^#!([\w.-]+)[ \t]*(.*?)\r?$/;

/** The kernels of a .NET Interactive (Polyglot) notebook that were connected to clusters so far, by name. */
export type Kernels = Map<string, QueryConnection>;

/** True for code with lines of .NET Interactive such as `#!kql`. */
export const hasInteractiveMagic = (code: string): boolean => code.split('\n').some((line) => magicLine.test(line));

/** True for the name of a kernel that takes KQL. */
export const isKqlKernel = (name: string): boolean => /^(?:kql|kusto)(?:$|[-.])/i.test(name);

/** A cell of .NET Interactive: each `#!kernel` line begins a part in that kernel's language. */
export function importInteractive(code: string, language: string, kernels: Kernels, importing: Importing): void {
  let kernel = language;
  let name: string | undefined;
  let part: string[] = [];
  const flush = (): void => {
    const text = part.join('\n').trim();
    if (isKqlKernel(kernel) || kernels.has(kernel)) {
      if (text !== '') importing.query(text, { name, connection: kernels.get(kernel) });
    } else importing.code(text, kernel);
    part = [];
    name = undefined;
  };
  for (const line of code.split('\n')) {
    const [, magic, options = ''] = magicLine.exec(line) ?? [];
    if (magic === undefined) part.push(line);
    else if (magic === 'connect') connect(options, line, kernels, importing);
    else {
      flush();
      kernel = magic;
      name = /--name\s+(\w+)/.exec(options)?.[1];
      const rest = options.replace(/--name\s+\w+/, '').trim();
      if (rest !== '') importing.note(`These options were left out: ${line.trim()}`);
    }
  }
  flush();
}

function connect(options: string, line: string, kernels: Kernels, importing: Importing): void {
  const value = (key: string): string | undefined => {
    const [, quoted, bare] = new RegExp(`--${key}[ =]+(?:"([^"]*)"|(\\S+))`).exec(options) ?? [];
    return quoted ?? bare;
  };
  const name = value('kernel-name');
  const connection = /^kql\b/.test(options) ? clusterConnection(value('cluster') ?? '', value('database') ?? '') : undefined;
  if (name === undefined || connection === undefined) importing.note(`This line was left out: ${line.trim()}`);
  else {
    kernels.set(name, connection);
    kernels.set(`kql-${name}`, connection);
    importing.connect(connection);
  }
}
