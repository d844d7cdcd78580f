import assert from 'node:assert/strict';
import { supportPage } from '../../scripts/lib/kqlSupportPage';
import { read } from './project';

describe('docs/kql-support.md', () => {
  it('is what the registries say; npm run docs:kql writes it', async () => {
    assert.equal(read('docs/kql-support.md'), await supportPage());
  }).timeout(60_000);
});
