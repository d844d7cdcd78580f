import type { TargetResource } from '../model/alert';

/** The parts of an ARM id. `type` is lower-case; `parent` is the enclosing resource of a child such as a database. */
export interface ResourceIdParts extends TargetResource {
  readonly parent?: string;
}

/**
 * Splits an ARM id. The last provider in it decides the type (`…/providers/A/b/c` gives `a/b`); an id without provider
 * is a subscription or resource group.
 */
export function parseResourceId(id: string): ResourceIdParts {
  const segments = id.split('/').filter((segment) => segment !== '');
  const lower = segments.map((segment) => segment.toLowerCase());
  const after = (key: string): string => {
    const index = lower.indexOf(key);
    return index < 0 ? '' : (segments[index + 1] ?? '');
  };
  const common = {
    id,
    resourceGroup: after('resourcegroups'),
    subscriptionId: after('subscriptions'),
    name: segments.at(-1) ?? '',
  };
  const provider = lower.lastIndexOf('providers');
  if (provider < 0) {
    return {
      ...common,
      type: common.resourceGroup === '' ? 'microsoft.resources/subscriptions' : 'microsoft.resources/resourcegroups',
    };
  }
  const path = lower.slice(provider + 2);
  const type = [lower[provider + 1] ?? '', ...path.filter((_, index) => index % 2 === 0)].join('/');
  if (path.length < 4) return { ...common, type };
  return { ...common, type, parent: `/${segments.slice(0, -2).join('/')}` };
}

/** Escapes an ARM id for use as the path of a URL; the slashes stay. */
export function asPath(id: string): string {
  return `/${id
    .split('/')
    .filter(Boolean)
    .map((segment) => encodeURIComponent(segment))
    .join('/')}`;
}
