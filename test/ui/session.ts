/** One server with the packaged extension, and workbenches in a headless browser on it. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';
import {
  ensureCodeServer,
  newestCode,
  startCodeServer,
  type CodeVersion,
  type RunningServer,
  type Theme,
} from '../../scripts/lib/codeServer.mjs';
import { freshDir, resultsDir } from '../../scripts/lib/paths.mjs';
import { packageVsix, unpackVsix } from '../../scripts/lib/vsix.mjs';
import { freshWorkspace } from '../../scripts/lib/workspace.mjs';
import { Workbench } from './pages/workbench';

export interface OpenOptions {
  /** Default: dark. */
  readonly theme?: Theme;
  /** Per cent, as the browser zooms. Default: 100. */
  readonly zoom?: number;
  /** Default: a fresh copy of the sample system. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export class Session {
  private constructor(
    private readonly server: RunningServer,
    private readonly browser: Browser,
  ) {}

  /** Starts a server that has the packaged extension installed, and nothing else. Takes some seconds. */
  static async start(version: CodeVersion = newestCode): Promise<Session> {
    const executablePath = await ensureBrowser();
    const host = await ensureCodeServer(version);
    const extensionsDir = await installedExtension();
    mkdirSync(resultsDir, { recursive: true });
    const server = await startCodeServer(host, { extensionsDir, log: join(resultsDir, `ui-server-${version}.log`) });
    try {
      return new Session(server, await chromium.launch({ executablePath, args: browserArguments }));
    } catch (error) {
      server.stop();
      throw error;
    }
  }

  /** Opens a folder in a browser profile of its own and waits until the workbench is ready. */
  async open({ theme = 'dark', zoom = 100, folder = freshWorkspace(), settings = {} }: OpenOptions = {}): Promise<Workbench> {
    const scale = zoom / 100;
    const context = await this.browser.newContext({
      viewport: { width: Math.round(1440 / scale), height: Math.round(900 / scale) },
      deviceScaleFactor: scale,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const workbench = new Workbench(await context.newPage(), this.server, { theme, settings });
    await workbench.open(folder);
    return workbench;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.stop();
  }
}

/** Packages once per run; journeys share what was unpacked. */
async function installedExtension(): Promise<string> {
  const home = process.env['SRE_UI_HOME'] ?? freshDir('ui');
  const extensionsDir = join(home, 'extensions');
  if (!existsSync(join(extensionsDir, 'extensions.json'))) {
    mkdirSync(extensionsDir, { recursive: true });
    const { path } = await packageVsix(home);
    await unpackVsix(path, extensionsDir);
  }
  return extensionsDir;
}
