import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { belongsToCloud, clouds } from '../../../src/azure/clouds';
import { emulatorTransport } from '../../../src/azure/emulatorTransport';
import { formatDuration, parseDuration } from '../../../src/azure/isoDuration';
import { onGrid } from '../../../src/azure/metrics';
import { parseResourceId } from '../../../src/azure/resourceId';
import { DAY, HOUR, MINUTE } from '../../../src/model/time';

describe('durations', () => {
  it('read what they write', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        (seconds) => parseDuration(formatDuration(seconds * 1000)) === seconds * 1000,
      ),
    );
  });
  for (const [text, expected] of [
    ['PT5M', 5 * MINUTE],
    ['Pt15m', 15 * MINUTE],
    ['P1D', DAY],
    ['P1DT2H', DAY + 2 * HOUR],
    ['PT', undefined],
    ['P', undefined],
    ['5 minutes', undefined],
    [5, undefined],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(parseDuration(text), expected));
  }
  it('refuses a grain of nothing', () => assert.throws(() => formatDuration(0), RangeError));
});

describe('resource ids', () => {
  it('tells a child from its parent', () => {
    const server = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/a';
    const child = parseResourceId(`${server}/databases/b`);
    assert.equal(child.type, 'microsoft.sql/servers/databases');
    assert.equal(child.name, 'b');
    assert.equal(child.parent, server);
    assert.equal(parseResourceId(server).parent, undefined);
  });
  it('knows subscriptions and resource groups', () => {
    assert.equal(parseResourceId('/subscriptions/s').type, 'microsoft.resources/subscriptions');
    assert.equal(parseResourceId('/subscriptions/s/resourceGroups/g').resourceGroup, 'g');
  });
});

describe('metric grid', () => {
  it('covers the window once, in order, and loses no point', () => {
    const grid = fc.record({
      offset: fc.integer({ min: 0, max: 59_999 }),
      indexes: fc.uniqueArray(fc.integer({ min: 0, max: 50 })),
    });
    fc.assert(
      fc.property(grid, ({ offset, indexes }) => {
        const window = { from: 1_000_000, to: 1_000_000 + 60 * MINUTE };
        const points = new Map(indexes.map((index) => [window.from + offset + index * MINUTE, index]));
        const { times, values } = onGrid(points, MINUTE, window);
        assert.deepEqual(
          values.filter((value) => value !== null).toSorted((a, b) => a - b),
          indexes.toSorted((a, b) => a - b),
        );
        for (let index = 1; index < times.length; index++) assert.equal(times[index]! - times[index - 1]!, MINUTE);
      }),
    );
  });
});

describe('destinations', () => {
  for (const [url, expected] of [
    ['https://management.azure.com/subscriptions', true],
    ['https://westeurope.management.azure.com/x', true],
    ['https://api.loganalytics.io/v1/x', true],
    ['http://management.azure.com/x', false],
    ['https://management.azure.com.example.org/x', false],
    ['https://xmanagement.azure.com/x', false],
    ['https://management.usgovcloudapi.net/x', false],
  ] as const) {
    it(`${expected ? 'lets' : 'does not let'} a token go to ${url}`, () =>
      assert.equal(belongsToCloud(clouds.public, url), expected));
  }

  for (const origin of ['https://127.0.0.1:1', 'http://example.org:80', 'http://127.0.0.1', 'http://10.0.0.1:99']) {
    it(`refuses ${origin} as an emulator`, () => assert.throws(() => emulatorTransport(origin), RangeError));
  }

  it('refuses a plain request before it is sent', async () => {
    const request = createPipelineRequest({ url: 'http://127.0.0.1:9/x', allowInsecureConnection: true });
    await assert.rejects(emulatorTransport('http://127.0.0.1:9').sendRequest(request), /HTTPS only/);
  });
});
