import * as vscode from 'vscode';
import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../azure/connection';
import type { Discovery } from '../environments/discovery';
import type { OpenEnvironment } from './activeEnvironment';
import type { BudgetState } from './requestMeter';
import type { Settings } from './settings';
import { sessionsOf, supportsChallenges } from './vscodeSessions';

/** The tenant name that means "wherever this account is at home". */
const HOME_TENANT = 'organizations';

/** Opens what was chosen. Everything that costs time is imported here, on first use. */
export function environmentOpener(extensionUri: vscode.Uri, showBudget: (state: BudgetState) => void): OpenEnvironment {
  return async (choice, observe) => {
    const { RequestBudget } = await import('../azure/requestBudget');
    const budget = new RequestBudget();
    budget.onDidChange((state) => showBudget(state));
    if (choice.kind === 'demo') {
      const [{ launchDemo }, { createDemoEnvironment }] = await Promise.all([
        import('../demo/launch'),
        import('../environments/demo'),
      ]);
      const worker = vscode.Uri.joinPath(extensionUri, 'dist', 'demoWorker.js').fsPath;
      return createDemoEnvironment(await launchDemo(choice.story, worker), { observe, budget });
    }
    const [{ createAzureEnvironment }, { clouds }] = await Promise.all([
      import('../environments/azure'),
      import('../azure/clouds'),
    ]);
    const cloud = Object.values(clouds).find(({ id }) => id === choice.cloud) ?? clouds.public;
    return createAzureEnvironment({
      cloud,
      tenant: choice.tenantId,
      name: choice.tenantName,
      scope: {
        tenantId: choice.tenantId,
        subscriptions: choice.subscriptions.map(({ id }) => id),
        workspaces: choice.workspaces,
      },
      credential: (await credentials(choice.credential, cloud)).of(choice.tenantId),
      observe,
      budget,
    });
  };
}

interface Credentials {
  of(tenantId: string): TokenCredential;
  /** Runs work that may open a sign-in window, because a person asked for it. */
  interactively<T>(tenantId: string, work: () => Promise<T>): Promise<T>;
}

async function credentials(kind: string, cloud: Cloud): Promise<Credentials> {
  const { azureCliCredential, defaultCredential, VsCodeCredential } = await import('../azure/credential');
  if (kind === 'azureCli') return { of: (tenantId) => azureCliCredential(tenantId), interactively: (_tenant, work) => work() };
  if (kind === 'default')
    return { of: (tenantId) => defaultCredential(tenantId, cloud), interactively: (_tenant, work) => work() };
  const byTenant = new Map<string, InstanceType<typeof VsCodeCredential>>();
  const of = (tenantId: string): InstanceType<typeof VsCodeCredential> => {
    const known =
      byTenant.get(tenantId) ?? new VsCodeCredential(sessionsOf(cloud), tenantId, { supportsChallenges: supportsChallenges() });
    byTenant.set(tenantId, known);
    return known;
  };
  return { of, interactively: (tenantId, work) => of(tenantId).interactively(work) };
}

/** Signs in if needed, because a person asked, and lists everything that the account could look at. */
export async function discoverAzure(settings: Settings, signal: AbortSignal): Promise<Discovery> {
  const [{ discover }, { clouds, resourceManagerScope }] = await Promise.all([
    import('../environments/discovery'),
    import('../azure/clouds'),
  ]);
  const cloud = clouds[settings.cloud];
  const account = await credentials(settings.credential, cloud);
  await account.interactively(HOME_TENANT, () =>
    account.of(HOME_TENANT).getToken(resourceManagerScope(cloud), { abortSignal: signal }),
  );
  return discover((tenantId) => ({ cloud, credential: account.of(tenantId ?? HOME_TENANT) }), signal);
}

/** Signs in to one tenant, or to the account's home, because a person asked. */
export async function signInToAzure(settings: Settings, tenantId?: string): Promise<void> {
  const { clouds, resourceManagerScope } = await import('../azure/clouds');
  const cloud = clouds[settings.cloud];
  const account = await credentials(settings.credential, cloud);
  const tenant = tenantId ?? HOME_TENANT;
  await account.interactively(tenant, () => account.of(tenant).getToken(resourceManagerScope(cloud)));
}
