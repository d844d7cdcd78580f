/**
 * Builds everything that ships: `node esbuild.js [--watch] [--production]`.
 * The host bundle is ESM with code splitting, so each `import()` in the source becomes a chunk that loads on first use.
 */
import { build, context } from 'esbuild';
import { rm, writeFile, mkdir } from 'node:fs/promises';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** CommonJS dependencies call `require` for Node's own modules; ESM output has none, so each file makes one. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
};

// An `import()` of a CommonJS package would give its default export alone, so the packages' ESM files are taken first.
const node = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  banner: { js: requireBanner },
};
const browser = { ...common, platform: 'browser', format: 'esm', target: 'es2022' };

const targets = {
  host: {
    ...node,
    entryPoints: {
      extension: 'src/extension.ts',
      demoWorker: 'src/demo/worker.ts',
      demoQueryWorker: 'src/demo/logs/queryWorker.ts',
      kqlWorker: 'src/kql/host/worker.ts',
      kqlLanguageWorker: 'src/kql/host/languageWorker.ts',
      kqlBatchWorker: 'src/cli/kqlBatchWorker.ts',
      cli: 'src/cli.ts',
    },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['vscode'],
  },
  // The notebook renderer and the results view draw with the same code; each loads one file, so nothing is split.
  webview: {
    ...browser,
    entryPoints: {
      document: 'src/webviews/document/main.ts',
      renderer: 'src/webviews/results/renderer.ts',
      results: 'src/webviews/results/panel.ts',
    },
    outdir: 'dist/webviews',
  },
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
for (const [name, options] of Object.entries(targets)) {
  if (watch) {
    await (await context(options)).watch();
  } else {
    const { metafile } = await build(options);
    await writeFile(`dist/meta-${name}.json`, JSON.stringify(metafile));
  }
}
