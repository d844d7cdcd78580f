import assert from 'node:assert/strict';
import { join } from 'node:path';
import { listVsix, packageVsix } from '../../scripts/lib/vsix.mjs';
import { root } from './project';

const MAX_BYTES = 5_000_000;

/** Everything that may ship. vsce renames the three documents. */
const allowed = [
  /^dist\/(extension|demoWorker|demoQueryWorker|kqlWorker|kqlLanguageWorker|kqlBatchWorker|cli)\.js$/,
  /^dist\/chunks\/[\w.@-]+-[A-Z0-9]{8}\.js$/,
  /^dist\/webviews\/[\w/-]+\.(js|css)$/,
  /^media\/[\w/-]+\.(svg|png|md|css)$/,
  /^(syntaxes|snippets)\/kql[\w.]*\.json$/,
  /^language-configuration\.json$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(readme\.md|changelog\.md|LICENSE\.txt)$/,
];

const required = [
  'dist/cli.js',
  'dist/demoQueryWorker.js',
  'dist/demoWorker.js',
  'dist/extension.js',
  'dist/kqlLanguageWorker.js',
  'dist/kqlWorker.js',
  'dist/webviews/document.js',
  'dist/webviews/renderer.js',
  'dist/webviews/results.js',
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
];

describe('packaged extension', function () {
  this.timeout(120_000);
  let files: { file: string; bytes: number }[];
  let total: number;

  before(async () => {
    const vsix = await packageVsix(join(root, 'test-results'));
    files = await listVsix(vsix.path);
    total = vsix.bytes;
  });

  it('holds what it needs', () => {
    const names = new Set(files.map(({ file }) => file));
    assert.deepEqual(
      required.filter((file) => !names.has(file)),
      [],
    );
  });

  it('holds nothing else', () => {
    const extra = files.filter(({ file }) => !allowed.some((pattern) => pattern.test(file)));
    assert.deepEqual(extra, []);
  });

  it(`is at most ${MAX_BYTES / 1e6} MB`, () => {
    const largest = [...files].sort((a, b) => b.bytes - a.bytes).slice(0, 10);
    assert.ok(total <= MAX_BYTES, `${total} bytes; largest: ${largest.map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`);
  });
});
