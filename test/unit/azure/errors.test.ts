import assert from 'node:assert/strict';
import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { redact, toSourceError } from '../../../src/azure/errors';
import type { Trace } from '../../../src/azure/requestTrace';
import { smallestRoleFor } from '../../../src/azure/roles';
import { type Failure, SourceError } from '../../../src/model/failure';

function failure(error: unknown, trace?: Trace): Failure {
  const result = toSourceError(error, { source: 'alerts', ...(trace === undefined ? {} : { trace }) });
  assert.ok(result instanceof SourceError);
  return result.failure;
}

function rest(status: number, body: unknown = '', headers: Record<string, string> = {}, code?: string): RestError {
  const request = createPipelineRequest({ url: 'https://management.azure.com/' });
  const bodyAsText = typeof body === 'string' ? body : JSON.stringify(body);
  const response = { request, status, headers: createHttpHeaders(headers), bodyAsText };
  return new RestError('failed', { statusCode: status, request, response, ...(code === undefined ? {} : { code }) });
}

describe('errors', () => {
  for (const [status, kind] of [
    [400, 'badRequest'],
    [401, 'signedOut'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [408, 'timeout'],
    [409, 'conflict'],
    [412, 'precondition'],
    [429, 'throttled'],
    [500, 'server'],
    [502, 'server'],
    [504, 'timeout'],
  ] as const) {
    it(`takes HTTP ${status} for ${kind}`, () => {
      const found = failure(rest(status, { error: { code: 'C', message: 'Something.' } }));
      assert.equal(found.kind, kind);
      assert.equal(found.status, status);
      assert.equal(found.code, 'C');
      assert.match(found.nextAction, /^[A-Z].*\.$/);
      assert.match(found.message, /^Could not read the alerts: .*\.$/);
    });
  }

  for (const [code, kind] of [
    ['ECONNREFUSED', 'network'],
    ['ENOTFOUND', 'network'],
    ['REQUEST_SEND_ERROR', 'network'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network'],
    ['ETIMEDOUT', 'timeout'],
  ] as const) {
    it(`takes ${code} for ${kind}`, () => assert.equal(failure(new RestError('x', { code })).kind, kind));
  }

  it('unpacks errors that are nested in details, inner errors and text', () => {
    const inner = JSON.stringify({ error: { code: 'Deep', message: 'The real reason' } });
    for (const body of [
      { error: { code: 'Outer', message: 'One or more errors', details: [{ code: 'Deep', message: 'The real reason' }] } },
      { error: { code: 'Outer', message: inner } },
      { code: 'Outer', message: 'Failed', innererror: { code: 'Deep', message: 'The real reason' } },
      { error: inner },
    ]) {
      assert.match(failure(rest(400, body)).message, /The real reason\.$/);
    }
  });

  it('copes with bodies that are not JSON', () => {
    assert.equal(failure(rest(502, '<html>Bad gateway</html>')).kind, 'server');
    assert.equal(failure(rest(500, '{not json')).kind, 'server');
  });

  it('names the missing permission and the smallest role', () => {
    const message =
      "The client 'a' does not have authorization to perform action 'Microsoft.AlertsManagement/alerts/read' over scope '/s'.";
    const found = failure(rest(403, { error: { code: 'AuthorizationFailed', message } }));
    assert.equal(found.missingPermission, 'Microsoft.AlertsManagement/alerts/read');
    assert.equal(found.suggestedRole, 'Reader');
  });

  it('reads how long to wait', () => {
    assert.equal(failure(rest(429, '', { 'retry-after': '12' })).retryAfterSeconds, 12);
    assert.equal(failure(rest(429)).retryAfterSeconds, undefined);
  });

  it('tells a wrong tenant from a missing sign-in', () => {
    const body = { error: { code: 'InvalidAuthenticationTokenTenant', message: 'The access token is from the wrong issuer' } };
    assert.equal(failure(rest(401, body)).kind, 'wrongTenant');
  });

  for (const name of ['CredentialUnavailableError', 'AggregateAuthenticationError', 'AuthenticationRequiredError']) {
    it(`takes ${name} for signed out`, () => {
      assert.equal(failure(Object.assign(new Error('no token'), { name })).kind, 'signedOut');
    });
  }

  it('takes the body of a failing page from the trace, since the SDK loses it', () => {
    const trace: Trace = {
      requests: [],
      correlationId: 'c-1',
      failed: { status: 429, body: '{"error":{"code":"TooMany","message":"Wait"}}', retryAfter: 3000 },
    };
    const error = new RestError('Pagination failed with unexpected statusCode 429', { code: 'x' });
    const found = failure(error, trace);
    assert.equal(found.kind, 'throttled');
    assert.equal(found.code, 'TooMany');
    assert.equal(found.retryAfterSeconds, 3);
    assert.equal(found.correlationId, 'c-1');
  });

  it('takes a crash of an SDK on a missing list for an unexpected answer', () => {
    assert.equal(failure(new TypeError("Cannot read properties of undefined (reading 'map')")).kind, 'unexpectedShape');
  });

  it('lets an AbortError and a SourceError through', () => {
    const abort = new DOMException('x', 'AbortError');
    assert.equal(toSourceError(abort, { source: 'alerts' }), abort);
    const known = new SourceError(failure(rest(404)));
    assert.equal(toSourceError(known, { source: 'metrics' }), known);
  });

  const token = `eyJ${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`;
  for (const [label, text, secret] of [
    ['a bearer token', `Authorization: Bearer ${token}`, token],
    ['a bare JWT', `got ${token} instead`, token],
    ['a shared access signature', 'https://a.blob.core.windows.net/c?sv=1&sig=Zm9vYmFyYmF6%3D&se=2', 'Zm9vYmFyYmF6'],
    ['an account key', 'DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFy==;EndpointSuffix=x', 'Zm9vYmFy'],
    ['a bus key', 'Endpoint=sb://x/;SharedAccessKey=qwertyuiop', 'qwertyuiop'],
    ['a secret in JSON', '{"client_secret":"s3cr3t-value","a":1}', 's3cr3t-value'],
    ['a password in JSON', '{"adminPassword": "hunter2!"}', 'hunter2'],
    ['a base64 key', `key ${'A1b2'.repeat(21)}AA==`, 'A1b2'],
  ] as const) {
    it(`removes ${label}`, () => {
      const clean = redact(text);
      assert.ok(!clean.includes(secret), clean);
      assert.ok(clean.includes('[redacted]'));
      assert.ok(!failure(rest(500, { error: { code: 'C', message: text } })).message.includes(secret));
    });
  }

  it('leaves ordinary text alone', () => {
    const text = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg?api-version=2019-03-01&code-page=1';
    assert.equal(redact(text), text);
  });
});

describe('roles', () => {
  for (const [action, role] of [
    ['Microsoft.Insights/metrics/read', 'Reader'],
    ['Microsoft.AlertsManagement/alerts/changestate/action', 'Monitoring Contributor'],
    ['Microsoft.Insights/metricAlerts/write', 'Monitoring Contributor'],
    ['Microsoft.Insights/autoscaleSettings/write', 'Contributor'],
    ['Microsoft.OperationalInsights/workspaces/query/AppRequests/read', 'Log Analytics Reader'],
    ['Microsoft.Web/sites/restart/action', 'Website Contributor'],
    ['Microsoft.Web/sites/config/write', 'Website Contributor'],
    ['Microsoft.Web/sites/write', 'Website Contributor'],
    ['Microsoft.Security/assessments/read', 'Security Reader'],
    ['Microsoft.CostManagement/query/action', 'Cost Management Reader'],
    ['Microsoft.Compute/virtualMachines/deallocate/action', 'Virtual Machine Contributor'],
    ['Microsoft.Advisor/recommendations/suppressions/write', 'Contributor'],
  ] as const) {
    it(`finds ${role} for ${action}`, () => assert.equal(smallestRoleFor(action), role));
  }
  it('knows no role for what is not an action', () => assert.equal(smallestRoleFor('nonsense'), undefined));
});
