import { HOUR, MINUTE } from '../../../../../src/model/time';
import type { BinaryOperator, Expr, Named, Operator, Pipeline, QueryTree } from '../../../../../src/kql/ask/compose/ast';
import {
  between,
  binary,
  call,
  column,
  duration,
  inList,
  instant,
  list,
  literal,
  not,
  path,
} from '../../../../../src/kql/ask/compose/build';
import type { TableDeclaration } from '../../../../../src/kql/language/kusto';
import type { ColumnType } from '../../../../../src/model/query';

/** What a tree is made of: its names and texts may be anything, its shape comes from a tape of numbers. */
export interface Words {
  /** One for each of `columnTypes`, two tables, and two for columns that are made. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

const columnTypes: readonly ColumnType[] = [
  'string',
  'string',
  'long',
  'long',
  'real',
  'datetime',
  'dynamic',
  'bool',
  'timespan',
];
export const nameCount = columnTypes.length + 4;

export function tablesOf({ names }: Words): readonly TableDeclaration[] {
  const schema = columnTypes.map((type, i) => ({ name: names[i] ?? '', type }));
  return names.slice(columnTypes.length, columnTypes.length + 2).map((name) => ({ name, schema }));
}

export interface RandomTree {
  readonly tree: QueryTree;
  /** Texts that became literals. */
  readonly texts: readonly string[];
}

/** The same tape gives the same shape, whatever the words. */
export function randomTree(tape: readonly number[], words: Words): RandomTree {
  const maker = new Maker(tape, words);
  const lets = maker.chance(4) ? [{ name: maker.made(1), value: maker.pipeline(1) }] : [];
  const body = maker.pipeline(0);
  const named = lets.length > 0 && body.source.kind === 'table' && maker.chance(2);
  const source = named ? ({ kind: 'table', name: maker.made(1) } as const) : body.source;
  return { tree: { lets, body: { ...body, source } }, texts: maker.used };
}

class Maker {
  readonly used: string[] = [];
  private at = 0;

  constructor(
    private readonly tape: readonly number[],
    private readonly words: Words,
  ) {}

  pick(count: number): number {
    const value = this.tape[this.at++ % this.tape.length] ?? 0;
    return (value + Math.floor(this.at / this.tape.length)) % count;
  }

  chance(oneIn: number): boolean {
    return this.pick(oneIn) === 0;
  }

  made(index: number): string {
    return this.words.names[columnTypes.length + 2 + index] ?? '';
  }

  pipeline(depth: number): Pipeline {
    const table = (): string => this.words.names[columnTypes.length + this.pick(2)] ?? '';
    const isUnion = depth < 2 && this.chance(5);
    const source: Pipeline['source'] = isUnion
      ? {
          kind: 'union',
          isFuzzy: this.chance(2),
          tables: [this.pipeline(2), { source: { kind: 'table', name: table() }, operators: [] }],
        }
      : { kind: 'table', name: table() };
    const operators: Operator[] = [];
    // Operators that keep the columns come first, one that changes them last.
    const count = this.pick(4);
    for (let i = 0; i < count; i++) operators.push(this.keeping(isUnion ? 3 : depth));
    if (depth === 0) operators.push(...this.last());
    return { source, operators };
  }

  private keeping(depth: number): Operator {
    switch (this.pick(6)) {
      case 0:
        return {
          kind: 'order',
          by: [
            { expr: this.number(1), descending: this.chance(2) },
            { expr: this.text(1), descending: true },
          ],
        };
      case 1:
        return { kind: 'take', count: 1 + this.pick(1000) };
      case 2:
        return { kind: 'top', count: 1 + this.pick(50), by: { expr: this.number(1), descending: this.chance(2) } };
      case 3:
        if (depth > 0) break;
        return {
          kind: 'join',
          how: this.chance(2) ? 'leftanti' : 'leftanti',
          right: this.pipeline(2),
          on: [this.words.names[0] ?? ''],
        };
      default:
    }
    return { kind: 'where', condition: this.condition(3) };
  }

  private last(): Operator[] {
    const made = this.made(0);
    switch (this.pick(9)) {
      case 0:
        return [{ kind: 'count' }];
      case 1:
        return [{ kind: 'extend', columns: [{ name: made, expr: this.number(2) }] }];
      case 2:
        return [{ kind: 'project', columns: [{ expr: column(this.words.names[0] ?? '') }, { name: made, expr: this.text(2) }] }];
      case 3:
        return [{ kind: 'distinct', columns: this.words.names.slice(0, 2) }];
      case 4:
        return [{ kind: 'project-away', columns: this.words.names.slice(1, 3) }];
      case 5:
        return [{ kind: 'mv-expand', column: this.words.names[6] ?? '', ...(this.chance(2) && { type: 'string' }) }];
      case 6:
        return [
          {
            kind: 'make-series',
            series: [{ name: made, expr: this.aggregate(), default: literal(0) }],
            on: this.words.names[5] ?? '',
            from: instant(1.79e12),
            to: instant(1.79e12 + HOUR),
            step: duration(MINUTE),
            by: [this.group()],
          },
        ];
      case 7: {
        const kept = this.words.names[0] ?? '';
        const text = this.chance(1) ? this.someText() : '';
        return [
          { kind: 'summarize', aggregates: [{ name: made, expr: this.aggregate() }], by: [{ expr: column(kept) }] },
          { kind: 'render', chart: 'columnchart', properties: { title: text, xcolumn: kept, ycolumns: [made], kind: 'stacked' } },
        ];
      }
      default:
        return [{ kind: 'summarize', aggregates: [{ name: made, expr: this.aggregate() }], by: [this.group()] }];
    }
  }

  private group(): Named {
    return { expr: this.chance(2) ? column(this.words.names[0] ?? '') : column(this.words.names[1] ?? '') };
  }

  private aggregate(): Expr {
    switch (this.pick(4)) {
      case 0:
        return call('count');
      case 1:
        return call('countif', this.condition(2));
      case 2:
        return call('percentile', this.number(1), literal(95));
      default:
        return call('sum', this.number(2));
    }
  }

  private condition(depth: number): Expr {
    const pick = this.pick(depth <= 0 ? 6 : 9);
    switch (pick) {
      case 0:
        return binary(
          this.text(depth - 1),
          this.oneOf(['==', '!=', '=~', '!~', 'contains', '!contains', 'has', '!has']),
          this.text(depth - 1),
        );
      case 1:
        return binary(this.text(depth - 1), this.oneOf(['startswith', '!startswith', 'endswith', '!endswith']), this.string());
      case 2:
        return binary(this.number(depth - 1), this.oneOf(['<', '<=', '>', '>=', '==']), this.number(depth - 1));
      case 3:
        return between(column(this.words.names[5] ?? ''), instant(1.79e12), instant(1.79e12 + HOUR));
      case 4:
        return inList(this.text(0), [this.string(), this.string()], this.chance(2) ? 'in~' : 'has_any');
      case 5:
        return { kind: 'in', value: this.text(0), operator: '!in', items: [list([this.string(), literal('x')]), this.string()] };
      case 6:
        return not(this.condition(depth - 1));
      default:
        return binary(this.condition(depth - 1), pick === 7 ? 'and' : 'or', this.condition(depth - 1));
    }
  }

  private number(depth: number): Expr {
    switch (this.pick(depth <= 0 ? 3 : 6)) {
      case 0:
        return column(this.words.names[2 + this.pick(3)] ?? '');
      case 1:
        return literal([0, -3, 17, 2.5, -0.25, 1e21][this.pick(6)] ?? 0);
      case 2:
        return path(this.words.names[6] ?? '', [this.someText(), this.pick(5)], 'todouble');
      case 3:
        return call('strlen', this.text(depth - 1));
      default:
        return binary(this.number(depth - 1), this.oneOf(['+', '-', '*', '/', '%']), this.number(depth - 1));
    }
  }

  private text(depth: number): Expr {
    switch (this.pick(depth <= 0 ? 3 : 4)) {
      case 0:
        return column(this.words.names[this.pick(2)] ?? '');
      case 1:
        return path(this.words.names[6] ?? '', [this.someText(), this.someText()]);
      case 2:
        return this.string();
      default:
        return call('iff', this.condition(depth - 1), this.text(depth - 1), this.text(depth - 1));
    }
  }

  private string(): Expr {
    return literal(this.someText());
  }

  private someText(): string {
    const text = this.words.texts[this.pick(this.words.texts.length)] ?? '';
    this.used.push(text);
    return text;
  }

  private oneOf(operators: readonly BinaryOperator[]): BinaryOperator {
    return operators[this.pick(operators.length)] ?? '==';
  }
}
