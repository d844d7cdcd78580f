import type { Environment } from '../environments/environment';
import { firstStory, stories } from '../demo/stories';
import { UsageError, type CliValues } from './run';

/** Opens what `--env` names: an embedded environment, or Azure with the account of the Azure CLI. */
export async function openCliEnvironment(
  values: Pick<CliValues, 'env' | 'tenant' | 'subscription'>,
  demoWorker: URL | undefined,
): Promise<Environment> {
  const wanted = values.env ?? 'demo';
  const [kind, name] = wanted.split(':', 2);
  if (kind === 'demo') {
    const story = name === undefined ? firstStory : stories.find(({ id }) => id === name);
    if (story === undefined)
      throw new UsageError(`no embedded environment "${name ?? ''}"; there are ${stories.map(({ id }) => id).join(', ')}`);
    const [{ launchDemo }, { createDemoEnvironment }] = await Promise.all([
      import('../demo/launch'),
      import('../environments/demo'),
    ]);
    return createDemoEnvironment(await launchDemo(story.id, demoWorker));
  }
  if (kind === 'azure') {
    if (values.tenant === undefined) throw new UsageError('--env azure needs --tenant ID');
    const [{ createAzureEnvironment }, { clouds }, { azureCliCredential }] = await Promise.all([
      import('../environments/azure'),
      import('../azure/clouds'),
      import('../azure/credential'),
    ]);
    const cloud = clouds.public;
    return createAzureEnvironment({
      cloud,
      tenant: values.tenant,
      name: values.tenant,
      scope: { tenantId: values.tenant, subscriptions: values.subscription ?? [], workspaces: [] },
      credential: azureCliCredential(values.tenant),
    });
  }
  throw new UsageError(`unknown environment "${wanted}"; use demo, demo:STORY or azure`);
}
