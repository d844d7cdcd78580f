import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../../../src/azure/redact';
import { Redaction } from '../../../../../src/kql/ask/model/redaction';

const personal: readonly string[] = [
  'jane.doe@corp.example',
  'j+tag@sub.corp.example',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
  '72F988BF-86F1-41AF-91AB-2D7CD011DB47',
  '10.1.2.3',
  '203.0.113.250',
  '2a01:4f8:c17:b8f::2',
  'fe80:0:0:0:1:2:3:4',
];

const secret: readonly (readonly [string, string])[] = [
  ['a bearer token', 'Authorization: Bearer abcdef0123456789abcdef'],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
  ['a key of OpenAI', 'sk-proj-abcdefghijklmnop0123'],
  ['a token of GitHub', 'ghp_abcdefghijklmnopqrstuvwxyz0123'],
  ['a header with a key', 'api-key: 0123456789abcdef0123'],
  ['a password', 'password=Hunter22!'],
  ['a connection string', 'Server=tcp:db.corp.example,1433;User ID=admin1;Password=Hunter22!;'],
  ['a key of storage', 'AccountName=store1;AccountKey=abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789abcdefgh==;'],
  ['a signed address', 'https://store1.blob.core.windows.net/a?sv=2020&sig=abc%2Bdef'],
  ['a password in an address', 'amqp://user1:Hunter22@queue.corp.example'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----'],
  ['random characters', 'Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7cDe0f'],
];

describe('what a model does not get to see', () => {
  for (const text of personal) {
    it(`has a stand-in that is put back: ${text}`, () => {
      const redaction = new Redaction(redact);
      const hidden = redaction.hide(`requests of "${text}", in (${text}); x`);
      assert.ok(!hidden.includes(text), hidden);
      assert.equal(redaction.restore(hidden), `requests of "${text}", in (${text}); x`);
      assert.equal(redaction.count, 1);
    });
  }

  for (const [name, text] of secret) {
    it(`is gone for good: ${name}`, () => {
      const redaction = new Redaction(redact);
      const hidden = redaction.hide(`look at ${text} please`);
      assert.match(hidden, /\[redacted\]/);
      assert.doesNotMatch(hidden, /abcdef|Hunter22|sig=abc|c2lnbmF0|Ab3dEf|MIIabc/);
      assert.equal(redaction.restore(hidden), hidden);
    });
  }

  it('is the same in all texts, and a form of its own kind', () => {
    const redaction = new Redaction(redact);
    const one = redaction.hide('a@b.example and 10.0.0.1 and 72f988bf-86f1-41af-91ab-2d7cd011db47');
    assert.equal(one, 'person1@example.invalid and 198.18.0.3 and 00000000-0000-4000-8000-000000000003');
    assert.equal(redaction.hide('again 10.0.0.1'), 'again 198.18.0.3');
  });

  const kept = [
    "AppRequests\n| where TimeGenerated >= datetime(2026-11-17T02:00:00Z) and TimeGenerated < datetime(2026-11-17T03:00:00Z)\n| where Name == 'GET /api/orders'",
    'let Endpoint = AppRequests;\nlet b = 5;',
    'errors of the web app between 02:30 and 03:00, slower than 1.5 s',
    'version 1.2.3 of orders-api, code 500',
    'AKS node aks-nodepool1-12345678-vmss000001',
  ];
  for (const text of kept) it(`does not touch: ${text.slice(0, 60)}`, () => assert.equal(new Redaction(redact).hide(text), text));

  it('comes back whatever the text around it', () => {
    const piece = fc.oneof(fc.constantFrom(...personal), fc.stringMatching(/^[ ,;()'"a-z]{0,12}$/));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const redaction = new Redaction((text) => text);
        const text = pieces.join(' ');
        assert.equal(redaction.restore(redaction.hide(text)), text);
      }),
    );
  });
});
