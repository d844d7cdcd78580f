import assert from 'node:assert/strict';
import { KqlError } from '../../../../src/kql/engine/errors';
import { runQuery } from '../../../../src/kql/notebook/runQuery';
import type { RunRequest } from '../../../../src/kql/notebook/queryRun';
import { SourceError, type Failure } from '../../../../src/model/failure';
import type { QueryConnection, TimeRange } from '../../../../src/model/queryConnection';
import { DAY, HOUR } from '../../../../src/model/time';
import { answer, cell, now, request, setting, table } from './runSetting';

const last4: TimeRange = { kind: 'last', milliseconds: 4 * HOUR };
const adx: QueryConnection = { kind: 'adx', cluster: 'https://help.kusto.windows.net', database: 'Samples' };
const graph: QueryConnection = { kind: 'graph' };
const files: QueryConnection = { kind: 'files', paths: [] };
const slow = table(
  [
    [1, 'a'],
    [2, "it's"],
  ],
  { name: 'n', type: 'long' },
  { name: 'who', type: 'string' },
);

describe('running a cell', function () {
  this.timeout(60_000);

  describe('chooses the time', () => {
    const cases: readonly {
      readonly title: string;
      readonly request: RunRequest;
      readonly from: string;
      /** Milliseconds that the source is asked to look back. */
      readonly window?: number;
      readonly text?: string;
      readonly notice?: RegExp;
    }[] = [
      {
        title: 'the default of logs, which it tells',
        request: request('AppRequests | count'),
        from: 'default',
        window: DAY,
        text: 'last 24 hours, to 9 Jun 2026 09:00 (Europe/Madrid)',
        notice: /^No time filter: looked at the last 24 hours only\./,
      },
      {
        title: 'the range of the notebook',
        request: request('AppRequests | count', { time: last4 }),
        from: 'range',
        window: 4 * HOUR,
        text: 'last 4 hours, to 9 Jun 2026 09:00 (Europe/Madrid)',
      },
      {
        title: 'the text, before a range',
        request: request('AppRequests | where TimeGenerated > ago(1h)', { time: last4 }),
        from: 'query',
      },
      { title: 'none for what reads no table', request: request('print x = 1', { time: last4 }), from: 'none' },
      { title: 'none for rows of the text', request: request('range x from 1 to 3 step 1'), from: 'none' },
      {
        title: 'the default for a search of everything',
        request: request('search "timeout"'),
        from: 'default',
        window: DAY,
        notice: /24 hours/,
      },
      {
        title: 'the default for a union of everything',
        request: request('union * | count'),
        from: 'default',
        window: DAY,
        notice: /24 hours/,
      },
      {
        title: 'the range by its names, without cutting what the text asks for',
        request: request('AppRequests | where TimeGenerated between ((_startTime - 7d) .. _endTime)', { time: last4 }),
        from: 'range',
      },
      {
        title: 'no range on a cluster, and says how',
        request: request('T | count', { connection: adx, time: last4 }),
        from: 'none',
        notice: /_startTime/,
      },
      { title: 'nothing to say on a cluster without a range', request: request('T | count', { connection: adx }), from: 'none' },
      {
        title: 'no range in the graph',
        request: request('resources | count', { connection: graph, time: last4 }),
        from: 'none',
        notice: /state of the moment/,
      },
      {
        title: 'the limit of a statement that is brought in',
        request: request('recent | count', { earlier: [cell('let recent = AppRequests | where TimeGenerated > ago(1h);')] }),
        from: 'query',
      },
    ];
    for (const { title, request: asked, from, window, text, notice } of cases) {
      it(title, async () => {
        const at = setting();
        const { result } = await runQuery(asked, at.services);
        assert.equal(result.time.from, from);
        assert.deepEqual(at.asked[0]?.window, window === undefined ? undefined : { from: now - window, to: now });
        if (text !== undefined) assert.equal(result.time.text, text);
        assert.equal(result.notices.length, notice === undefined ? 0 : 1, result.notices.join('\n'));
        if (notice !== undefined) assert.match(result.notices[0]!, notice);
      });
    }

    it('gives the ends of the range their names', async () => {
      const at = setting();
      await runQuery(request('T | where Timestamp > _startTime', { connection: adx, time: last4 }), at.services);
      assert.equal(
        at.asked[0]?.kql,
        'let _startTime = datetime(2026-06-09T03:00:00Z);\nlet _endTime = datetime(2026-06-09T07:00:00Z);\nT | where Timestamp > _startTime',
      );
    });
  });

  describe('brings in what the cells above declare', () => {
    it('statements with what they need, in order, the closest of a name', async () => {
      const at = setting();
      const earlier = [
        cell('let limit = 5;\nlet unused = 1;'),
        cell('let limit = 10;\nlet top = T | take limit;'),
        cell('let other = 2;'),
      ];
      await runQuery(request('top | count', { earlier, connection: adx }), at.services);
      assert.equal(at.asked[0]?.kql, 'let limit = 10;\nlet top = T | take limit;\ntop | count');
    });

    it('nothing of a name that the cell declares itself', async () => {
      const at = setting();
      await runQuery(request('let a = 1; print a', { earlier: [cell('let a = 2;')] }), at.services);
      assert.equal(at.asked[0]?.kql, 'let a = 1; print a');
    });

    it('rows as exact literals for a service', async () => {
      const at = setting();
      await runQuery(request('slow | count', { earlier: [cell('T', { name: 'slow', result: slow })] }), at.services);
      assert.equal(at.asked[0]?.kql, "let slow = datatable(n:long, who:string)[1, 'a',\n2, 'it\\'s'];\nslow | count");
    });

    it('rows as a table for the engine', async () => {
      const at = setting();
      await runQuery(
        request('slow | count', { connection: files, earlier: [cell('T', { name: 'slow', result: slow })] }),
        at.services,
      );
      assert.equal(at.asked[0]?.kql, 'slow | count');
      assert.deepEqual(at.asked[0].tables, [{ ...slow, name: 'slow' }]);
    });

    it('says when rows are stale, and when a table has the same name', async () => {
      const at = setting();
      at.tables = [{ name: 'slow', columns: [] }];
      const earlier = [cell('T', { name: 'slow', result: slow, isStale: true })];
      const { result } = await runQuery(request('slow | count', { earlier }), at.services);
      assert.equal(result.notices.length, 2);
      assert.match(result.notices[0]!, /^The rows of slow are from before its cell changed\./);
      assert.match(result.notices[1]!, /^slow is the result of a cell above, not the table/);
    });

    const large = table(
      Array.from({ length: 5001 }, (_, i) => [i]),
      { name: 'n', type: 'long' },
    );
    const wide = table([['x'.repeat(1_100_000)]], { name: 's', type: 'string' });
    const refused: readonly (readonly [title: string, request: RunRequest, code: string, message: RegExp, start?: number])[] = [
      ['an empty text', request(' \n// nothing\n'), 'syntax', /There is no query here/],
      [
        'too many rows',
        request('T | join rows on n', { earlier: [cell('T', { name: 'rows', result: large })] }),
        'limit',
        /5,001 rows.*Summarize.*Files/,
        9,
      ],
      ['too long rows', request('rows', { earlier: [cell('T', { name: 'rows', result: wide })] }), 'limit', /more than 1 MB/],
      ['a cell that has not run', request('rows', { earlier: [cell('T', { name: 'rows' })] }), 'semantic', /has not run/],
      [
        'a statement in the graph',
        request('resources | where type == kind_', { connection: graph, earlier: [cell('let kind_ = "x";')] }),
        'unsupported',
        /Resource Graph has no let/,
        26,
      ],
      ['the range in the graph', request('resources | where a > _startTime', { connection: graph }), 'unsupported', /datetime\(/],
      [
        'two things of one name',
        request('y | where a == x', { earlier: [cell('let x = 1;\nlet y = T | where b == x;'), cell('let x = 2;')] }),
        'semantic',
        /Two cells above declare x/,
      ],
    ];
    for (const [title, asked, code, message, start] of refused) {
      it(`refuses ${title}`, async () => {
        const at = setting();
        await assert.rejects(runQuery(asked, at.services), (error: Error) => {
          assert.ok(error instanceof KqlError, String(error));
          assert.equal(error.code, code);
          assert.match(error.message, message);
          if (start !== undefined) assert.equal(error.span.start, start);
          return true;
        });
        assert.deepEqual(at.asked, []);
      });
    }
  });

  describe('tells places in the text of the cell', () => {
    const earlier = [cell('let a =\n  1;')];
    const failing = (failure: Partial<Failure>) => {
      const at = setting();
      at.reply = () =>
        Promise.reject(new SourceError({ source: 'logs', kind: 'badRequest', message: 'm', nextAction: 'n', ...failure }));
      return at;
    };
    const failureOf = async (failure: Partial<Failure>): Promise<Failure> => {
      const error: unknown = await runQuery(request('T\n| where b == a', { earlier }), failing(failure).services).catch(
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof SourceError, String(error));
      return error.failure;
    };

    it('of a service', async () => {
      const failure = await failureOf({ position: { line: 4, column: 8, token: 'b' }, message: 'Unknown b at line [4,8].' });
      assert.deepEqual(failure.position, { line: 2, column: 8, token: 'b' });
      assert.equal(failure.message, 'Unknown b at line [2,8].');
    });

    it('of what is above', async () => {
      const failure = await failureOf({ position: { line: 2, column: 2 }, message: 'Bad.' });
      assert.equal(failure.position, undefined);
      assert.equal(failure.message, 'In what a cell above declares: Bad.');
    });

    it('of the engine', async () => {
      const at = setting();
      at.reply = ({ kql }) => Promise.reject(new KqlError('semantic', 'm', { start: kql.indexOf('b =='), length: 1 }));
      await assert.rejects(runQuery(request('T\n| where b == a', { earlier }), at.services), { span: { start: 10, length: 1 } });
    });
  });

  it('runs nothing for a cell that only declares', async () => {
    const at = setting();
    const { result } = await runQuery(request('let a = 1;\nlet b = 2;'), at.services);
    assert.deepEqual(at.asked, []);
    assert.deepEqual(result.tables, []);
    assert.deepEqual(result.notices, ['Declares a and b for the cells below. There is no query to run.']);
  });

  it('gives the first rows, the count of all, and what is missing', async () => {
    const at = setting();
    const rows = Array.from({ length: 1500 }, (_, i) => [i]);
    const failure: Failure = { source: 'logs', kind: 'partial', message: 'm', nextAction: 'n' };
    at.reply = () =>
      Promise.resolve({ ...answer, tables: [table(rows, { name: 'n', type: 'long' })], failures: [failure], warnings: ['w'] });
    const { result, tables } = await runQuery(request('print 1'), at.services);
    assert.equal(result.tables[0]!.rows.length, 1000);
    assert.equal(result.tables[0]!.totalRows, 1500);
    assert.equal(tables[0]!.rows.length, 1500);
    assert.deepEqual(result.failures, [failure]);
    assert.deepEqual(result.notices, ['w']);
  });

  it('says how to have several queries when the service complains of them', async () => {
    const at = setting();
    at.reply = () =>
      Promise.reject(new SourceError({ source: 'logs', kind: 'badRequest', message: 'A syntax error.', nextAction: 'n' }));
    await assert.rejects(runQuery(request('A | count\n\nB | count'), at.services), (error: SourceError) => {
      assert.match(error.failure.nextAction, /several queries/);
      return true;
    });
  });
});
