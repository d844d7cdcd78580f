import * as vscode from 'vscode';
import { stories } from '../demo/stories';
import type { EnvironmentChoice } from '../views/activeEnvironment';
import { azureDiscovery } from '../views/environmentOpener';
import { errorText, failureText } from '../views/failureText';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

/** Choosing where to look, and signing in and out. */
export function environmentCommands(context: CommandContext): CommandHandlers {
  const select = async (choice: EnvironmentChoice | undefined): Promise<void> => {
    if (choice === undefined) return;
    await context.environment.select(choice);
    await context.feed.ensureLoaded();
  };
  return {
    [commandIds.selectEnvironment]: async () => select(await askEnvironment(context)),
    [commandIds.signIn]: async () => {
      refuseRestricted();
      const discovery = await azureDiscovery(context.settings());
      await discovery.signIn();
      if (context.environment.chosen.kind === 'azure') {
        await context.environment.reopen();
        await context.feed.ensureLoaded();
      } else {
        await select(await askAzure(context));
      }
    },
    [commandIds.signOut]: async () => {
      // VS Code owns the account: signing it out would hit every extension. Leaving Azure is ours to do.
      const answer = await context.prompts.pick(
        [
          { label: vscode.l10n.t('Leave Azure here'), description: vscode.l10n.t('go back to the embedded environment'), id: 'leave' as const },
          { label: vscode.l10n.t('Manage Accounts…'), description: vscode.l10n.t("VS Code's accounts, for all extensions"), id: 'accounts' as const },
        ],
        { title: vscode.l10n.t('Sign Out') },
      );
      if (answer?.id === 'accounts') await vscode.commands.executeCommand('workbench.action.manageTrustedExtensionsForAccount');
      const [first] = stories;
      if (answer?.id === 'leave' && first !== undefined) await select({ kind: 'demo', story: first.id });
    },
  };
}

function refuseRestricted(): void {
  if (!vscode.workspace.isTrusted) throw new Error(vscode.l10n.t('Nothing is queried in Restricted Mode. Trust this folder first.'));
}

async function askEnvironment(context: CommandContext): Promise<EnvironmentChoice | undefined> {
  refuseRestricted();
  const { chosen } = context.environment;
  const current = vscode.l10n.t('current');
  const demos = stories.map((story) => ({
    label: `$(beaker) ${story.name}`,
    description: chosen.kind === 'demo' && chosen.story === story.id ? vscode.l10n.t('embedded demo · {0}', current) : vscode.l10n.t('embedded demo'),
    detail: story.description,
    choice: { kind: 'demo', story: story.id } satisfies EnvironmentChoice,
  }));
  const azure = {
    label: '$(azure) Azure…',
    description: chosen.kind === 'azure' ? `${chosen.tenantName} · ${current}` : '',
    detail: vscode.l10n.t('Choose a tenant and its subscriptions.'),
    choice: undefined,
  };
  const picked = await context.prompts.pick([...demos, azure], { title: vscode.l10n.t('Select Environment'), matchOnDetail: true });
  if (picked === undefined) return undefined;
  return picked.choice ?? askAzure(context);
}

/** Tenant, then subscriptions, then workspaces; a tenant that cannot be read is named and does not stop the others. */
async function askAzure(context: CommandContext): Promise<EnvironmentChoice | undefined> {
  const settings = context.settings();
  const discovery = await azureDiscovery(settings);
  await discovery.signIn();
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading tenants and subscriptions…'), cancellable: true },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return discovery.tenants(abort.signal);
    },
  );
  for (const failure of found.failures) void vscode.window.showWarningMessage(failureText(failure));
  if (found.value.length === 0) throw new Error(vscode.l10n.t('This account sees no tenant.'));
  const tenant = await context.prompts.pick(
    found.value.map(({ tenant, subscriptions }) => ({
      label: tenant.name,
      description: tenant.domain,
      detail: vscode.l10n.t('{0} subscriptions · {1}', subscriptions.length, tenant.id),
      tenant,
      subscriptions,
    })),
    { title: vscode.l10n.t('Select Environment: Tenant'), matchOnDescription: true, matchOnDetail: true },
  );
  if (tenant === undefined) return undefined;
  if (tenant.subscriptions.length === 0) throw new Error(vscode.l10n.t('This account sees no subscription in {0}. Ask for the Reader role on one.', tenant.label));
  const subscriptions = await context.prompts.pickMany(
    tenant.subscriptions.map((subscription) => ({ label: subscription.name, description: subscription.id, picked: true, subscription })),
    { title: vscode.l10n.t('Select Environment: Subscriptions of {0}', tenant.label), matchOnDescription: true },
  );
  if (subscriptions === undefined || subscriptions.length === 0) return undefined;
  const chosen = subscriptions.map(({ subscription }) => ({ id: subscription.id, name: subscription.name }));
  const workspaces = await askWorkspaces(context, discovery, tenant.tenant.id, chosen);
  if (workspaces === undefined) return undefined;
  return {
    kind: 'azure',
    cloud: settings.cloud,
    credential: settings.credential,
    tenantId: tenant.tenant.id,
    tenantName: tenant.tenant.name,
    subscriptions: chosen,
    workspaces,
  };
}

async function askWorkspaces(
  context: CommandContext,
  discovery: Awaited<ReturnType<typeof azureDiscovery>>,
  tenantId: string,
  subscriptions: readonly { readonly id: string }[],
): Promise<readonly string[] | undefined> {
  try {
    const { value } = await discovery.workspaces(
      tenantId,
      subscriptions.map(({ id }) => id),
    );
    if (value.length === 0) return [];
    const picked = await context.prompts.pickMany(
      value.map((workspace) => ({ label: workspace.name, description: workspace.resourceGroup, picked: true, id: workspace.id })),
      { title: vscode.l10n.t('Select Environment: Log Analytics Workspaces'), matchOnDescription: true },
    );
    return picked?.map(({ id }) => id);
  } catch (error) {
    // Workspaces are not needed for alerts: their absence is said, and the choice goes on without them.
    void vscode.window.showWarningMessage(vscode.l10n.t('Log Analytics workspaces could not be listed: {0}', errorText(error)));
    return [];
  }
}
