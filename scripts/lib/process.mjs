/** Child processes that never outlive us, and waiting on state. Node built-ins only: runs before `npm ci`. */
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/**
 * Starts a program in a process group of its own, so that `killTree` reaches its children too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: !windows, ...options });
  alive.add(child);
  child.once('exit', () => {
    // On POSIX the group may still hold grandchildren; `killTree` on exit covers them.
    if (windows) alive.delete(child);
  });
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
export function killTree(child) {
  alive.delete(child);
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

function killAll() {
  for (const child of [...alive]) killTree(child);
}

process.once('exit', killAll);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, timeoutMs?: number, echo?: boolean, shell?: boolean }} [options] `log`: file that receives the output.
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} `code` is -1 when it could not start or ran out of time.
 */
export async function run(command, args, options = {}) {
  const child = start(command, args, { cwd: options.cwd, env: options.env ?? process.env, shell: options.shell ?? false });
  const log = options.log === undefined ? undefined : openLog(options.log);
  let output = '';
  /** @param {Buffer} chunk */
  const take = (chunk) => {
    output += chunk.toString();
    log?.write(chunk);
    if (options.echo) process.stdout.write(chunk);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killTree(child);
  }, options.timeoutMs ?? 600_000);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      take(Buffer.from(`${error.message}\n`));
      resolve(-1);
    });
    child.once('close', (exitCode) => resolve(timedOut ? -1 : (exitCode ?? -1)));
  });
  clearTimeout(timer);
  killTree(child);
  await new Promise((resolve) => (log === undefined ? resolve(undefined) : log.end(resolve)));
  return { code, output, timedOut };
}

/**
 * Like `run`, but a failure is an error that names the command and shows the end of its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    const why = result.timedOut ? 'ran out of time' : `ended with code ${result.code}`;
    throw new Error(`${command} ${args.join(' ')} ${why}:\n${tail(result.output)}`);
  }
  return result.output;
}

/**
 * Runs npm, the one that runs us if there is one.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return mustRun(process.execPath, [cli, ...args], options);
  return mustRun('npm', args, { ...options, shell: windows });
}

/** @param {string} file */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  return createWriteStream(file);
}

/** @param {string} text @param {number} [lines] */
export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Asks `probe` until it gives something other than undefined or false. What it throws last is part of the time-out message.
 * @template T
 * @param {string} description what is waited for, as it should read in "timed out waiting for …"
 * @param {() => T | undefined | false | Promise<T | undefined | false>} probe
 * @param {{ timeoutMs?: number, intervalMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function waitFor(description, probe, { timeoutMs = 30_000, intervalMs = 100 } = {}) {
  const end = Date.now() + timeoutMs;
  /** @type {unknown} */
  let lastError;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() >= end) {
      const reason = lastError instanceof Error ? ` (${lastError.message})` : '';
      throw new Error(`timed out after ${timeoutMs / 1000} s waiting for ${description}${reason}`);
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
