import assert from 'node:assert/strict';
import { sourceFiles } from './project';

/** Names of the embedded story. The product must say them only because the data does. */
const storyWords = /contoso|exportdata|tradex/i;

describe('source outside src/demo', () => {
  it('knows nothing of the embedded story', () => {
    const files = sourceFiles().filter(({ path }) => !path.startsWith('src/demo/'));
    assert.ok(files.length > 0);
    const found = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (storyWords.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    assert.deepEqual(found, []);
  });
});
