import type { QueryConnection } from '../../../model/queryConnection';
import { connectionProblem } from '../connectionText';

/** A cluster and database as other tools name them: an address, a host, or the first part of a host. Undefined when they name none. */
export function clusterConnection(cluster: string, database: string): QueryConnection | undefined {
  const name = cluster.trim().replace(/\/+$/, '');
  const address = /^https?:\/\//i.test(name) ? name : `https://${name.includes('.') ? name : `${name}.kusto.windows.net`}`;
  if (name === '' || !URL.canParse(address)) return undefined;
  const connection: QueryConnection = {
    kind: 'adx',
    cluster: address.toLowerCase() === new URL(address).origin ? new URL(address).origin : address,
    database: database.trim(),
  };
  return connectionProblem(connection) === undefined ? connection : undefined;
}

/** `cluster('x').database('y')` in any of KQL's quotations. */
export function connectionOfCall(text: string): QueryConnection | undefined {
  const [, cluster, database] =
    /^cluster\s*\(\s*@?['"]([^'"]+)['"]\s*\)\s*\.\s*database\s*\(\s*@?['"]([^'"]+)['"]\s*\)\s*;?$/i.exec(text.trim()) ?? [];
  return cluster === undefined || database === undefined ? undefined : clusterConnection(cluster, database);
}
