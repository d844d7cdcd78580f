import type { Table } from '../../kql/engine/chunk';
import { DAY } from '../../model/time';
import type { ExceptionText, RoleLogs } from '../story/logTypes';
import { hash, unit } from '../story/random';
import { always, ints, templates, texts, written, type Fill } from './fills';
import { contextFills, outcomesOf, ofFlow, rootNames, type Component } from './applicationTables';
import { after, type Outcome } from './flows';
import { RowWriter, type LogRows } from './logRows';
import type { LogStory } from './logStory';
import { writeTraceId } from './texts';
import type { Traffic } from './traffic';
import { workspaceTable } from './workspaceTable';

/** What is logged of requests and calls: `kind` is an entry of `lines`, `a` the item count, `c` the key of the request or call. */
interface Line {
  readonly role: RoleLogs;
  readonly component: Component;
  readonly source: 'request' | 'call' | 'background';
  readonly level: number;
  readonly text: string;
  readonly exception?: ExceptionText;
}

/** Milliseconds after the start of what failed; a time-out is logged when it is over. */
const lag = 3;

class Lines {
  readonly lines: Line[] = [];
  private readonly writer: RowWriter;

  constructor(
    private readonly log: LogStory,
    private readonly traffic: Traffic,
    private readonly components: readonly Component[],
  ) {
    this.writer = new RowWriter(log.from);
  }

  /** A line for every row whose outcome has one. */
  of(source: 'request' | 'call', lineOf: (outcome: Outcome) => Pick<Line, 'level' | 'text' | 'exception'> | undefined): void {
    const rows: LogRows = source === 'request' ? this.traffic.requestRows : this.traffic.callRows;
    const outcomes = outcomesOf(source === 'request' ? this.traffic.requests : this.traffic.calls);
    const lineOfKind = outcomes.map((outcome) => {
      const made = lineOf(outcome);
      if (made === undefined) return -1;
      const { flow } = outcome;
      return this.lines.push({ ...made, source, role: flow.role, component: ofFlow(this.components, flow) }) - 1;
    });
    for (let row = 0; row < rows.length; row++) {
      const line = lineOfKind[rows.kind[row] ?? 0] ?? -1;
      if (line < 0) continue;
      const time = rows.time[row] ?? 0;
      const level = this.lines[line]?.level ?? 0;
      if (level < 3 && this.log.minuteOf(time) < this.log.detailFrom) continue;
      const end = after(this.log, this.log.minuteOf(time), time, Math.round(rows.b[row] ?? 0) + lag);
      this.writer.add(end, line, rows.a[row], 0, rows.c[row]);
    }
  }

  background(): void {
    const component = this.components[0];
    if (component === undefined) return;
    for (const { role: name, level, message, perDay } of this.log.logs.messages) {
      const role = this.log.logs.roles.find((entry) => entry.role === name);
      if (role === undefined) continue;
      const line = this.lines.push({ source: 'background', role, component, level, text: message }) - 1;
      for (const at of moments(this.log, `${name}|${message}`, perDay)) this.writer.add(at, line, 1, 0, at % 0x4000_0000);
    }
  }

  finish(): LogRows {
    return this.writer.finish();
  }
}

/** Moments at which something happens so many times a day, always the same for one name. */
export function moments(log: LogStory, name: string, perDay: number): number[] {
  const seed = hash(`${log.story.info.id}|${name}`);
  const span = log.story.to - log.from;
  const count = Math.round((span / DAY) * perDay);
  return Array.from({ length: count }, (_, index) => log.from + Math.floor(((index + unit(seed, index)) / count) * span));
}

function fillsOf(log: LogStory, traffic: Traffic, { lines }: Lines, rows: LogRows): Record<string, Fill> {
  const key = (row: number): number => rows.c[row] ?? 0;
  const line = (row: number): Line | undefined => lines[rows.kind[row] ?? 0];
  const requestKey = (row: number): number | undefined => {
    const source = line(row)?.source;
    return source === 'request' ? key(row) : source === 'call' ? traffic.callerOf(key(row)) : undefined;
  };
  const salt = hash(`${log.seed}|lines`);
  return {
    ...contextFills(
      log,
      rows,
      rows.kind,
      lines.map(({ role }) => role),
      lines.map(({ component }) => component),
    ),
    OperationName: rootNames(traffic, requestKey),
    OperationId: written(32, (row, bytes, offset) => {
      const request = requestKey(row);
      return request === undefined ? writeTraceId(salt, key(row), bytes, offset) : traffic.operationId(request, bytes, offset);
    }),
    ParentId: written(16, (row, bytes, offset) => {
      const request = requestKey(row);
      return request === undefined ? 0 : traffic.requestId(request, bytes, offset);
    }),
    SeverityLevel: ints((row) => line(row)?.level ?? 0),
    ItemCount: ints(rows.a),
  };
}

const owners = (rows: LogRows, { lines }: Lines): { kinds: Float64Array; ids: string[] } => ({
  kinds: rows.kind,
  ids: lines.map(({ component }) => component.id),
});

export function appExceptions(log: LogStory, traffic: Traffic, components: readonly Component[]): Table {
  const made = new Lines(log, traffic, components);
  for (const source of ['request', 'call'] as const)
    made.of(source, ({ failure }) =>
      failure?.exception === undefined ? undefined : { level: 3, text: failure.exception.message, exception: failure.exception },
    );
  const rows = made.finish();
  const exceptions = made.lines.map(({ exception }) => exception);
  const of = (pick: (exception: ExceptionText) => string): Fill =>
    texts(
      rows.kind,
      exceptions.map((exception) => (exception === undefined ? '' : pick(exception))),
    );
  const same = (prefix: string): Record<string, Fill> => ({
    [`${prefix}Type`]: of(({ type }) => type),
    [`${prefix}Message`]: messages,
    [`${prefix}Method`]: of(({ method }) => method),
    [`${prefix}Assembly`]: of(({ assembly }) => assembly),
  });
  const messages = templates(
    rows.kind,
    exceptions.map((exception) => exception?.message ?? ''),
    (row) => rows.c[row] ?? 0,
  );
  return workspaceTable(log, 'AppExceptions', rows, owners(rows, made), {
    ...fillsOf(log, traffic, made, rows),
    ...same('Outer'),
    ...same('Innermost'),
    ExceptionType: of(({ type }) => type),
    Message: messages,
    Method: of(({ method }) => method),
    Assembly: of(({ assembly }) => assembly),
    ProblemId: of(({ type, method }) => `${type} at ${method}`),
    HandledAt: always('UserCode'),
    Details: of(details),
  });
}

function details({ type, message, assembly, stack }: ExceptionText): string {
  const parsedStack = stack.map(({ method, file, line }, level) => ({
    level,
    method,
    assembly,
    ...(file === undefined ? {} : { fileName: file, line: line ?? 0 }),
  }));
  return JSON.stringify([
    { id: '1', outerId: '0', type, message: message.replaceAll('{id}', '…'), severityLevel: 'Error', parsedStack },
  ]);
}

export function appTraces(log: LogStory, traffic: Traffic, components: readonly Component[]): Table {
  const made = new Lines(log, traffic, components);
  made.of('request', ({ flow, failure }) =>
    failure !== undefined
      ? { level: 3, text: failure.log }
      : flow.operation?.log === undefined
        ? undefined
        : { level: 1, text: flow.operation.log },
  );
  made.of('call', ({ failure }) => (failure === undefined ? undefined : { level: 3, text: failure.log }));
  made.background();
  const rows = made.finish();
  const { lines } = made;
  const categories = lines.map(({ source, role }) =>
    JSON.stringify({ CategoryName: source === 'background' ? role.role : `${role.role}.${source}` }),
  );
  return workspaceTable(log, 'AppTraces', rows, owners(rows, made), {
    ...fillsOf(log, traffic, made, rows),
    Message: templates(
      rows.kind,
      lines.map(({ text }) => text),
      (row) => rows.c[row] ?? 0,
    ),
    Properties: texts(rows.kind, categories),
  });
}
