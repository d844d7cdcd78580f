/** What "the logs" and "the errors" of a kind of resource are, the first that the connection has. */
interface MainTables {
  /** ARM type, lower-case. */
  readonly type: string;
  /** A word that tells kinds of the same type apart. */
  readonly word?: string;
  readonly tables: readonly string[];
}

const mains: readonly MainTables[] = [
  { type: 'microsoft.web/sites', word: 'function', tables: ['FunctionAppLogs'] },
  // Every site serves requests; not every one writes to its console or logs.
  { type: 'microsoft.web/sites', tables: ['AppServiceHTTPLogs', 'AppServiceConsoleLogs', 'AppServiceAppLogs'] },
  { type: 'microsoft.app/containerapps', tables: ['ContainerAppConsoleLogs', 'ContainerAppConsoleLogs_CL'] },
  { type: 'microsoft.containerservice/managedclusters', tables: ['ContainerLogV2', 'ContainerLog', 'KubeEvents'] },
  { type: 'microsoft.network/applicationgateways', tables: ['AGWAccessLogs', 'AzureDiagnostics'] },
  { type: 'microsoft.apimanagement/service', tables: ['ApiManagementGatewayLogs', 'AzureDiagnostics'] },
  { type: 'microsoft.keyvault/vaults', tables: ['AZKVAuditLogs', 'AzureDiagnostics'] },
  { type: 'microsoft.sql/servers/databases', tables: ['AzureDiagnostics'] },
];

/** Of resources of these types, called by these words (without inflection); empty when none of their tables is the usual one. */
export function mainTablesOf(types: readonly string[], words: readonly string[]): readonly string[] {
  const found = mains.find(({ type, word }) => types.includes(type) && (word === undefined || words.includes(word)));
  return found?.tables ?? [];
}
