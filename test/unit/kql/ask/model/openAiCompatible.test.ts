import assert from 'node:assert/strict';
import { waitFor } from '../../../../../scripts/lib/process.mjs';
import { openAiCompatible, type OpenAiOptions } from '../../../../../src/kql/ask/model/openAiCompatible';
import { completionsUrl } from '../../../../../src/kql/ask/model/openAiEndpoint';
import { ModelError, type ModelErrorCode, type ModelRequest } from '../../../../../src/kql/ask/model/provider';
import { never } from './fixtures';
import { completion, send, startStub, type Stub } from './stubServer';

const key = 'sk-verySecretKey0123456789';
const request: ModelRequest = { messages: [{ role: 'user', content: 'a question' }], maxTokens: 300, timeout: 2000 };

describe('a model behind an interface of OpenAI', function () {
  this.timeout(20_000);
  let stub: Stub;
  before(async () => {
    stub = await startStub();
  });
  beforeEach(() => {
    stub.requests.length = 0;
  });
  after(() => stub.close());

  const provider = (more: Partial<OpenAiOptions> = {}): ReturnType<typeof openAiCompatible> =>
    openAiCompatible({ kind: 'openai', baseUrl: `${stub.origin}/v1`, model: 'small', key: () => Promise.resolve(key), ...more });

  const fails = async (code: ModelErrorCode, promise: Promise<unknown>): Promise<ModelError> => {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    assert.equal(error.code, code, error.message);
    const told = `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)} ${String(error.cause)}`;
    assert.ok(!told.includes(key), 'the key is told');
    assert.ok(!told.includes('a question'), 'the question is told');
    return error;
  };

  it('asks once, without streaming, in JSON mode, with the key as a bearer token', async () => {
    stub.handler = (_, response) => send(response, 200, completion('{"kql":"T"}'));
    const reply = await provider({ price: { in: 2, out: 10, currency: 'USD' } }).complete(request, never());
    const { milliseconds, ...rest } = reply;
    const cost = { amount: (1200 * 2 + 80 * 10) / 1e6, currency: 'USD' };
    assert.deepEqual(rest, { text: '{"kql":"T"}', isCut: false, tokensIn: 1200, tokensOut: 80, cost });
    assert.ok(milliseconds > 0);
    assert.equal(stub.requests.length, 1);
    const [{ url, headers, body }] = stub.requests as [Stub['requests'][number]];
    assert.equal(url, '/v1/chat/completions');
    assert.equal(headers.authorization, `Bearer ${key}`);
    assert.equal(headers['api-key'], undefined);
    assert.deepEqual(body, {
      model: 'small',
      messages: request.messages,
      max_tokens: 300,
      temperature: 0,
      stream: false,
      response_format: { type: 'json_object' },
    });
  });

  it('asks Azure OpenAI for a deployment, with its own header', async () => {
    stub.handler = (_, response) => send(response, 200, completion('{}'));
    await provider({ kind: 'azure', baseUrl: `${stub.origin}/`, model: 'my deployment' }).complete(request, never());
    const [{ url, headers }] = stub.requests as [Stub['requests'][number]];
    assert.equal(url, '/openai/deployments/my%20deployment/chat/completions?api-version=2024-10-21');
    assert.equal(headers['api-key'], key);
    assert.equal(headers.authorization, undefined);
  });

  it('sends no key where there is none', async () => {
    stub.handler = (_, response) => send(response, 200, completion('{}'));
    await provider({ key: () => Promise.resolve(undefined) }).complete(request, never());
    assert.equal(stub.requests[0]?.headers.authorization, undefined);
  });

  it('asks again without JSON mode where the service does not know it', async () => {
    stub.handler = ({ body }, response) => {
      if ('response_format' in body) send(response, 400, { error: { message: "'response_format' is not supported" } });
      else send(response, 200, completion('fine'));
    };
    assert.equal((await provider().complete(request, never())).text, 'fine');
    assert.equal(stub.requests.length, 2);
  });

  it('asks again as models that reason want it', async () => {
    stub.handler = ({ body }, response) => {
      if ('max_tokens' in body) send(response, 400, { error: { message: "Use 'max_completion_tokens' instead." } });
      else if ('temperature' in body) send(response, 400, { error: { param: 'temperature' } });
      else send(response, 200, completion('fine'));
    };
    assert.equal((await provider().complete(request, never())).text, 'fine');
    assert.equal(stub.requests[2]?.body['max_completion_tokens'], 300);
  });

  it('does not go on asking a service that takes nothing', async () => {
    const message = 'response_format, temperature, max_completion_tokens';
    stub.handler = (_, response) => send(response, 400, { error: { message } });
    await fails('unavailable', provider().complete(request, never()));
    assert.equal(stub.requests.length, 4);
  });

  const failures: readonly (readonly [string, ModelErrorCode, number, unknown])[] = [
    ['no JSON', 'unavailable', 200, '<html>proxy</html>'],
    ['no choices', 'unavailable', 200, { choices: [] }],
    ['an empty text', 'unavailable', 200, completion('')],
    ['a refusal', 'refused', 200, completion(null, { refusal: 'I cannot' })],
    ['a filtered answer', 'refused', 200, { choices: [{ message: { content: '' }, finish_reason: 'content_filter' }] }],
    ['a filtered question', 'refused', 400, { error: { code: 'content_filter', message: `${key} a question` } }],
    ['a wrong key, repeated', 'unavailable', 401, { error: { message: `Incorrect API key provided: ${key}` } }],
    ['no such deployment', 'unavailable', 404, { error: { code: 'DeploymentNotFound' } }],
    ['too long a question', 'tooLong', 400, { error: { code: 'context_length_exceeded' } }],
    ['a broken server', 'unavailable', 500, `stack with ${key}`],
    ['a gateway that waited', 'timedOut', 504, ''],
  ];
  for (const [name, code, status, body] of failures) {
    it(`tells ${name} as ${code}`, async () => {
      stub.handler = (_, response) => send(response, status, body);
      await fails(code, provider().complete(request, never()));
    });
  }

  for (const [header, least, most] of [
    ['7', 7000, 7000],
    [new Date(Date.now() + 3_600_000).toUTCString(), 3_000_000, 3_601_000],
  ] as const) {
    it(`tells when to ask again: ${header}`, async () => {
      stub.handler = (_, response) => send(response, 429, { error: {} }, { 'retry-after': header });
      const { retryAfter = NaN } = await fails('rateLimited', provider().complete(request, never()));
      assert.ok(retryAfter >= least && retryAfter <= most, String(retryAfter));
    });
  }

  it('gives up on a server that is slow to answer', async () => {
    stub.handler = () => undefined;
    await fails('timedOut', provider().complete({ ...request, timeout: 100 }, never()));
  });

  it('gives up on a server that is slow to end', async () => {
    stub.handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices": [');
    };
    await fails('timedOut', provider().complete({ ...request, timeout: 100 }, never()));
  });

  it('stops when it is told to, with the reason', async () => {
    const abort = new AbortController();
    stub.handler = () => abort.abort(new Error('enough'));
    await assert.rejects(provider().complete(request, abort.signal), /enough/);
    await assert.rejects(provider().complete(request, abort.signal), /enough/);
    assert.equal(stub.requests.length, 1);
  });

  it('reads no more of a huge answer than it is allowed to', async () => {
    let isClosed = false;
    stub.handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.on('close', () => (isClosed = true));
      const more = (): void => {
        while (!isClosed && response.write('x'.repeat(65_536)));
        if (!isClosed) response.once('drain', more);
      };
      more();
    };
    await fails('unavailable', provider({ maxBytes: 100_000 }).complete({ ...request, timeout: 10_000 }, never()));
    await waitFor('the connection to be closed', () => isClosed, { timeoutMs: 5000 });
  });

  it('follows no redirect', async () => {
    stub.handler = (_, response) => send(response, 307, '', { location: `${stub.origin}/elsewhere` });
    await fails('unavailable', provider().complete(request, never()));
    assert.equal(stub.requests.length, 1);
  });

  it('tells that nobody listens', async () => {
    const gone = await startStub();
    await gone.close();
    await fails('unavailable', provider({ baseUrl: gone.origin }).complete(request, never()));
  });

  it('does not send a key that no header can hold', async () => {
    const error = await fails('unavailable', provider({ key: () => Promise.resolve('zażółć\nx: y') }).complete(request, never()));
    assert.ok(!error.message.includes('za'));
    assert.equal(stub.requests.length, 0);
  });

  it('takes plain HTTP on this machine only', () => {
    const refused = [
      'http://models.example.com/v1',
      'http://10.0.0.1/v1',
      'http://localhost.example.com',
      'ftp://localhost',
      'file:///etc',
      'nothing',
      'https://user:pass@models.example.com',
      'http://127.0.0.1.example.com',
      'http://0.0.0.0:1',
    ];
    for (const baseUrl of refused)
      assert.throws(() => completionsUrl({ kind: 'openai', baseUrl, model: 'm' }), ModelError, baseUrl);
    const taken = ['https://models.example.com/v1/', 'http://localhost:11434/v1', 'http://127.0.0.1:8080', 'http://[::1]:8080'];
    for (const baseUrl of taken)
      assert.match(
        completionsUrl({ kind: 'openai', baseUrl, model: 'm' }).pathname,
        /[^/]\/chat\/completions$|^\/chat\/completions$/,
      );
  });
});
