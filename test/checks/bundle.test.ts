import assert from 'node:assert/strict';
import { read, readJson } from './project';

/** What esbuild tells about its output. */
interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly exports: readonly string[];
      }
    >
  >;
}

const ENTRY = 'dist/extension.js';
const MAX_STATIC_BYTES = 900_000;
const MAX_RENDERER_BYTES = 150_000;

/** Modules that must wait for their first use. The lists of stories and of faults are small and needed to offer them. */
const heavy = [
  /node_modules\/@azure(-rest)?\//,
  /node_modules\/(azure-kusto-data|axios|hyparquet|hyparquet-writer|@kusto)\//,
  /node_modules\/@vscode\/webview-ui-toolkit\//,
  /node_modules\/@microsoft\/fast-/,
];
const isHeavy = (input: string): boolean =>
  heavy.some((pattern) => pattern.test(input)) || (input.startsWith('src/demo/') && !/(stories|handle)\.ts$/.test(input));

describe('bundle of the extension host', () => {
  const { outputs } = readJson('dist/meta-host.json') as Metafile;
  const loaded = staticClosure(outputs, ENTRY);

  it(`loads at most ${MAX_STATIC_BYTES / 1000} kB on activation`, () => {
    const total = loaded.reduce((sum, output) => sum + (outputs[output]?.bytes ?? 0), 0);
    assert.ok(total > 0, `${ENTRY} is not in the metafile`);
    assert.ok(total <= MAX_STATIC_BYTES, `${total} bytes:\n${table(inputsOf(outputs, loaded).slice(0, 25))}`);
  });

  it('loads no CommonJS package by import(), which would give its default export alone', () => {
    const lazy = Object.entries(outputs).filter(([, { exports }]) => exports.length === 1 && exports[0] === 'default');
    assert.deepEqual(
      lazy.map(([path, { inputs }]) => `${path}: ${Object.keys(inputs).at(-1) ?? ''}`),
      [],
    );
  });

  it('loads no heavy module on activation', () => {
    const found = inputsOf(outputs, loaded).filter(([input]) => isHeavy(input));
    assert.equal(found.length, 0, `should be behind an import():\n${table(found)}`);
  });
});

describe('bundle of the notebook renderer', () => {
  it(`has at most ${MAX_RENDERER_BYTES / 1000} kB, and evaluates no text`, () => {
    const { outputs } = readJson('dist/meta-webview.json') as Metafile;
    const renderer = outputs['dist/webviews/renderer.js'];
    assert.ok(renderer, 'the renderer is not in the metafile');
    assert.ok(renderer.bytes <= MAX_RENDERER_BYTES, `${renderer.bytes} bytes`);
    assert.doesNotMatch(read('dist/webviews/renderer.js'), /\bnew Function\b|\beval\(/);
  });
});

/** The output files that are loaded together with one of them, before any `import()`. */
function staticClosure(outputs: Metafile['outputs'], entry: string): string[] {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const imports = outputs[path]?.imports ?? [];
    waiting.push(
      ...imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true).map((found) => found.path),
    );
  }
  return [...seen];
}

/** Source modules with the bytes that they have in these outputs, largest first. */
function inputsOf(outputs: Metafile['outputs'], paths: readonly string[]): [string, number][] {
  const inputs = paths.flatMap((path) => Object.entries(outputs[path]?.inputs ?? {}));
  return inputs
    .map(([input, { bytesInOutput }]): [string, number] => [input, bytesInOutput])
    .filter(([, bytes]) => bytes > 0)
    .sort((a, b) => b[1] - a[1]);
}

function table(rows: readonly (readonly [string, number])[]): string {
  return rows.map(([input, bytes]) => `${String(bytes).padStart(9)}  ${input}`).join('\n');
}
