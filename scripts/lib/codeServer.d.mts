/** The part of codeServer.mjs that tests call. */
export type CodeVersion = '1.100.3' | '1.139.1';
export type Theme = 'dark' | 'light' | 'hc' | 'hcLight';

export const oldestCode: CodeVersion;
export const newestCode: CodeVersion;

export interface InstalledHost {
  readonly version: CodeVersion;
  readonly serverDir: string;
  readonly node: string;
}

export interface RunningServer {
  readonly version: CodeVersion;
  readonly port: number;
  readonly dataDir: string;
  url(this: void, folder: string, development?: { readonly extension: string; readonly tests?: string }): string;
  /** Replaces the user settings; a workbench reads them when it loads. */
  writeSettings(this: void, settings: Readonly<Record<string, unknown>>): void;
  themeName(this: void, theme: Theme): string;
  stop(this: void): void;
}

export function ensureCodeServer(version: CodeVersion): Promise<InstalledHost>;
export function startCodeServer(
  host: InstalledHost,
  options?: {
    readonly extensionsDir?: string;
    /** Addresses with `development` will be opened. */
    readonly development?: boolean;
    readonly port?: number;
    readonly token?: string;
    readonly log?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly settings?: Readonly<Record<string, unknown>>;
  },
): Promise<RunningServer>;
