/** `npm run package`: writes the VSIX into the repository root. Builds first. */
import { root } from './lib/paths.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { mustRun } from './lib/process.mjs';

await ensureInstalled();
await mustRun(process.execPath, ['esbuild.js', '--production'], { cwd: root });
const { packageVsix } = await import('./lib/vsix.mjs');
const { path, bytes } = await packageVsix(root);
console.log(`${path} (${(bytes / 1e6).toFixed(2)} MB)`);
