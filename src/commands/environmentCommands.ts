import * as vscode from 'vscode';
import { firstStory, stories } from '../demo/stories';
import type { EnvironmentChoice } from '../views/activeEnvironment';
import { discoverAzure, signInToAzure } from '../views/environmentOpener';
import { failureText } from '../views/failureText';
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
      const { chosen } = context.environment;
      if (chosen.kind === 'azure') {
        await signInToAzure(context.settings(), chosen.tenantId);
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
          {
            label: vscode.l10n.t('Leave Azure here'),
            description: vscode.l10n.t('go back to the embedded environment'),
            id: 'leave' as const,
          },
          {
            label: vscode.l10n.t('Manage Accounts…'),
            description: vscode.l10n.t("VS Code's accounts, for all extensions"),
            id: 'accounts' as const,
          },
        ],
        { title: vscode.l10n.t('Sign Out') },
      );
      if (answer?.id === 'accounts') await vscode.commands.executeCommand('workbench.action.manageTrustedExtensionsForAccount');
      if (answer?.id === 'leave') await select({ kind: 'demo', story: firstStory.id });
    },
  };
}

function refuseRestricted(): void {
  if (!vscode.workspace.isTrusted)
    throw new Error(vscode.l10n.t('Nothing is queried in Restricted Mode. Trust this folder first.'));
}

async function askEnvironment(context: CommandContext): Promise<EnvironmentChoice | undefined> {
  refuseRestricted();
  const { chosen } = context.environment;
  const current = vscode.l10n.t('current');
  const demos = stories.map((story) => ({
    label: `$(beaker) ${story.name}`,
    description:
      chosen.kind === 'demo' && chosen.story === story.id
        ? vscode.l10n.t('embedded demo · {0}', current)
        : vscode.l10n.t('embedded demo'),
    detail: story.description,
    choice: { kind: 'demo', story: story.id } satisfies EnvironmentChoice,
  }));
  const azure = {
    label: '$(azure) Azure…',
    description: chosen.kind === 'azure' ? `${chosen.tenantName} · ${current}` : '',
    detail: vscode.l10n.t('Choose a tenant and its subscriptions.'),
    choice: undefined,
  };
  const picked = await context.prompts.pick([...demos, azure], {
    title: vscode.l10n.t('Select Environment'),
    matchOnDetail: true,
  });
  if (picked === undefined) return undefined;
  return picked.choice ?? askAzure(context);
}

/** Tenant, then subscriptions, then workspaces; a tenant that cannot be read is named and does not stop the others. */
async function askAzure(context: CommandContext): Promise<EnvironmentChoice | undefined> {
  const settings = context.settings();
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Reading tenants and subscriptions…'),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return discoverAzure(settings, abort.signal);
    },
  );
  for (const { tenant, failure } of found.skipped)
    void vscode.window.showWarningMessage(`${tenant.name}: ${failureText(failure)}`);
  for (const failure of found.failures) void vscode.window.showWarningMessage(failureText(failure));
  if (found.tenants.length === 0) throw new Error(vscode.l10n.t('This account sees no tenant that could be read.'));
  const picked = await context.prompts.pick(
    found.tenants.map((discovered) => ({
      label: discovered.tenant.name,
      description: discovered.tenant.domain,
      detail: vscode.l10n.t('{0} subscriptions · {1}', discovered.subscriptions.length, discovered.tenant.id),
      discovered,
    })),
    { title: vscode.l10n.t('Select Environment: Tenant'), matchOnDescription: true, matchOnDetail: true },
  );
  if (picked === undefined) return undefined;
  const { tenant, subscriptions, workspaces } = picked.discovered;
  if (subscriptions.length === 0)
    throw new Error(vscode.l10n.t('This account sees no subscription in {0}. Ask for the Reader role on one.', tenant.name));
  const chosen = await context.prompts.pickMany(
    subscriptions.map(({ id, name }) => ({ label: name, description: id, picked: true, id })),
    { title: vscode.l10n.t('Select Environment: Subscriptions of {0}', tenant.name), matchOnDescription: true },
  );
  if (chosen === undefined || chosen.length === 0) return undefined;
  const ids = new Set(chosen.map(({ id }) => id));
  const offered = workspaces.filter(({ subscriptionId }) => ids.has(subscriptionId));
  const chosenWorkspaces =
    offered.length === 0
      ? []
      : await context.prompts.pickMany(
          offered.map(({ id, name, resourceGroup }) => ({ label: name, description: resourceGroup, picked: true, id })),
          { title: vscode.l10n.t('Select Environment: Log Analytics Workspaces'), matchOnDescription: true },
        );
  if (chosenWorkspaces === undefined) return undefined;
  return {
    kind: 'azure',
    cloud: settings.cloud,
    credential: settings.credential,
    tenantId: tenant.id,
    tenantName: tenant.name,
    subscriptions: chosen.map(({ id, label }) => ({ id, name: label })),
    workspaces: chosenWorkspaces.map(({ id }) => id),
  };
}
