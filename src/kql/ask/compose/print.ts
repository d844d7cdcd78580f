import { kqlName } from '../../../results/formats/kqlName';
import type { Named, Operator, OrderKey, Pipeline, QueryTree, Source } from './ast';
import { chartProperties, charts } from './functions';
import { printExpr, printTop } from './printExpr';

/*
 * With printExpr.ts the only place where text of the language is made. Names and literals are quoted, words come from lists: whatever a
 * tree holds, the text has the shape of the tree.
 */

const INDENT = '    ';

/**
 * The query as text, one operator a line, nested ones indented. Throws a TypeError for what the tree may not hold: functions, charts and
 * properties that are not of functions.ts, counts that are no whole numbers above zero, empty names, moments and durations out of range.
 */
export function print({ lets, body }: QueryTree): string {
  const statements = lets.map(({ name, value }) => {
    if ('kind' in value) return `let ${written(name)} = ${printTop(value)};`;
    return `let ${written(name)} =\n${indent(pipeline(value).join('\n'))};`;
  });
  return [...statements, pipeline(body).join('\n')].join('\n');
}

/** The lines of a pipeline. */
function pipeline({ source, operators }: Pipeline): string[] {
  return [sourceText(source), ...operators.map((operator) => `| ${operatorText(operator)}`)];
}

function sourceText(source: Source): string {
  if (source.kind === 'table') return written(source.name);
  const { tables, isFuzzy } = source;
  if (tables.length === 0) throw new TypeError('a union of no tables');
  const head = isFuzzy ? 'union isfuzzy=true' : 'union';
  return `${head} ${tables.map(nested).join(', ')}`;
}

/** A table by its name alone, anything more in brackets on lines of its own. */
function nested(part: Pipeline): string {
  const [only, ...others] = pipeline(part);
  return part.source.kind === 'table' && others.length === 0 ? (only ?? '') : `(\n${indent([only, ...others].join('\n'))}\n)`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, INDENT);
}

function operatorText(operator: Operator): string {
  switch (operator.kind) {
    case 'where':
      return `where ${printTop(operator.condition)}`;
    case 'extend':
    case 'project':
      return `${operator.kind} ${some(operator.columns, operator.kind).map(namedText).join(', ')}`;
    case 'project-away':
    case 'distinct':
      return `${operator.kind} ${some(operator.columns, operator.kind).map(written).join(', ')}`;
    case 'summarize': {
      const { aggregates, by } = operator;
      if (aggregates.length + by.length === 0) throw new TypeError('a summarize of nothing');
      const words = [aggregates.map(namedText).join(', '), by.length === 0 ? '' : `by ${by.map(namedText).join(', ')}`];
      return ['summarize', ...words.filter((word) => word !== '')].join(' ');
    }
    case 'order':
      return `order by ${some(operator.by, 'order').map(keyText).join(', ')}`;
    case 'top':
      return `top ${countText(operator.count)} by ${keyText(operator.by)}`;
    case 'take':
      return `take ${countText(operator.count)}`;
    case 'count':
      return 'count';
    case 'join': {
      const on = some(operator.on, 'join').map(joinColumn).join(', ');
      return `join kind=${oneOf(operator.how, joinKinds)} ${nested(operator.right)} on ${on}`;
    }
    case 'make-series':
      return makeSeriesText(operator);
    case 'mv-expand':
      return `mv-expand ${written(operator.column)}${operator.type === undefined ? '' : ` to typeof(${oneOf(operator.type, types)})`}`;
    case 'render':
      return renderText(operator);
  }
}

const joinKinds = ['inner', 'leftouter', 'fullouter', 'leftanti', 'rightanti'];
const types = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'string', 'guid', 'dynamic'];

function makeSeriesText(operator: Extract<Operator, { kind: 'make-series' }>): string {
  const series = some(operator.series, 'make-series').map((one) => {
    const fallback = one.default === undefined ? '' : ` default=${printExpr(one.default)}`;
    return `${namedText(one)}${fallback}`;
  });
  const { on, from, to, step, by } = operator;
  const range = `from ${printExpr(from)} to ${printExpr(to)} step ${printExpr(step)}`;
  const groups = by.length === 0 ? '' : ` by ${by.map(namedText).join(', ')}`;
  return `make-series ${series.join(', ')} on ${written(on)} ${range}${groups}`;
}

function renderText({ chart, properties }: Extract<Operator, { kind: 'render' }>): string {
  const words = Object.entries(properties).map(([name, value]) => `${name}=${propertyText(name, value)}`);
  return `render ${oneOf(chart, [...charts])}${words.length === 0 ? '' : ` with (${words.join(', ')})`}`;
}

function propertyText(name: string, value: string | readonly string[]): string {
  const kind = chartProperties.get(name);
  if (kind === undefined) throw new TypeError(`render takes no property ${JSON.stringify(name)}`);
  if (kind === 'names')
    return some(typeof value === 'string' ? [value] : value, name)
      .map(written)
      .join(', ');
  if (typeof value !== 'string') throw new TypeError(`render takes one ${name}`);
  if (kind === 'text') return printExpr({ kind: 'literal', value, type: 'string' });
  if (kind === 'name') return written(value);
  if (kind === 'number') {
    if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(value)) throw new TypeError(`${name} of a chart is a number`);
    return value;
  }
  return oneOf(value, kind);
}

function namedText({ name, expr }: Named): string {
  return name === undefined ? printTop(expr) : `${written(name)} = ${printTop(expr)}`;
}

function keyText({ expr, descending }: OrderKey): string {
  return `${printTop(expr)} ${descending ? 'desc' : 'asc'}`;
}

function countText(count: number): string {
  if (!Number.isSafeInteger(count) || count < 1) throw new TypeError(`not a count of rows: ${count}`);
  return String(count);
}

function some<T>(items: readonly T[], of: string): readonly T[] {
  if (items.length === 0) throw new TypeError(`${of} of nothing`);
  return items;
}

function oneOf(word: string, words: readonly string[]): string {
  if (!words.includes(word)) throw new TypeError(`not one of ${words.join(', ')}: ${JSON.stringify(word)}`);
  return word;
}

/** The sides of a join have names of their own, which brackets do not turn into those of columns. */
function joinColumn(name: string): string {
  if (name === '$left' || name === '$right') throw new TypeError(`no column to join on: ${name}`);
  return written(name);
}

function written(name: string): string {
  if (name === '') throw new TypeError('an empty name');
  return kqlName(name);
}

/** Stages to be put after a query that is there already: a line for each. Throws as `print` does. */
export function printStages(operators: readonly Operator[]): string {
  return operators.map((operator) => `\n| ${operatorText(operator)}`).join('');
}
