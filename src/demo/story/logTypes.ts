import type { Instant } from '../../model/time';
import type { Rhythm } from './rhythm';

/** How a number runs over the day, as for metric series. */
export type Course = Omit<Rhythm, 'name'>;

/** What the log tables of a story say beyond its series: names, texts, addresses. Every part is found by what it names. */
export interface StoryLogs {
  /** ARM id of the Log Analytics workspace. */
  readonly workspace: string;
  readonly roles: readonly RoleLogs[];
  readonly operations: readonly OperationLogs[];
  readonly calls: readonly CallLogs[];
  readonly messages: readonly BackgroundMessage[];
  readonly webTests: readonly WebTest[];
  readonly hosts: readonly HostLogs[];
  readonly httpLogs: readonly HttpLogPolicy[];
  readonly databases: readonly DatabaseLogs[];
  readonly clusters: readonly ClusterLogs[];
  readonly diagnostics: readonly DiagnosticRow[];
  /** Gigabytes that the workspace takes in a day, by table; a day of `over` has another size in all. */
  readonly ingestion: {
    readonly daily: Readonly<Record<string, number>>;
    readonly over: readonly { readonly from: Instant; readonly factor: number }[];
  };
}

/** A `cloud_RoleName`. */
export interface RoleLogs {
  readonly role: string;
  /** ARM id of what it runs on: an app or a virtual machine. */
  readonly host: string;
  readonly instance: string;
  readonly baseUrl: string;
  readonly sdk: string;
  /** Oldest first. */
  readonly versions: readonly { readonly from: Instant; readonly version: string }[];
}

/** A way to fail: its share among the failures of the same thing, and what is logged. */
export interface FailureText {
  readonly share: number;
  readonly resultCode: string;
  readonly exception?: ExceptionText;
  /** A line at level Error; `{id}` stands for a number. */
  readonly log: string;
}

export interface ExceptionText {
  readonly type: string;
  readonly message: string;
  readonly assembly: string;
  readonly method: string;
  readonly stack: readonly { readonly method: string; readonly file?: string; readonly line?: number }[];
}

/** A request that a role serves; its counts and times are in the series of the same role and operation. */
export interface OperationLogs {
  readonly role: string;
  readonly operation: string;
  /** Path and query below the role's base URL; `{id}` stands for a number. */
  readonly path: string;
  readonly resultCode: string;
  readonly failures: readonly FailureText[];
  /** The operation of another role on whose behalf it runs, when it is not called from outside. */
  readonly calledBy?: { readonly role: string; readonly operation: string };
  /** A line at level Information for each request. */
  readonly log?: string;
}

/** A dependency; its counts and times are in the series of the same role and target. */
export interface CallLogs {
  readonly role: string;
  readonly target: string;
  readonly name: string;
  readonly data: string;
  readonly resultCode: string;
  /** Operations of the role that make the call. */
  readonly operations: readonly string[];
  readonly failures: readonly FailureText[];
}

/** A line that is written again and again, whatever happens. */
export interface BackgroundMessage {
  readonly role: string;
  /** 0 Verbose, 1 Information, 2 Warning, 3 Error, 4 Critical. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly message: string;
  readonly perDay: number;
}

export interface WebTest {
  readonly name: string;
  /** ARM id of the app that it asks. */
  readonly app: string;
  readonly role: string;
  readonly locations: readonly string[];
}

export interface ProcessLogs {
  readonly name: string;
  readonly path: string;
  readonly commandLine: string;
  readonly user: string;
  readonly description: string;
  /** Part of the machine's CPU that it takes of what is above `idle`; processes together make the machine's figure. */
  readonly share: number;
  readonly workingSetMb: number;
}

/** A virtual machine with an agent. */
export interface HostLogs {
  /** ARM id. */
  readonly resource: string;
  readonly address: string;
  readonly cores: number;
  readonly memoryMb: number;
  readonly osName: string;
  /** The process of the first entry takes what is left of the CPU. */
  readonly processes: readonly ProcessLogs[];
  readonly disks: readonly { readonly mount: string; readonly sizeMb: number; readonly freePercent: Course }[];
  readonly events: readonly EventText[];
  readonly web?: WebServer;
}

export interface EventText {
  readonly log: 'Application' | 'System' | 'Security';
  readonly source: string;
  readonly id: number;
  readonly level: 'Error' | 'Warning' | 'Information';
  readonly message: string;
  readonly perDay: number;
}

export interface WebClient {
  readonly address: string;
  readonly userAgent: string;
}

/** Internet Information Services on a virtual machine. */
export interface WebServer {
  readonly role: string;
  readonly site: string;
  readonly host: string;
  readonly port: number;
  /** The managed process of the site: the garbage collector's counters are its. */
  readonly process: string;
  /** What the log of requests holds; paths that the collection rule drops are not named. */
  readonly pages: readonly {
    readonly operation: string;
    readonly clients: readonly WebClient[];
    /** Requests of a minute beyond that many come from this one client. */
    readonly bulk?: { readonly above: number; readonly client: WebClient };
    readonly bytes: number;
  }[];
}

/** What of an app's HTTP log reaches the workspace: all of it since a moment, or what failed. */
export interface HttpLogPolicy {
  /** ARM id of the app. */
  readonly app: string;
  readonly role: string;
  readonly from: Instant;
  readonly failedOnly: boolean;
  readonly clients: readonly WebClient[];
}

export interface QueryText {
  readonly id: number;
  readonly text: string;
  /** Part of the database's CPU. */
  readonly share: number;
  readonly perMinute: number;
  /** Runs only while the database's CPU is above that percentage. */
  readonly above?: number;
}

export interface DatabaseLogs {
  /** ARM id. */
  readonly resource: string;
  readonly cores: number;
  readonly queries: readonly QueryText[];
  readonly deadlocks: readonly Instant[];
  readonly timeouts: readonly Instant[];
  readonly insights: readonly {
    readonly at: Instant;
    readonly minutes: number;
    readonly detection: string;
    readonly cause: string;
  }[];
}

export interface PodLogs {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  readonly controller: string;
  readonly node: number;
  readonly lines: readonly { readonly level: string; readonly message: string; readonly perDay: number }[];
  /** Starts again at these moments, after this line. */
  readonly crashes: readonly { readonly at: Instant; readonly message: string }[];
}

export interface ClusterLogs {
  /** ARM id. */
  readonly resource: string;
  readonly nodes: number;
  readonly pods: readonly PodLogs[];
  readonly syslog: readonly {
    readonly facility: string;
    readonly level: 'err' | 'warning' | 'notice' | 'info';
    readonly process: string;
    readonly message: string;
    readonly perDay: number;
  }[];
}

/** A row of AzureDiagnostics, or of a resource-specific table, that is told as it is. */
export interface DiagnosticRow {
  readonly table: 'AzureDiagnostics' | 'StorageBlobLogs';
  readonly at: Instant;
  readonly resource: string;
  readonly values: Readonly<Record<string, string | number>>;
}
