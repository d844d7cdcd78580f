import assert from 'node:assert/strict';
import {
  type ChallengeRequest,
  expiryOf,
  type Session,
  type SessionSource,
  VsCodeCredential,
} from '../../../src/azure/credential';

const now = 1_800_000_000_000;
const scope = 'https://management.azure.com/.default';

function jwt(expiresAt: number, tag = 't'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: expiresAt / 1000, tag })}.x`;
}

function source(give: () => string | undefined) {
  const asked: { readonly request: readonly string[] | ChallengeRequest; readonly options: object }[] = [];
  const getSession: SessionSource['getSession'] = (request, options) => {
    asked.push({ request, options });
    const accessToken = give();
    const session: Session | undefined =
      accessToken === undefined ? undefined : { accessToken, account: { id: '1', label: 'a@example.com' } };
    return Promise.resolve(session);
  };
  return { asked, source: { getSession } };
}

describe('VS Code credential', () => {
  it('asks silently for the scope of the tenant and takes the expiry from the token', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const token = await new VsCodeCredential(sessions, 'tenant-a', { now: () => now }).getToken(scope);
    assert.deepEqual(asked, [{ request: [scope, 'VSCODE_TENANT:tenant-a'], options: { silent: true } }]);
    assert.equal(token.expiresOnTimestamp, now + 3_600_000);
  });

  it('keeps a token per scope and tenant until shortly before it ends', async () => {
    let time = now;
    const { asked, source: sessions } = source(() => jwt(time + 3_600_000));
    const credential = new VsCodeCredential(sessions, 'tenant-a', { now: () => time });
    await credential.getToken(scope);
    await credential.getToken([scope]);
    assert.equal(asked.length, 1);
    await credential.getToken('https://api.loganalytics.io/.default');
    await credential.getToken(scope, { tenantId: 'tenant-b' });
    assert.deepEqual(asked.at(-1)?.request, [scope, 'VSCODE_TENANT:tenant-b']);
    assert.equal(asked.length, 3);
    time += 3_599_000;
    await credential.getToken(scope);
    assert.equal(asked.length, 4);
  });

  it('asks once for callers at the same time', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const credential = new VsCodeCredential(sessions, 't', { now: () => now });
    await Promise.all([credential.getToken(scope), credential.getToken(scope)]);
    assert.equal(asked.length, 1);
  });

  it('forgets its tokens when told', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const credential = new VsCodeCredential(sessions, 't', { now: () => now });
    await credential.getToken(scope);
    credential.clear();
    await credential.getToken(scope);
    assert.equal(asked.length, 2);
  });

  it('does not keep a token that was asked for before it was told to forget', async () => {
    let answer: (session: Session) => void = () => undefined;
    let asked = 0;
    const credential = new VsCodeCredential(
      {
        getSession: () => {
          asked++;
          return new Promise((resolve) => (answer = resolve));
        },
      },
      't',
      { now: () => now },
    );
    const early = credential.getToken(scope);
    credential.clear();
    answer({ accessToken: jwt(now + 3_600_000), account: { id: '1', label: '' } });
    await early;
    const late = credential.getToken(scope);
    answer({ accessToken: jwt(now + 3_600_000), account: { id: '1', label: '' } });
    await late;
    assert.equal(asked, 2);
  });

  it('may ask the person only inside interactive work', async () => {
    const { asked, source: sessions } = source(() => undefined);
    const credential = new VsCodeCredential(sessions, 't');
    await assert.rejects(credential.getToken(scope), { name: 'CredentialUnavailableError' });
    await assert.rejects(
      credential.interactively(() => credential.getToken(scope)),
      { name: 'CredentialUnavailableError' },
    );
    await assert.rejects(credential.getToken(scope), { name: 'CredentialUnavailableError' });
    assert.deepEqual(
      asked.map(({ options }) => options),
      [{ silent: true }, { createIfNone: true }, { silent: true }],
    );
  });

  it('hands a claims challenge on in the form of the editor', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const credential = new VsCodeCredential(sessions, 't', { supportsChallenges: true, now: () => now });
    await credential.getToken(scope);
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    await credential.interactively(() => credential.getToken(scope, { claims, enableCae: true }));
    assert.deepEqual(asked[1], {
      request: {
        fallbackScopes: [scope, 'VSCODE_TENANT:t'],
        wwwAuthenticate: `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
      },
      options: { createIfNone: true },
    });
  });

  it('asks for a new session where the editor does not take challenges', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const credential = new VsCodeCredential(sessions, 't');
    await credential.interactively(() => credential.getToken(scope, { claims: '{}' }));
    assert.deepEqual(asked, [{ request: [scope, 'VSCODE_TENANT:t'], options: { forceNewSession: true } }]);
  });

  it('does not meet a challenge in the background', async () => {
    const { asked, source: sessions } = source(() => jwt(now + 3_600_000));
    const credential = new VsCodeCredential(sessions, 't', { supportsChallenges: true });
    await assert.rejects(credential.getToken(scope, { claims: '{}' }), { name: 'CredentialUnavailableError' });
    assert.equal(asked.length, 0);
  });

  for (const token of ['opaque', 'a.b.c', `a.${Buffer.from('{}').toString('base64url')}.c`]) {
    it(`reads no expiry from ${token}`, () => assert.equal(expiryOf(token), undefined));
  }
});
