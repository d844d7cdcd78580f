import type { Cell } from '../../../model/query';
import type { AskResource } from '../answer';
import { rowsByName, type SampledTable } from './sampledTable';

/** What there is, from the inventory of Resource Graph, and from the resource ids that logs carry. */
export function resourcesOf(tables: readonly SampledTable[]): readonly AskResource[] {
  const found = new Map<string, AskResource>();
  for (const table of tables) {
    if (table.name.toLowerCase() !== 'resources') continue;
    for (const row of rowsByName(table)) {
      const { id, name, type, resourceGroup, tags } = row as Record<string, Cell>;
      if (typeof id !== 'string' || typeof name !== 'string' || typeof type !== 'string' || name === '') continue;
      const group = typeof resourceGroup === 'string' ? resourceGroup : '';
      found.set(id.toLowerCase(), { id, name, type: type.toLowerCase(), resourceGroup: group, tags: textTags(tags) });
    }
  }
  for (const table of tables) {
    const column = table.columns.findIndex(({ name }) => name === '_ResourceId');
    if (column < 0) continue;
    for (const id of new Set(table.rows.map((row) => row[column]))) {
      if (typeof id !== 'string' || found.has(id.toLowerCase())) continue;
      const resource = resourceOfId(id);
      if (resource !== undefined) found.set(id.toLowerCase(), resource);
    }
  }
  return [...found.values()];
}

/** Name, type and group of an ARM id; undefined when the text is none. */
export function resourceOfId(id: string): AskResource | undefined {
  const parts = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)\/providers\/([^/]+)((?:\/[^/]+\/[^/]+)+)$/i.exec(id);
  if (parts === null) return undefined;
  const [, resourceGroup = '', provider = '', rest = ''] = parts;
  const pieces = rest.slice(1).split('/');
  const types = pieces.filter((_, index) => index % 2 === 0);
  return { id, name: pieces.at(-1) ?? '', type: [provider, ...types].join('/').toLowerCase(), resourceGroup, tags: {} };
}

function textTags(tags: Cell | undefined): Readonly<Record<string, string>> {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return {};
  return Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
