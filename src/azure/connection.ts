import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';

/** The addresses of one Azure cloud. Hosts have no trailing slash. */
export interface Cloud {
  readonly id: 'public' | 'usGov' | 'china';
  readonly name: string;
  readonly resourceManager: string;
  readonly logs: string;
  readonly login: string;
  readonly portal: string;
  /** Id of VS Code's authentication provider for it. */
  readonly authenticationProvider: string;
}

/** How requests leave: who asks, to which cloud, over which transport (the embedded environments rewrite the origin). */
export interface AzureConnection {
  readonly cloud: Cloud;
  readonly credential: TokenCredential;
  /** Absent: the SDK's own HTTP client. */
  readonly transport?: HttpClient;
  /** Hears of every request once it has ended, for the log channel and the request meter. Never sees tokens or bodies. */
  readonly observe?: (event: RequestEvent) => void;
}

export interface RequestEvent {
  readonly method: string;
  readonly url: string;
  /** Absent when no response came. */
  readonly status?: number;
  readonly correlationId: string;
  /** Milliseconds, waiting for the budget not counted. */
  readonly duration: number;
  /** Milliseconds that the request waited for the request budget. */
  readonly waited: number;
}
