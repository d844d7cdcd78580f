/** `npm run package`: writes the VSIX into the repository root. Packaging builds first (vscode:prepublish). */
import { root } from './lib/paths.mjs';
import { ensureInstalled } from './lib/install.mjs';

await ensureInstalled();
const { packageVsix } = await import('./lib/vsix.mjs');
const { path, bytes } = await packageVsix(root);
console.log(`${path} (${(bytes / 1e6).toFixed(2)} MB)`);
