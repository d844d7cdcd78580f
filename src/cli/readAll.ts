import type { CliHost } from './run';

/** The whole of standard input as text. */
export async function readAll(input: CliHost['in']): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts).toString('utf8');
}
