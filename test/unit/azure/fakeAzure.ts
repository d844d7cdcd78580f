import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clouds } from '../../../src/azure/clouds';
import type { AzureConnection, RequestEvent } from '../../../src/azure/connection';
import { emulatorCredential, emulatorTransport } from '../../../src/azure/emulatorTransport';

export interface FakeRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

export interface FakeResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `hang` keeps the connection open without an answer. */
export type Handler = (request: FakeRequest) => FakeResponse | 'hang';

/** A small server that stands in for Azure; everything that reaches it is in `requests`. */
export class FakeAzure {
  readonly requests: FakeRequest[] = [];
  readonly events: RequestEvent[] = [];
  handler: Handler = () => ({ status: 404 });
  /** Called when a request arrives, before it is answered. */
  arrived: () => void = () => undefined;
  #server = createServer();
  origin = '';

  async start(): Promise<void> {
    this.#server.on('request', (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const url = new URL(incoming.url ?? '/', 'http://localhost');
        const request: FakeRequest = {
          method: incoming.method ?? '',
          host: String(incoming.headers['x-original-host']),
          path: url.pathname.replace(/^\/+/, '/'),
          query: url.searchParams,
          body: Buffer.concat(chunks).toString('utf8'),
          headers: incoming.headers,
        };
        this.requests.push(request);
        const response = this.handler(request);
        this.arrived();
        if (response === 'hang') return;
        const { status = 200, headers = {}, body } = response;
        outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
        outgoing.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get connection(): AzureConnection {
    return {
      cloud: clouds.public,
      credential: emulatorCredential('test-token'),
      transport: emulatorTransport(this.origin),
      observe: (event) => this.events.push(event),
    };
  }

  reset(): void {
    this.requests.length = 0;
    this.events.length = 0;
    this.arrived = () => undefined;
    this.handler = () => ({ status: 404 });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export const first = '11111111-1111-4111-8111-111111111111';
export const second = '22222222-2222-4222-8222-222222222222';

/** The answer to a subscription list. */
export function subscriptionList(...ids: readonly string[]): FakeResponse {
  const value = ids.map((id, index) => ({
    id: `/subscriptions/${id}`,
    subscriptionId: id,
    displayName: `sub-${index + 1}`,
    tenantId: '99999999-9999-4999-8999-999999999999',
    state: 'Enabled',
    subscriptionPolicies: {},
  }));
  return { body: { value } };
}

export function vmId(subscription: string, name = 'vm-a'): string {
  return `/subscriptions/${subscription}/resourceGroups/rg-a/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** An alert instance as the service writes it. */
export function wireAlert(
  subscription: string,
  id: string,
  essentials: Readonly<Record<string, unknown>> = {},
  context?: unknown,
): Record<string, unknown> {
  return {
    id: `${vmId(subscription)}/providers/Microsoft.AlertsManagement/alerts/${id}`,
    name: `rule-${id}`,
    type: 'Microsoft.AlertsManagement/alerts',
    properties: {
      essentials: {
        severity: 'Sev1',
        signalType: 'Metric',
        alertState: 'New',
        monitorCondition: 'Fired',
        monitorService: 'Platform',
        targetResource: vmId(subscription),
        targetResourceName: 'vm-a',
        targetResourceGroup: 'rg-a',
        targetResourceType: 'virtualmachines',
        alertRule: `/subscriptions/${subscription}/resourceGroups/rg-a/providers/microsoft.insights/metricAlerts/rule-${id}`,
        startDateTime: '2026-03-02T04:00:00Z',
        lastModifiedDateTime: '2026-03-02T04:10:00Z',
        lastModifiedUserName: 'System',
        actionStatus: { isSuppressed: false },
        description: 'A rule.',
        ...essentials,
      },
      ...(context === undefined ? {} : { context }),
    },
  };
}

/** An authorization failure as the resource manager writes it. */
export function denied(action: string, scope: string): FakeResponse {
  const message = `The client 'a@example.com' with object id 'x' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid.`;
  return { status: 403, body: { error: { code: 'AuthorizationFailed', message } } };
}
