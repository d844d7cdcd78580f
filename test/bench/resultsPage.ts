/** Runs in the browser: mounts results of a known size and hands out what the bench drives and measures. */
import type { CellResult, ResultReply, ResultTable } from '../../src/model/cellResult';
import type { Cell, ColumnType } from '../../src/model/query';
import type { ResultHostLink } from '../../src/results/table/hostLink';
import { ResultView } from '../../src/webviews/results/resultView';

const columns: readonly (readonly [string, ColumnType])[] = [
  ['TimeGenerated', 'datetime'],
  ['Name', 'string'],
  ['ResultCode', 'string'],
  ['DurationMs', 'real'],
  ['Bytes', 'long'],
  ['Success', 'bool'],
  ['Elapsed', 'timespan'],
  ['Properties', 'dynamic'],
  ['Message', 'string'],
  ['OperationId', 'guid'],
  ['Cost', 'decimal'],
  ['Retries', 'int'],
];
const START = Date.UTC(2026, 0, 1);

const cells: readonly ((row: number) => Cell)[] = [
  (row) => new Date(START + row * 1370).toISOString().replace('Z', `${String(row % 10_000).padStart(4, '0')}Z`),
  (row) => `GET /path/${row % 97}`,
  (row) => (row % 13 === 0 ? '500' : '200'),
  (row) => ((row * 7919) % 100_003) / 7,
  (row) => (row % 5 === 0 ? String(9_223_372_036_854_000_000n + BigInt((row * 7919) % 775_807)) : (row * 104_729) % 1_000_003),
  (row) => row % 13 !== 0,
  (row) => `00:00:${String(row % 60).padStart(2, '0')}.${String((row * 977) % 10_000_000).padStart(7, '0')}`,
  (row) => ({ url: `/path/${row}`, tags: ['a', 'b'], depth: row % 5 }),
  (row) => `Handled request ${(row * 7919) % 100_003} for somebody`,
  (row) => `6f9619ff-8b86-d011-b42d-${String((row * 104_729) % 1_000_003).padStart(12, '0')}`,
  (row) => `${(row * 31) % 9973}.000000000000000001`,
  (row) => (row % 4 === 0 ? null : row % 3),
];

function table(rows: number): ResultTable {
  return {
    name: 'T',
    columns: columns.map(([name, type]) => ({ name, type })),
    rows: Array.from({ length: rows }, (_, row) => cells.map((cell) => cell(row))),
    totalRows: rows,
  };
}

function chartTable(series: number, points: number): ResultTable {
  const rows = Array.from({ length: series * points }, (_, at) => {
    const [line, point] = [at % series, Math.floor(at / series)];
    return [
      new Date(START + point * 60_000).toISOString(),
      `series ${line}`,
      100 + line * 3 + 40 * Math.sin(point / (20 + line)),
    ];
  });
  const named = [
    ['TimeGenerated', 'datetime'],
    ['Name', 'string'],
    ['Value', 'real'],
  ] as const;
  return { name: 'T', columns: named.map(([name, type]) => ({ name, type })), rows, totalRows: rows.length };
}

function result(whole: ResultTable, render?: CellResult['render']): CellResult {
  return {
    version: 1,
    id: `bench-${performance.now()}`,
    source: 'bench',
    ranAt: START,
    milliseconds: 1,
    time: { from: 'none', text: 'all time' },
    timeZone: 'UTC',
    tables: [{ ...whole, rows: whole.rows.slice(0, 1000) }],
    ...(render && { render }),
    notices: [],
    failures: [],
  };
}

/** A host in the same page: it answers with a page of rows, after the copy that a real message costs. */
function hostOf(whole: ResultTable, sent: unknown[]): ResultHostLink {
  const handlers = new Set<(reply: ResultReply) => void>();
  return {
    post: (request) => {
      if (request.type !== 'rows') {
        sent.push(request);
        return;
      }
      const reply = structuredClone({
        type: 'rows',
        request: request.request,
        rows: whole.rows.slice(request.from, request.to),
      } as const);
      setTimeout(() => {
        for (const handler of handlers) handler(reply);
      }, 5);
    },
    onReply: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
  };
}

export interface BenchPage {
  openTable(rows: number): void;
  openChart(series: number, points: number): void;
  startFrames(): void;
  /** Milliseconds between frames since `startFrames`. */
  stopFrames(): number[];
  sent(): unknown[];
}

const place = document.createElement('div');
document.body.append(place);
let view: ResultView | undefined;
let sent: unknown[] = [];
let frames: number[] = [];
let running = false;

function open(whole: ResultTable, render?: CellResult['render']): void {
  view?.dispose();
  sent = [];
  view = new ResultView(place, { result: result(whole, render), link: hostOf(whole, sent), layout: 'output' });
}

const bench: BenchPage = {
  openTable: (rows) => open(table(rows)),
  openChart: (series, points) => open(chartTable(series, points), { visualization: 'timechart', properties: {} }),
  startFrames: () => {
    frames = [];
    running = true;
    let last: number | undefined;
    const tick = (now: number): void => {
      if (last !== undefined) frames.push(now - last);
      last = now;
      if (running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  },
  stopFrames: () => {
    running = false;
    return frames;
  },
  sent: () => sent,
};
Object.assign(window, { bench });
