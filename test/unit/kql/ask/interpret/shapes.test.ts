import { equal, match, ok } from 'node:assert/strict';
import { ask, draft, stages } from '../core/workspace';

/** A question, and lines that its query has, in order; none of them is its window. */
type Case = readonly [question: string, ...lines: string[]];

const failed = '| where Success == false';
const role = (how: string): string => `| where AppRoleName ${how}`;

const groups: Readonly<Record<string, readonly Case[]>> = {
  'what is asked for is what is grouped by': [
    ['which service had the most failed requests today', failed, '| summarize Count = sum(ItemCount) by AppRoleName'],
    ['app with the most exceptions today', '| summarize Count = sum(ItemCount) by AppRoleName', '| where Rank <= 1'],
    [
      '2 dependency types with the most failures today',
      failed,
      '| summarize Count = sum(ItemCount) by DependencyType',
      '| where Rank <= 2',
    ],
    ['which 3 operations fail the most today', failed, '| summarize Count = sum(ItemCount) by Name', '| where Rank <= 3'],
    ['who made the most changes today', '| summarize Count = count() by Caller', '| where Rank <= 1'],
    ['result code distribution today', '| summarize Count = sum(ItemCount) by ResultCode'],
    ['browser share of requests today', '| summarize Count = sum(ItemCount) by ClientBrowser'],
  ],
  'numbers that hold for each group': [
    ['lowest available memory per computer today', '| summarize LowestCounterValue = min(CounterValue) by Computer'],
    [
      'exceptions by hour of day today',
      "| summarize Count = sum(ItemCount) by HourOfDay = hourofday(datetime_utc_to_local(TimeGenerated, 'Europe/Madrid'))",
    ],
    ['average requests per minute today', '| summarize PerMinute = 1.0 * sum(ItemCount) / 600.0'],
    ['unique users of shop-web today', role("=~ 'shop-web'"), '| summarize DistinctUserId = dcount(UserId)'],
  ],
  'side by side': [
    [
      'failed vs successful requests today',
      '| summarize CountFailed = sumif(ItemCount, Success == false), CountSuccessful = sumif(ItemCount, Success == true)',
    ],
    [
      'ratio of failed to ok requests today',
      '| summarize Ratio = 1.0 * sumif(ItemCount, Success == false) / sumif(ItemCount, Success == true)',
    ],
    ['p95 latency of shop-web vs shop-api today', role("in~ ('shop-web', 'shop-api')"), 'by AppRoleName'],
  ],
  'what is missing': [
    ['vms that have not sent a heartbeat for 2 hours', '| where LastSeen < datetime(2026-11-17T07:00:00Z)'],
    ['which machines last reported more than 3 hours ago', '| where LastSeen < datetime(2026-11-17T06:00:00Z)'],
    ['servers gone silent', 'Heartbeat', '| where LastSeen < datetime(2026-11-17T08:45:00Z)'],
  ],
  'values and codes': [
    ['first 503 of shop-api today', role("== 'shop-api'"), "| where ResultCode == '503'", '| top 1 by TimeGenerated asc'],
    ['requests to shop-api today', 'AppRequests', role("== 'shop-api'")],
    ['errors of shop-web and shop-api today', role("in~ ('shop-web', 'shop-api')"), failed],
  ],
};

describe('shapes of questions', () => {
  for (const [name, cases] of Object.entries(groups)) {
    describe(name, () => {
      for (const [question, ...lines] of cases) {
        it(question, async () => {
          const text = (await draft(question)).kql;
          let at = 0;
          for (const line of lines) {
            const found = text.indexOf(line, at);
            ok(found >= 0, `no "${line}" in\n${text}`);
            at = found;
          }
        });
      }
    });
  }
});

describe('alerts', () => {
  it('that fired may be resolved by now', async () => {
    ok(!(await stages('how many alerts fired today')).join('\n').includes("'Fired'"));
  });
  it('that are critical have severity 0 or 1', async () => {
    match((await stages('critical alerts of today')).join('\n'), /in \('Sev0', 'Sev1'\)/);
  });
  it('that still fire may have begun at any time', async () => {
    const answer = await ask('alerts still firing');
    ok(answer.kind === 'query');
    equal(answer.window, undefined);
    match(answer.kql, /== 'Fired'/);
  });
});

describe('what must not be passed over', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['exceptions per request today', /rows of AppRequests/],
    ['errors of shop-web since the last deploy', /No deployment is known/],
    ['requests of shop-web 77 in the last hour', /'77'/],
  ];
  for (const [question, message] of cases) {
    it(question, async () => {
      const answer = await ask(question);
      ok(answer.kind === 'abstained', JSON.stringify(answer).slice(0, 300));
      match(answer.message, message);
    });
  }

  it('refuses to draw what has no time', async () => {
    const answer = await ask('number of vms over time in the inventory');
    ok(answer.kind !== 'query' || !answer.tables.includes('resources'), JSON.stringify(answer).slice(0, 300));
  });
});

describe('slips of the pen', () => {
  it('are mended, said, and keep their places', async () => {
    const answer = await ask('exeptions of shop-web today');
    ok(answer.kind === 'query');
    equal(answer.tables[0], 'AppExceptions');
    ok(answer.notices.includes("'exeptions' was read as 'exceptions'."));
    equal(answer.slots.find(({ kind }) => kind === 'table')?.words, 'exeptions');
  });
});
