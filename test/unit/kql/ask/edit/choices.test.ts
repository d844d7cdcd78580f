import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { DAY, HOUR, MINUTE, parseIso } from '../../../../../src/model/time';
import type { AskChoices } from '../../../../../src/kql/ask/answer';
import { typedChoice } from '../../../../../src/kql/ask/edit/typedChoice';
import { ask, draft, now, slotOf } from './context';

before(async function () {
  this.timeout(60_000);
  await ask('how many requests failed in the last hour');
});

/** The query without its window and without what lists of rows always have. */
const stages = (kql: string): readonly string[] =>
  kql.split('\n').filter((line) => !/where .*datetime\(/.test(line) && !/^\| (?:project|take|project-away) /.test(line));

describe('a choice for a slot becomes another query', () => {
  const cases: readonly (readonly [string, AskChoices, ...string[]])[] = [
    // condition
    [
      'traces with warnings or critical severity',
      { 'condition-2': 'condition:error' },
      'AppTraces',
      '| where SeverityLevel >= 3 or SeverityLevel == 2',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'traces with warnings or critical severity',
      { 'condition-1': 'without' },
      'AppTraces',
      '| where SeverityLevel == 4',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'parcels in the north depot',
      { 'condition-1': 'value:harbour' },
      'Parcels_CL',
      "| where Depot == 'harbour'",
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'parcels in the north depot',
      { 'condition-1': 'not' },
      'Parcels_CL',
      "| where Depot != 'north'",
      '| top 1000 by TimeGenerated desc',
    ],
    ['parcels in the north depot', { 'condition-1': 'without' }, 'Parcels_CL', '| top 1000 by TimeGenerated desc'],
    [
      'how many requests failed',
      { 'condition-1': 'not' },
      'AppRequests',
      '| where Success == true',
      '| summarize Count = sum(ItemCount)',
    ],
    [
      'requests slower than 2 seconds',
      { 'condition-1': 'value:750' },
      'AppRequests',
      '| where DurationMs > 750',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'requests slower than 2 seconds',
      { 'condition-1': 'not' },
      'AppRequests',
      '| where DurationMs <= 2000',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'requests slower than 2 seconds',
      { 'condition-1': 'condition:slow' },
      'AppRequests',
      '| where DurationMs > 1000',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'parcels in the north or south depot',
      { 'condition-1': 'value:harbour' },
      'Parcels_CL',
      "| where Depot == 'harbour'",
      '| top 1000 by TimeGenerated desc',
    ],
    // resource
    [
      'failed requests of desk-web',
      { 'resource-1': 'value:desk-api' },
      'AppRequests',
      "| where AppRoleName =~ 'desk-api'",
      '| where Success == false',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'failed requests of desk-web',
      { 'resource-1': 'without' },
      'AppRequests',
      '| where Success == false',
      '| top 1000 by TimeGenerated desc',
    ],
    // measure
    [
      'average sorting time of parcels',
      { 'measure-1': 'measure:WeightKg' },
      'Parcels_CL',
      '| summarize AverageWeightKg = avg(WeightKg)',
    ],
    // aggregation
    [
      'average sorting time of parcels',
      { 'aggregation-1': 'p99' },
      'Parcels_CL',
      '| summarize P99SortingMs = percentile(SortingMs, 99)',
    ],
    ['average sorting time of parcels', { 'aggregation-1': 'count' }, 'Parcels_CL', '| summarize Count = count()'],
    [
      'how many requests failed',
      { 'aggregation-1': 'max' },
      'AppRequests',
      '| where Success == false',
      '| summarize HighestDurationMs = max(DurationMs)',
    ],
    [
      'error rate of requests',
      { 'aggregation-1': 'count' },
      'AppRequests',
      '| where Success == false',
      '| summarize Count = sum(ItemCount)',
    ],
    // group
    [
      'how many requests by role',
      { 'group-1': 'group:ResultCode' },
      'AppRequests',
      '| summarize Count = sum(ItemCount) by ResultCode',
      '| order by Count desc',
    ],
    ['how many requests by role', { 'group-1': 'without' }, 'AppRequests', '| summarize Count = sum(ItemCount)'],
    [
      'how many requests by role',
      { 'group-1': 'time' },
      'AppRequests',
      '| summarize Count = sum(ItemCount) by Time = bin(TimeGenerated, 30m)',
      '| order by Time asc',
      '| render timechart',
    ],
    [
      'how many requests failed',
      { 'group-1': 'group:AppRoleName' },
      'AppRequests',
      '| where Success == false',
      '| summarize Count = sum(ItemCount) by AppRoleName',
      '| order by Count desc',
    ],
    // order and limit
    [
      'how many requests by role',
      { 'order-1': 'ascending' },
      'AppRequests',
      '| summarize Count = sum(ItemCount) by AppRoleName',
      '| order by Count asc',
    ],
    ['last 10 exceptions', { 'order-1': 'ascending' }, 'AppExceptions', '| top 10 by TimeGenerated asc'],
    ['last 10 exceptions', { 'limit-1': 'limit:50' }, 'AppExceptions', '| top 50 by TimeGenerated desc'],
    ['last 10 exceptions', { 'limit-1': 'limit:7' }, 'AppExceptions', '| top 7 by TimeGenerated desc'],
    [
      'how many requests by role',
      { 'limit-1': 'limit:5' },
      'AppRequests',
      '| summarize Count = sum(ItemCount) by AppRoleName',
      '| order by Count desc',
      '| extend Rank = row_rank_min(Count)',
      '| where Rank <= 5',
    ],
    [
      'top 3 exception types',
      { 'limit-1': 'limit:1000' },
      'AppExceptions',
      '| summarize Count = sum(ItemCount) by ExceptionType',
      '| order by Count desc',
    ],
    // shape
    ['last 10 exceptions', { 'shape-1': 'number' }, 'AppExceptions', '| summarize Count = sum(ItemCount)'],
    [
      'how many requests failed',
      { 'shape-1': 'rows' },
      'AppRequests',
      '| where Success == false',
      '| top 1000 by TimeGenerated desc',
    ],
    [
      'how many requests failed',
      { 'shape-1': 'time' },
      'AppRequests',
      '| where Success == false',
      '| summarize Count = sum(ItemCount) by Time = bin(TimeGenerated, 30m)',
      '| order by Time asc',
      '| render timechart',
    ],
    // what a shape brings with it
    [
      'last 10 exceptions',
      { 'shape-1': 'number', 'group-1': 'group:AppRoleName' },
      'AppExceptions',
      '| summarize Count = sum(ItemCount) by AppRoleName',
      '| order by Count desc',
    ],
    [
      'requests slower than 2 seconds',
      { 'shape-1': 'number', 'aggregation-1': 'p95', 'condition-1': 'without' },
      'AppRequests',
      '| summarize P95DurationMs = percentilew(DurationMs, ItemCount, 95)',
    ],
  ];
  for (const [question, choices, ...expected] of cases) {
    it(`${question}: ${JSON.stringify(choices)}`, async () => {
      deepEqual(stages((await draft(question, choices)).kql), expected);
    });
  }

  it('keeps the rows that a measure has in step with it', async () => {
    const { kql } = await draft('cpu of sorter-1 over time', { 'measure-1': 'measure:memoryFree' });
    match(kql, /Available M[Bb]ytes/);
    ok(!kql.includes('% Processor Time'));
    match(kql, /Computer =~ 'sorter-1'/);
  });

  it('leaves the words of a value in the text alone', async () => {
    const { kql } = await draft('requests named "GET /track"', { 'condition-1': "value:GET /o'brien" });
    match(kql, /'GET \/o\\'brien'/);
  });
});

describe('a choice of time', () => {
  const question = 'how many requests failed in the last 3 hours';
  const cases: readonly (readonly [string, string, number, number])[] = [
    ['the last quarter', 'window:last-15m', now - 15 * MINUTE, now],
    ['the last hour', 'window:last-1h', now - HOUR, now],
    ['the last day', 'window:last-24h', now - DAY, now],
    ['the last week', 'window:last-7d', now - 7 * DAY, now],
    ['typed words', 'window:yesterday', parseIso('2026-10-26T23:00:00Z'), parseIso('2026-10-27T23:00:00Z')],
    // The day on which the clocks go back is 25 hours long.
    ['typed words in the zone', 'window:on Sunday', parseIso('2026-10-24T22:00:00Z'), parseIso('2026-10-25T23:00:00Z')],
  ];
  for (const [name, choice, from, to] of cases) {
    it(name, async () => {
      const { window, slots } = await draft(question, { 'window-1': choice });
      deepEqual(window, { from, to });
      const slot = slotOf({ slots }, 'window-1');
      deepEqual([slot.isChosen, slot.isAssumed, slot.words], [true, false, 'in the last 3 hours']);
    });
  }

  it('of a question that names none', async () => {
    const { window, explain, slots, notices } = await draft('how many requests failed', { 'window-1': 'window:last-1h' });
    deepEqual(window, { from: now - HOUR, to: now });
    ok(explain.includes('Time: the last hour (chosen)'));
    deepEqual([slotOf({ slots }, 'window-1').words, slotOf({ slots }, 'window-1').start], ['', undefined]);
    ok(notices.every((notice) => !notice.includes('No time')));
  });

  it('moves what it is compared with, and the steps', async () => {
    const { kql } = await draft('how many requests failed compared with the previous period', { 'window-1': 'window:last-1h' });
    match(kql, /2026-10-28T06:00:00Z\) and TimeGenerated < datetime\(2026-10-28T08:00:00Z/);
    match((await draft('requests over time', { 'window-1': 'window:last-1h' })).kql, /bin\(TimeGenerated, 1m\)/);
  });
});

describe('a comparison', () => {
  const question = 'how many requests yesterday';
  const day = parseIso('2026-10-26T23:00:00Z');
  const cases: readonly (readonly [string, number])[] = [
    ['previous', day - DAY],
    // Through the change of the clocks: the same hours of the wall clock.
    ['week', parseIso('2026-10-19T22:00:00Z')],
  ];
  for (const [choice, from] of cases) {
    it(choice, async () => {
      const { kql, window } = await draft(question, { 'comparison-1': choice });
      match(kql, /CountBefore = sumif\(/);
      equal(window?.from, from);
    });
  }

  it('is left out', async () => {
    const { kql } = await draft('compare the number of requests today with yesterday', { 'comparison-1': 'without' });
    match(kql, /summarize Count = sum\(ItemCount\)$/);
  });
});

describe('what was chosen', () => {
  it('is shown as chosen, with what else there is', async () => {
    const answer = await draft('parcels in the north depot', { 'condition-1': 'value:harbour' });
    const slot = slotOf(answer, 'condition-1');
    deepEqual([slot.meaning, slot.isChosen, slot.isAssumed], ['Depot is harbour', true, false]);
    deepEqual(
      slot.others.map(({ id }) => id),
      ['value:south', 'not', 'without'],
    );
    ok(answer.explain.includes("'north depot' → Depot is harbour (chosen)"));
  });

  it('has a sentence even where the question says nothing of it', async () => {
    const plain = await draft('last 10 exceptions');
    ok(!plain.explain.some((sentence) => sentence.startsWith('Order')));
    equal(slotOf(plain, 'order-1').isImplied, true);
    const { explain } = await draft('last 10 exceptions', { 'order-1': 'ascending' });
    ok(explain.includes('Order: oldest first (chosen)'));
  });

  it('does not change which table is asked', async () => {
    const { tables } = await draft('list all virtual machines', { 'limit-1': 'limit:5' });
    deepEqual(tables, ['resources']);
  });

  it('is no longer used when another choice leaves no place for it, and that is said', async () => {
    const { kql, notices } = await draft('how many requests by role', { 'aggregation-1': 'p95', 'shape-1': 'rows' });
    match(kql, /\| top 1000 by/);
    ok(notices.some((notice) => notice.includes('aggregation-1')));
  });

  it('of a table keeps other tables to choose from', async () => {
    const answer = await draft('how many errors by role today', { 'table-1': 'AppTraces' });
    deepEqual(answer.tables, ['AppTraces']);
    ok(slotOf(answer, 'table-1').others.length > 0);
  });

  it('of a time is the time of a search for what was unusual', async () => {
    const answer = await ask('what was unusual around 2 AM?', { 'window-1': 'window:last-1h' });
    if (answer.kind !== 'scan') throw new Error(answer.kind);
    deepEqual(answer.window, { from: now - HOUR, to: now });
    deepEqual([slotOf(answer, 'window-1').isChosen, slotOf(answer, 'window-1').typed], [true, 'window']);
  });
});

describe('a choice that does not fit', () => {
  const cases: readonly (readonly [string, AskChoices, RegExp])[] = [
    ['parcels in the north depot', { 'condition-1': 'value:nroth' }, /Depot is never "nroth"\. The nearest: north/],
    ['parcels in the north depot', { 'condition-1': "Depot == 'x' | take 1" }, /cannot be/],
    ['parcels in the north depot', { 'condition-1': 'value:' }, /Type what Depot/],
    ['requests slower than 2 seconds', { 'condition-1': 'value:soon' }, /DurationMs is a number, not "soon"/],
    [
      'failed requests of desk-web',
      { 'resource-1': 'value:desk-wbe' },
      /No resource is called "desk-wbe"\. The nearest: desk-web/,
    ],
    ['last 10 exceptions', { 'limit-1': 'limit:0' }, /from 1 to 10,000, not "0"/],
    ['last 10 exceptions', { 'limit-1': 'limit:10001' }, /from 1 to 10,000/],
    ['last 10 exceptions', { 'limit-1': 'limit:5; drop' }, /from 1 to 10,000/],
    ['last 10 exceptions', { 'window-1': 'window:blah' }, /"blah" is no time\. Type one such as/],
    ['last 10 exceptions', { 'window-1': 'anything' }, /has no reading "anything"/],
    ['last 10 exceptions', { 'window-1': 'window:tomorrow' }, /still to come|no time/],
    ['how many requests by role', { 'group-1': 'group:Password' }, /cannot be "group:Password"/],
    ['how many requests by role', { 'aggregation-1': 'p1000' }, /cannot be/],
    ['how many requests by role', { 'table-1': 'Secrets' }, /No table is called "Secrets"/],
    ['how many requests by role', { __proto__x: 'a' }, /no part called/],
  ];
  for (const [question, choices, message] of cases) {
    it(`${question}: ${JSON.stringify(choices)}`, async () => {
      const answer = await ask(question, choices);
      if (answer.kind !== 'abstained') throw new Error(JSON.stringify(answer).slice(0, 300));
      equal(answer.reason, 'unknownChoice');
      match(answer.message, message);
    });
  }
});

describe('typed text', () => {
  const cases = [
    [{ kind: 'window', typed: 'window' }, ' last 2 hours ', 'window:last 2 hours'],
    [{ kind: 'limit', typed: 'number' }, '25', 'limit:25'],
    [{ kind: 'condition', typed: 'number' }, '0.5', 'value:0.5'],
    [{ kind: 'resource', typed: 'value' }, 'desk-web', 'value:desk-web'],
  ] as const;
  for (const [slot, text, id] of cases) it(id, () => equal(typedChoice(slot, text), id));
});
