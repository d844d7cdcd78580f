import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { noOverrides, parseOverrides } from '../incidents/overrides';
import type { GroupingOverrides } from '../model/incident';
import { UsageError, type CliValues } from './run';

const DEFAULT_FILE = '.sre/grouping.txt';

/** Merges and splits by hand, from `--overrides` or the folder's own file. A file that is not valid is refused. */
export async function readOverrides(values: Pick<CliValues, 'overrides'>): Promise<GroupingOverrides> {
  const file = values.overrides ?? DEFAULT_FILE;
  if (!existsSync(file)) {
    if (values.overrides !== undefined) throw new UsageError(`no such file: ${file}`);
    return noOverrides;
  }
  const { overrides, errors } = parseOverrides(await readFile(file, 'utf8'));
  if (errors.length > 0) throw new UsageError(errors.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
  return overrides;
}
