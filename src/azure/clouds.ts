import type { Cloud } from './connection';

/** The Azure clouds that this product can reach, by id. */
export const clouds: Readonly<Record<Cloud['id'], Cloud>> = {
  public: {
    id: 'public',
    name: 'Azure',
    resourceManager: 'https://management.azure.com',
    logs: 'https://api.loganalytics.io',
    login: 'https://login.microsoftonline.com',
    portal: 'https://portal.azure.com',
    authenticationProvider: 'microsoft',
  },
  usGov: {
    id: 'usGov',
    name: 'Azure US Government',
    resourceManager: 'https://management.usgovcloudapi.net',
    logs: 'https://api.loganalytics.us',
    login: 'https://login.microsoftonline.us',
    portal: 'https://portal.azure.us',
    authenticationProvider: 'microsoft-sovereign-cloud',
  },
  china: {
    id: 'china',
    name: 'Azure operated by 21Vianet',
    resourceManager: 'https://management.chinacloudapi.cn',
    logs: 'https://api.loganalytics.azure.cn',
    login: 'https://login.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
    authenticationProvider: 'microsoft-sovereign-cloud',
  },
};

/** The token scope for the cloud's resource manager. */
export function resourceManagerScope(cloud: Cloud): string {
  return `${cloud.resourceManager}/.default`;
}

/** The token scope for the cloud's log queries. */
export function logsScope(cloud: Cloud): string {
  return `${cloud.logs}/.default`;
}

/** What the hosts of the cloud's Azure Data Explorer clusters end with; the clusters of other services have other names. */
export function clusterSuffix(cloud: Cloud): string {
  switch (cloud.id) {
    case 'public':
      return 'kusto.windows.net';
    case 'usGov':
      return 'kusto.usgovcloudapi.net';
    case 'china':
      return 'kusto.chinacloudapi.cn';
  }
}

/** True when a request with a token may go to this URL: HTTPS to the resource manager (or a region of it) or the log API. */
export function belongsToCloud(cloud: Cloud, url: string): boolean {
  const { protocol, host } = new URL(url);
  const managers = new URL(cloud.resourceManager).host;
  return protocol === 'https:' && (host === managers || host.endsWith(`.${managers}`) || host === new URL(cloud.logs).host);
}
