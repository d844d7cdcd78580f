import assert from 'node:assert/strict';
import { exchangeText, previewText } from '../../../../../src/kql/ask/model/exchangeText';
import { askModel } from '../../../../../src/kql/ask/model/modelPath';
import { prepareQuestion } from '../../../../../src/kql/ask/model/prepare';
import { answer, askWith, fakeModel, inWindow, never } from './fixtures';

describe('what was sent to a model, as text', function () {
  this.timeout(30_000);

  it('is shown before as it is sent after', async () => {
    const model = fakeModel('prose', answer(`AppRequests | where ${inWindow} | take 5`));
    const ask = askWith(model);
    const shown = previewText('Fake', prepareQuestion(ask), false);
    const result = await askModel(ask, never());
    assert.ok(shown.includes(result.turns[0]?.sent ?? 'nothing'));
    for (const { content } of model.requests[0]?.messages ?? []) assert.ok(shown.includes(content));
    assert.match(shown, /^To: Fake\nAbout [\d,]+ tokens/);
    assert.match(shown, /No values of columns and no rows/);
    const told = exchangeText('Fake', result);
    assert.match(told, /Request 1 to Fake[\s\S]*Answer[\s\S]*prose[\s\S]*noJson[\s\S]*Request 2 to Fake[\s\S]*AppRequests/);
  });

  it('says when values are part of it, and when nothing was sent', async () => {
    assert.match(previewText('Fake', prepareQuestion(askWith(fakeModel(''))), true), /Sample values of some columns/);
    const result = await askModel(askWith(fakeModel(''), { consent: false }), never());
    assert.match(exchangeText('Fake', result), /^Nothing was sent\.\n\nnoConsent: /);
  });
});
