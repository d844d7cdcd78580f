import * as vscode from 'vscode';
import { connectionKey } from '../../kql/sources/createQuerySources';
import { isAbort } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import type { Resource } from '../../model/resource';
import { errorText } from '../failureText';
import type { CommandContext } from '../../commands/context';

/** What pickers work with. */
export type PickerContext = Pick<CommandContext, 'environment' | 'feed' | 'log' | 'prompts' | 'queries' | 'settings'>;

/** `inherit` is the notebook's connection for a cell. */
type Chosen = QueryConnection | 'inherit' | undefined;

interface Item extends vscode.QuickPickItem {
  /** Absent for headings and remarks. */
  readonly choose?: () => Promise<Chosen>;
}

const workspaceType = 'microsoft.operationalinsights/workspaces';
const componentType = 'microsoft.insights/components';

/** Asks what queries run against; undefined when the person leaves. */
export async function pickConnection(
  context: PickerContext,
  current: QueryConnection,
  title = vscode.l10n.t('Select Connection'),
): Promise<QueryConnection | undefined> {
  const chosen = await ask(context, current, title, false);
  return chosen === 'inherit' ? undefined : chosen;
}

/** The same for a cell, which may go with its notebook. */
export function pickCellConnection(
  context: PickerContext,
  current: QueryConnection,
): Promise<QueryConnection | 'inherit' | undefined> {
  return ask(context, current, vscode.l10n.t('Connection of the Cell'), true);
}

async function ask(context: PickerContext, current: QueryConnection, title: string, mayInherit: boolean): Promise<Chosen> {
  const chosen = await context.prompts.pick(items(context, current, mayInherit), {
    title,
    placeHolder: context.queries.sources.describe(current),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.choose?.();
}

async function items(context: PickerContext, current: QueryConnection, mayInherit: boolean): Promise<readonly Item[]> {
  const now = connectionKey(current);
  const fixed = (label: string, connection: QueryConnection, detail?: string): Item => ({
    label,
    ...(detail !== undefined && { detail }),
    ...(connectionKey(connection) === now && { description: vscode.l10n.t('chosen now') }),
    choose: () => Promise.resolve(connection),
  });
  const [{ resources, problem }, found] = await Promise.all([readResources(context), clusters(context)]);
  const ofType = (wanted: string): readonly Resource[] => resources.filter(({ type }) => type.toLowerCase() === wanted);
  const environment = context.environment.current?.name ?? vscode.l10n.t('the environment');
  return [
    ...(mayInherit ? [{ label: vscode.l10n.t('Same as Notebook'), choose: () => Promise.resolve('inherit' as const) }] : []),
    heading(vscode.l10n.t('Logs')),
    fixed(
      vscode.l10n.t('Logs of {0}', environment),
      { kind: 'logs' },
      vscode.l10n.t('every Log Analytics workspace of the environment'),
    ),
    ...ofType(workspaceType).map(({ name, id, resourceGroup }) =>
      fixed(name, { kind: 'workspace', id }, vscode.l10n.t('Log Analytics workspace in {0}', resourceGroup)),
    ),
    ...ofType(componentType).map(({ name, id, resourceGroup }) =>
      fixed(name, { kind: 'resource', id }, vscode.l10n.t('Application Insights in {0}', resourceGroup)),
    ),
    ...(problem === undefined ? [] : [{ label: `$(warning) ${vscode.l10n.t('Resources could not be read')}`, detail: problem }]),
    {
      label: vscode.l10n.t('Logs of a Resource…'),
      detail: vscode.l10n.t('what Azure keeps about one resource, a group or a subscription'),
      choose: () => pickResource(context, resources),
    },
    heading(vscode.l10n.t('Resources')),
    fixed(
      vscode.l10n.t('Resource Graph'),
      { kind: 'graph' },
      vscode.l10n.t('what exists now, its properties, health and advice'),
    ),
    heading(vscode.l10n.t('Azure Data Explorer')),
    ...found.map((address) => ({
      label: new URL(address).hostname.split('.')[0] ?? address,
      detail: address,
      choose: () => pickDatabase(context, address),
    })),
    { label: vscode.l10n.t('Enter a Cluster…'), choose: () => enterCluster(context) },
    heading(vscode.l10n.t('Files')),
    {
      label: vscode.l10n.t('Files of This Folder…'),
      detail: vscode.l10n.t('CSV, JSON and Parquet files as tables, on this machine'),
      choose: () => pickFiles(context),
    },
    fixed(
      vscode.l10n.t('Results of Other Cells'),
      { kind: 'files', paths: [] },
      vscode.l10n.t('joins named results of different sources, on this machine'),
    ),
  ];
}

function heading(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function readResources({
  environment,
}: PickerContext): Promise<{ readonly resources: readonly Resource[]; readonly problem?: string }> {
  if (!vscode.workspace.isTrusted) return { resources: [], problem: vscode.l10n.t('This folder is in Restricted Mode.') };
  try {
    const { value, failures } = await (await environment.get()).stores.resources.list();
    const [failure] = failures;
    return { resources: value, ...(failure !== undefined && { problem: failure.message }) };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { resources: [], problem: errorText(error) };
  }
}

async function pickResource({ prompts }: PickerContext, resources: readonly Resource[]): Promise<Chosen> {
  const scopes = new Map<string, Item>();
  const scope = (id: string, label: string, description: string): void => {
    scopes.set(id.toLowerCase(), {
      label,
      description,
      detail: id,
      choose: () => Promise.resolve({ kind: 'resource', id }),
    });
  };
  for (const { id, name, type } of resources) {
    if (type.toLowerCase() !== workspaceType && type.toLowerCase() !== componentType) scope(id, name, type);
  }
  for (const { subscriptionId, resourceGroup } of resources) {
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
    if (!scopes.has(group.toLowerCase())) scope(group, resourceGroup, vscode.l10n.t('resource group'));
  }
  for (const { subscriptionId } of resources) {
    const id = `/subscriptions/${subscriptionId}`;
    if (!scopes.has(id.toLowerCase())) scope(id, subscriptionId, vscode.l10n.t('subscription'));
  }
  const chosen = await prompts.pick([...scopes.values()], {
    title: vscode.l10n.t('Logs of a Resource'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.choose?.();
}

/** Reads an address or `name.region` as the cloud of the environment has it. */
async function originReader({ environment, settings }: PickerContext): Promise<(address: string) => string | undefined> {
  const [{ clusterOrigin }, { clouds }] = await Promise.all([
    import('../../environments/clusters'),
    import('../../azure/clouds'),
  ]);
  const cloud = environment.current?.connection.cloud ?? clouds[settings().cloud];
  return (address) => clusterOrigin(address, cloud);
}

/** Origins; what cannot be asked for leaves out the clusters of the scope only. */
async function clusters(context: PickerContext): Promise<readonly string[]> {
  const { environment, settings, log } = context;
  const configured = settings().clusters;
  const ofSettings = async (): Promise<readonly string[]> => {
    const originOf = await originReader(context);
    return configured.flatMap((address) => originOf(address) ?? []);
  };
  if (!vscode.workspace.isTrusted) return ofSettings();
  try {
    const { listClusters } = await import('../../environments/clusters');
    const { value, failures } = await listClusters(await environment.get(), configured);
    for (const { message } of failures) log.warn(message);
    return value.map(({ origin }) => origin);
  } catch (error) {
    if (isAbort(error)) throw error;
    log.error('Reading the clusters failed', error);
    return ofSettings();
  }
}

async function enterCluster(context: PickerContext): Promise<Chosen> {
  const originOf = await originReader(context);
  const form = vscode.l10n.t('An address looks like https://NAME.REGION.kusto.windows.net.');
  const address = await context.prompts.input({
    title: vscode.l10n.t('Azure Data Explorer Cluster'),
    prompt: vscode.l10n.t('The address of the cluster'),
    placeHolder: 'https://help.kusto.windows.net',
    validateInput: (value) => (originOf(value) === undefined ? form : undefined),
  });
  const origin = address === undefined ? undefined : originOf(address);
  return origin === undefined ? undefined : pickDatabase(context, origin);
}

/** Databases that the cluster tells; where it does not, the name is typed. */
async function pickDatabase(context: PickerContext, cluster: string): Promise<Chosen> {
  const chosen = (database: string | undefined): Chosen =>
    database === undefined || database === '' ? undefined : { kind: 'adx', cluster, database };
  let problem: string;
  try {
    const { stores } = await context.environment.get();
    const { value } = await stores.clusters.databases(cluster);
    if (value.length > 0) {
      const labels = value.map((label) => ({ label }));
      const picked = await context.prompts.pick(labels, { title: vscode.l10n.t('Database of {0}', cluster) });
      return chosen(picked?.label);
    }
    problem = vscode.l10n.t('The cluster has no database that you can see.');
  } catch (error) {
    if (isAbort(error)) throw error;
    problem = errorText(error);
  }
  const typed = await context.prompts.input({ title: vscode.l10n.t('Database of {0}', cluster), prompt: problem });
  return chosen(typed?.trim());
}

const tabular = '**/*.{csv,tsv,psv,json,ndjson,jsonl,parquet,csv.gz,tsv.gz,json.gz,ndjson.gz,jsonl.gz}';
const mostFiles = 1000;

async function pickFiles({ prompts }: PickerContext): Promise<Chosen> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error(vscode.l10n.t('Open a folder first: a query reads only files inside of it.'));
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, tabular),
    '**/{node_modules,.git,.vscode}/**',
    mostFiles,
  );
  const paths = found
    .map(({ path }) => path.slice(folder.uri.path.length + 1))
    .filter((path) => !/(^|\/)(package|package-lock|tsconfig)\.json$/.test(path))
    .sort();
  const folders = new Map<string, number>();
  for (const path of paths) {
    const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (parent !== '') folders.set(parent, (folders.get(parent) ?? 0) + 1);
  }
  if (paths.length === 0) throw new Error(vscode.l10n.t('The folder has no CSV, JSON or Parquet file.'));
  const chosen = await prompts.pickMany(
    [
      ...[...folders].map(([label, count]) => ({ label, description: vscode.l10n.t('folder, {0} files', count) })),
      ...paths.map((label) => ({ label })),
    ],
    { title: vscode.l10n.t('Files to Query'), placeHolder: vscode.l10n.t('Each file becomes a table of its name') },
  );
  if (chosen === undefined || chosen.length === 0) return undefined;
  return { kind: 'files', paths: chosen.map(({ label }) => label) };
}
