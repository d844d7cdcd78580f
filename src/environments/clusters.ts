import { clusterSuffix } from '../azure/clouds';
import type { Cloud } from '../azure/connection';
import type { ClusterInfo } from '../demo/handle';
import { type Failure, isAbort, SourceError } from '../model/failure';
import type { Provenance } from '../model/fact';
import type { Sourced } from '../model/stores';
import type { Environment } from './environment';

const query = `resources
| where type =~ 'microsoft.kusto/clusters'
| project id, name, uri = tostring(properties.uri), state = tostring(properties.state)
| order by name asc`;

/**
 * The clusters that a person can choose from: those that the environment knows, those of the scope, and those of `configured`, which
 * the caller takes from the settings as origins or names with a region. What could not be read is among the failures; rejects with an
 * AbortError only. Databases are known for embedded environments alone; `ClusterStore.databases` asks for the others.
 */
export async function listClusters(
  environment: Pick<Environment, 'stores' | 'clusters' | 'kind' | 'connection'>,
  configured: readonly string[],
  signal?: AbortSignal,
): Promise<Sourced<readonly ClusterInfo[]>> {
  const { cloud } = environment.connection;
  const found = await ofScope(environment, signal);
  const failures: Failure[] = [...found.failures];
  const set = configured.flatMap((text) => {
    const origin = clusterOrigin(text, cloud);
    if (origin !== undefined) return [{ origin, databases: [] }];
    failures.push({
      source: 'clusters',
      kind: 'badRequest',
      message: `${JSON.stringify(text)} is not the address of a cluster.`,
      nextAction: `Correct the setting: an address looks like https://NAME.REGION.${clusterSuffix(cloud)}.`,
    });
    return [];
  });
  const merged = new Map<string, ClusterInfo>();
  for (const cluster of [...environment.clusters, ...found.value, ...set])
    if (!merged.has(cluster.origin)) merged.set(cluster.origin, cluster);
  return { value: [...merged.values()], failures, provenance: found.provenance };
}

/** The https origin that a person means by an address or by `name.region`; undefined for anything else. */
export function clusterOrigin(text: string, cloud: Cloud): string | undefined {
  const trimmed = text.trim();
  if (/^[a-z0-9-]+\.[a-z0-9-]+$/i.test(trimmed)) return `https://${trimmed.toLowerCase()}.${clusterSuffix(cloud)}`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1];
  if (/\s/.test(trimmed) || (scheme !== undefined && scheme.toLowerCase() !== 'https')) return undefined;
  const address = scheme === undefined ? `https://${trimmed}` : trimmed;
  if (!URL.canParse(address)) return undefined;
  const { origin, hostname, username } = new URL(address);
  return username === '' && hostname.split('.').length > 2 ? origin : undefined;
}

interface Found {
  readonly value: readonly ClusterInfo[];
  readonly failures: readonly Failure[];
  readonly provenance: readonly Provenance[];
}

async function ofScope(
  { stores, kind, connection }: Pick<Environment, 'stores' | 'kind' | 'connection'>,
  signal: AbortSignal | undefined,
): Promise<Found> {
  // An embedded environment knows its clusters with their databases.
  if (kind === 'demo') return { value: [], failures: [], provenance: [] };
  try {
    const { value, failures, provenance } = await stores.resourceGraph.query({ kql: query }, signal);
    const uri = value.table.columns.findIndex(({ name }) => name === 'uri');
    const origins = value.table.rows.map((row) => row[uri]);
    const clusters = origins.flatMap((text) => {
      const origin = typeof text === 'string' && text !== '' ? clusterOrigin(text, connection.cloud) : undefined;
      return origin === undefined ? [] : [{ origin, databases: [] }];
    });
    return { value: clusters, failures, provenance };
  } catch (error) {
    if (isAbort(error) || !(error instanceof SourceError)) throw error;
    return { value: [], failures: [error.failure], provenance: [] };
  }
}
