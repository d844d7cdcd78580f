import { deepEqual, equal, ok } from 'node:assert/strict';
import { findUnusual, type Comparison } from '../../../../../src/kql/ask/scan/findUnusual';
import { againstOf, measured, shortOf, whatOf } from '../../../../../src/kql/ask/scan/findingWords';
import { DAY, MINUTE } from '../../../../../src/model/time';
import { part, quietScan, rowsOf, scanRows, scanRowsOver, window } from './quietData';

const step = 5 * MINUTE;
const found = ({ findings }: Comparison): unknown[] => findings.map(({ of, value, usual }) => [of, value, usual]);

describe('what was unusual', () => {
  it('finds a level that jumped, with its value, time and what is usual', () => {
    const cpu = scanRows(
      part('cpu', '%'),
      rowsOf('shop-db', (day, at) => (day === 0 && at === 3 ? 90 : 30 + (at % 2))),
    );
    const { findings } = findUnusual([cpu], window);
    deepEqual(
      findings.map(({ of, value, at, usual }) => [of, value, at, usual]),
      [['shop-db', 90, window.from + 3 * step, 30.5]],
    );
    equal(findings[0]?.recurs, undefined);
  });

  it('leaves a level alone that is as on other days, and one that is there all night', () => {
    const same = scanRows(
      part('cpu', '%'),
      rowsOf('a', (_, at) => 60 + at / 4),
      rowsOf('b', () => 85),
    );
    deepEqual(found(findUnusual([same], window)), []);
  });

  it('tells of a percentage that rises to where it matters at these hours on every day, and that it does', () => {
    const job = scanRows(
      part('cpu', '%'),
      rowsOf('shop-db', (day, at) => (at >= 12 && at < 16 ? 88 + (day % 3) : 12)),
    );
    const { findings } = findUnusual([job], window);
    deepEqual(
      findings.map(({ value, usual, at, recurs }) => [value, usual, at, recurs]),
      [[88, 12, window.from + 12 * step, { days: 7, of: 7 }]],
    );
    deepEqual(findings.map(againstOf), ['12 % around it; as on 7 of 7 days before']);
  });

  it('knows the level before a short window', () => {
    const short = { from: window.from, to: window.from + 30 * MINUTE };
    const job = scanRowsOver(
      short,
      part('cpu', '%'),
      rowsOf('shop-db', (_, at) => (at >= 0 ? 90 : 12), short),
    );
    equal(findUnusual([job], short).findings[0]?.usual, 12);
  });

  it('counts what never happens at these hours, where other rows show that nothing is missing', () => {
    const calls = scanRows(
      part('calls', 'ms'),
      rowsOf('payments', () => 200),
    );
    const failed = scanRows(
      part('failed', 'count', 'high', ['calls']),
      rowsOf('payments', (day, at) => (day === 0 && at >= 8 && at <= 10 ? [2, 1, 2][at - 8] : undefined)),
    );
    const { findings } = findUnusual([calls, failed], window);
    deepEqual(
      findings.map(({ of, value, usual, at }) => [of, value, usual, at]),
      [['payments', 5, 0, window.from + 8 * step]],
    );
    const alone = findUnusual([failed], window);
    deepEqual([alone.findings.length, alone.skipped.map(({ part: { id }, days }) => [id, days])], [0, [['failed', 0]]]);
  });

  it('does not call two of something a finding', () => {
    const calls = scanRows(
      part('calls', 'ms'),
      rowsOf('payments', () => 200),
    );
    const two = scanRows(
      part('failed', 'count', 'high', ['calls']),
      rowsOf('payments', (day, at) => (day === 0 && at === 4 ? 2 : undefined)),
    );
    deepEqual(found(findUnusual([calls, two], window)), []);
  });

  it('leaves counts alone that vary from day to day as they do', () => {
    const varying = scanRows(
      part('requests', 'count', 'both'),
      rowsOf('a', (day, at) => 100 + 25 * ((day * 5) % 7) + at),
      rowsOf('weekend', (day) => (day === 2 || day === 3 || day === 0 ? 30 : 100)),
    );
    deepEqual(found(findUnusual([varying], window)), []);
  });

  it('finds what fell silent, where silence is bad', () => {
    const silent = rowsOf('vm-1', (day) => (day === 0 ? undefined : 5));
    deepEqual(
      found(
        findUnusual(
          [
            scanRows(
              part('beats', 'count', 'low'),
              silent,
              rowsOf('vm-2', () => 5),
            ),
          ],
          window,
        ),
      ),
      [['vm-1', 0, 120]],
    );
    deepEqual(
      found(
        findUnusual(
          [
            scanRows(
              part('errors', 'count', 'high'),
              silent,
              rowsOf('vm-2', () => 5),
            ),
          ],
          window,
        ),
      ),
      [],
    );
  });

  it('measures durations by their factor, not by their distance', () => {
    const noisy = (day: number, at: number): number => 300 * (1 + 0.4 * (((day * 13 + at * 7) % 5) / 4));
    const slow = scanRows(
      part('duration', 'ms'),
      rowsOf('slow', (day, at) => (day === 0 && at === 6 ? 5003 : noisy(day, at))),
      rowsOf('usual', (day, at) => (day === 0 && at === 6 ? 450 : noisy(day, at))),
    );
    const { findings } = findUnusual([slow], window);
    deepEqual(
      findings.map(({ of, value }) => [of, value]),
      [['slow', 5003]],
    );
  });

  it('is told one fact once, by the most special part', () => {
    const calls = scanRows(
      part('calls', 'ms'),
      rowsOf('payments', () => 200),
    );
    const rows = rowsOf('payments', (day, at) => (day === 0 && at === 8 ? 9 : undefined));
    const failed = scanRows(part('failed', 'count', 'high', ['calls']), rows);
    const timeouts = scanRows(part('timeouts', 'count', 'high', ['calls']), rows);
    const { findings } = findUnusual([calls, failed, timeouts], window);
    deepEqual(
      findings.map((one) => one.part.id),
      ['timeouts'],
    );
  });

  it('is in the order of time', () => {
    const at = (when: number) => (day: number, one: number) => (day === 0 && one === when ? 90 : 20);
    const { findings } = findUnusual([scanRows(part('cpu', '%'), rowsOf('late', at(20)), rowsOf('early', at(2)))], window);
    deepEqual(
      findings.map(({ of }) => of),
      ['early', 'late'],
    );
  });

  it('needs more where more is compared', () => {
    const calls = scanRows(
      part('calls', 'ms'),
      rowsOf('x', () => 200),
    );
    const four = rowsOf('payments', (day, at) => (day === 0 && at === 4 ? 4 : undefined));
    const failed = (others: number) =>
      scanRows(
        part('failed', 'count', 'high', ['calls']),
        four,
        ...Array.from({ length: others }, (_, index) => rowsOf(`g${index}`, (day, at) => (at === day ? 1 : undefined))),
      );
    equal(findUnusual([calls, failed(0)], window).findings.length, 1);
    equal(findUnusual([calls, failed(3000)], window).findings.length, 0);
  });

  it('compares windows of days with windows of as many days', () => {
    const days = { from: window.to - 3 * DAY, to: window.to };
    const steady = scanRowsOver(
      days,
      part('requests', 'count', 'both'),
      rowsOf('a', () => 10, days),
    );
    const { findings, compared } = findUnusual([steady], days);
    deepEqual([findings.length, compared[0]?.days], [0, 9]);
  });

  it('raises no more false alarms on quiet data than it says', () => {
    const scans = 200;
    const alarms = Array.from({ length: scans }, (_, seed) => findUnusual(quietScan(seed + 1, 15), window).findings.length);
    const raised = alarms.filter((count) => count > 0).length;
    console.log(`      ${raised} of ${scans} quiet scans (90 series each) raised a finding`);
    ok(raised <= 6, `${raised} of ${scans}`);
  }).timeout(120_000);
});

describe('findings in words', () => {
  it('names resources by their name, and rounds', () => {
    equal(shortOf('/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/x/databases/orders'), 'orders');
    equal(shortOf('GET /cart/items'), 'GET /cart/items');
    deepEqual(
      [measured(90.14, '%'), measured(5, 'count'), measured(18765.03, 'ms'), measured(1.26, 's'), measured(3, '')],
      ['90 %', '5', '18,765 ms', '1.3 s', '3'],
    );
  });

  it('says what it is of', () => {
    const { findings } = findUnusual(
      [
        scanRows(
          part('CPU', '%'),
          rowsOf('', (day, at) => (day === 0 && at === 3 ? 90 : 30)),
        ),
      ],
      window,
    );
    deepEqual(findings.map(whatOf), ['CPU']);
    deepEqual(findings.map(againstOf), ['usually 30 %']);
  });
});
