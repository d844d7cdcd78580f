/** The repository as the checks read it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Manifest {
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations?: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
      readonly enablement?: string;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
    readonly viewsWelcome?: readonly { readonly view: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    }[];
  };
}

/** One of our own JSON files, whose shape the caller knows. */
export function readJson(path: string): unknown {
  return JSON.parse(read(path));
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Without casts in every check: the manifest's shape is what VS Code itself demands. */
export const manifest = readJson('package.json') as Manifest;

export const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;

/** `%key%` resolved, other text as it is. */
export function localized(text: string): string {
  const key = /^%(.+)%$/.exec(text)?.[1];
  return key === undefined ? text : (texts[key] ?? text);
}

/** Every string in a JSON value, at any depth. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

/** The TypeScript files under a folder, with `/` in their paths. */
export function sourceFiles(folder = 'src'): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|css)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort()
    .map((path) => ({ path, text: read(path) }));
}
