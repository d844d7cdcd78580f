import { KqlError } from '../../engine/errors.js';
import { lowerLiteral } from '../../engine/lower/literals.js';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { parseDatetime, unixEpochTicks } from '../../engine/ticks.js';
import type { Names } from '../../language/names.js';
import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../../model/time';

/** Moments and durations in milliseconds, parts of one cut off. */
export interface Constant {
  readonly kind: 'datetime' | 'timespan' | 'number' | 'string';
  readonly value: number;
  readonly text?: string;
}

/** Works out expressions that need no rows. */
export class Constants {
  private readonly inside = new Set<SyntaxNode>();

  constructor(
    private readonly names: Names,
    private readonly now: Instant | undefined,
  ) {}

  /** Undefined where rows decide, or where it is not known how to find out. */
  of(node: SyntaxNode | undefined): Constant | undefined {
    if (node === undefined || this.inside.has(node)) return undefined;
    this.inside.add(node);
    try {
      return this.find(node);
    } finally {
      this.inside.delete(node);
    }
  }

  private find(node: SyntaxNode): Constant | undefined {
    switch (node.kind) {
      case 'ParenthesizedExpression':
        return this.of(node.child('Expression'));
      case 'UnaryMinusExpression': {
        const inner = this.of(node.child('Expression'));
        return inner === undefined || inner.kind === 'datetime' ? undefined : { ...inner, value: -inner.value };
      }
      case 'AddExpression':
      case 'SubtractExpression':
        return sum(this.of(node.child('Left')), this.of(node.child('Right')), node.kind === 'AddExpression' ? 1 : -1);
      case 'MultiplyExpression':
        return product(this.of(node.child('Left')), this.of(node.child('Right')));
      case 'NameReference': {
        const declaration = this.names.byStart.get(node.start);
        return declaration?.kind === 'scalar' ? this.of(declaration.value) : undefined;
      }
      case 'FunctionCallExpression':
        return this.call(node);
      default:
        return literalOf(node);
    }
  }

  private call(node: SyntaxNode): Constant | undefined {
    const name = node.child('Name');
    if (name === undefined || this.names.byStart.has(name.start)) return undefined;
    const args = node.child('ArgumentList')?.list('Expressions') ?? [];
    const [first, second] = args.map((arg) => this.of(arg));
    switch (name.text) {
      case 'now':
        if (this.now === undefined || (args.length > 0 && first?.kind !== 'timespan')) return undefined;
        return datetime(this.now + (first?.value ?? 0));
      case 'ago':
        return this.now === undefined || first?.kind !== 'timespan' ? undefined : datetime(this.now - first.value);
      case 'todatetime': {
        if (first?.kind === 'datetime') return first;
        const ticks = first?.text === undefined ? null : parseDatetime(first.text);
        return ticks === null ? undefined : datetime(millisecondsOf(ticks));
      }
      case 'bin':
      case 'floor':
        if (first?.kind !== 'datetime' || second?.kind !== 'timespan' || second.value <= 0) return undefined;
        return datetime(Math.floor((first.value - YEAR_ONE) / second.value) * second.value + YEAR_ONE);
      case 'datetime_add': {
        const [part, count, from] = args.map((arg) => this.of(arg));
        return added(part?.text, count, from);
      }
      case 'make_datetime':
        return made(args.map((arg) => this.of(arg)));
      case 'startofday':
      case 'endofday':
      case 'startofweek':
      case 'endofweek':
      case 'startofmonth':
      case 'endofmonth':
        if (first?.kind !== 'datetime' || (args.length > 1 && second?.kind !== 'number')) return undefined;
        return edge(name.text, first.value, second?.value ?? 0);
      default:
        return undefined;
    }
  }
}

const YEAR_ONE = -Number(unixEpochTicks / 10_000n);

const datetime = (value: number): Constant => ({ kind: 'datetime', value });

const millisecondsOf = (ticks: bigint): number => Number((ticks - unixEpochTicks) / 10_000n);

const parts: ReadonlyMap<string, number> = new Map([
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
  ['millisecond', 1],
]);

/** Months and longer are left to the service. */
function added(part: string | undefined, count: Constant | undefined, from: Constant | undefined): Constant | undefined {
  const size = part === undefined ? undefined : parts.get(part.toLowerCase());
  if (size === undefined || count?.kind !== 'number' || from?.kind !== 'datetime') return undefined;
  return datetime(from.value + count.value * size);
}

/** Year, month, day, and perhaps hour, minute and second. */
function made(args: readonly (Constant | undefined)[]): Constant | undefined {
  const numbers = args.flatMap((arg) => (arg?.kind === 'number' ? [arg.value] : []));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  if (numbers.length !== args.length || args.length < 3 || year < 1000) return undefined;
  return datetime(Date.UTC(year, month - 1, day, hour, minute) + second * SECOND);
}

/** The first moment of a day, week (from Sunday) or month, or the last millisecond of it. */
function edge(name: string, moment: Instant, offset: number): Constant {
  const date = new Date(moment);
  const unit = name.replace(/^(?:start|end)of/, '');
  const after = offset + (name.startsWith('end') ? 1 : 0);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const at =
    unit === 'month'
      ? Date.UTC(year, month + after, 1)
      : Date.UTC(year, month, day + after * (unit === 'week' ? 7 : 1) - (unit === 'week' ? date.getUTCDay() : 0));
  return datetime(name.startsWith('end') ? at - 1 : at);
}

function sum(left: Constant | undefined, right: Constant | undefined, sign: 1 | -1): Constant | undefined {
  if (left === undefined || right === undefined || left.kind === 'string' || right.kind === 'string') return undefined;
  const value = left.value + sign * right.value;
  if (left.kind === 'datetime') {
    if (right.kind === 'timespan') return datetime(value);
    return right.kind === 'datetime' && sign < 0 ? { kind: 'timespan', value } : undefined;
  }
  if (right.kind === 'datetime') return left.kind === 'timespan' && sign > 0 ? datetime(value) : undefined;
  return left.kind === right.kind ? { kind: left.kind, value } : undefined;
}

function product(left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  const kinds = [left?.kind, right?.kind];
  if (left === undefined || right === undefined || !kinds.includes('number')) return undefined;
  if (kinds.some((kind) => kind !== 'number' && kind !== 'timespan')) return undefined;
  return { kind: kinds.includes('timespan') ? 'timespan' : 'number', value: left.value * right.value };
}

function literalOf(node: SyntaxNode): Constant | undefined {
  let literal;
  try {
    literal = lowerLiteral(node);
  } catch (error) {
    if (error instanceof KqlError) return undefined;
    throw error;
  }
  if (literal?.kind !== 'literal' || literal.value === null) return undefined;
  const text = String(literal.value);
  switch (literal.type) {
    case 'datetime':
      return datetime(millisecondsOf(BigInt(text)));
    case 'timespan':
      return { kind: 'timespan', value: Number(BigInt(text)) / 10_000 };
    case 'int':
    case 'long':
    case 'real':
      return Number.isFinite(Number(text)) ? { kind: 'number', value: Number(text) } : undefined;
    case 'string':
      return { kind: 'string', value: Number.NaN, text };
    default:
      return undefined;
  }
}
