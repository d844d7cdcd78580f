/** `npm run package`: writes the VSIX into the repository root. Builds first. */
import { spawnSync } from 'node:child_process';
import { root } from './lib/paths.mjs';
import { ensureInstalled } from './lib/install.mjs';

await ensureInstalled();
const built = spawnSync(process.execPath, ['esbuild.js', '--production'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const { packageVsix } = await import('./lib/vsix.mjs');
const { path, bytes } = await packageVsix(root);
console.log(`${path} (${(bytes / 1e6).toFixed(2)} MB)`);
