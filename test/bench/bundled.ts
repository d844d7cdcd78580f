import { build } from 'esbuild';
import { join } from 'node:path';
import { freshDir } from '../../scripts/lib/paths.mjs';

/** Bundles a file of this folder as the extension is bundled, and gives the path: loading it from many files would take longer than what is measured. */
export async function bundled(name: string): Promise<string> {
  const outdir = freshDir('bench');
  await build({
    entryPoints: [`test/bench/${name}.ts`],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return join(outdir, `${name}.mjs`);
}
