import { KqlError } from '../engine/errors.js';
import type { SyntaxNode } from '../engine/lower/syntax.js';
import type { Cell, ColumnType } from '../../model/query';
import { kqlLiteral, kqlText } from '../../results/formats/kqlLiteral';
import type { ResultFilter, TextEdit } from './languageService';
import { writtenName } from './kusto.js';

/** Where `| where` on a result goes: behind the last operator that gives rows, on a line of its own. Places are those of `text`. */
export function filterEditOf(text: string, root: SyntaxNode, filter: ResultFilter): TextEdit {
  const query = root.list('Statements').findLast(({ kind }) => kind === 'ExpressionStatement');
  let expression = query?.child('Expression');
  while (expression?.kind === 'PipeExpression' && isPresentation(expression.child('Operator'))) {
    expression = expression.child('Expression');
  }
  if (expression === undefined || expression.length === 0) {
    throw new KqlError('semantic', 'There is no query to add a filter to.');
  }
  const end = expression.start + expression.length;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: end, length: 0, newText: `${lineBreak}${indentOf(text, end)}| where ${conditionOf(filter)}` };
}

function isPresentation(operator: SyntaxNode | undefined): boolean {
  return operator?.kind === 'RenderOperator' || operator?.kind === 'ConsumeOperator';
}

/** The white space before the pipe of the line that an offset is in, or of the closest line above that starts with one. */
function indentOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  for (const line of lines.toReversed()) {
    const indent = /^([ \t]*)\|/.exec(line)?.[1];
    if (indent !== undefined) return indent;
  }
  return '';
}

/** The condition of a filter with its value as an exact literal. Throws `KqlError` for an order that a value has no place in. */
export function conditionOf({ column, type, operator, value }: ResultFilter): string {
  const name = writtenName(column);
  const isEquality = operator === '==' || operator === '!=';
  const negated = (test: string): string => (operator === '==' ? test : `not(${test})`);
  if (value === null || (type === 'string' && value === '')) {
    if (!isEquality) throw new KqlError('semantic', 'Nothing is larger or smaller than an empty value.');
    const kind = type === 'string' ? 'empty' : 'null';
    return operator === '==' ? `is${kind}(${name})` : `isnot${kind}(${name})`;
  }
  if (type === 'real' && (value === 'NaN' || Number.isNaN(value))) {
    if (!isEquality) throw new KqlError('semantic', 'Nothing is larger or smaller than NaN.');
    return negated(`isnan(${name})`);
  }
  switch (type) {
    case 'string':
      return isEquality ? `${name} ${operator} ${quoted(text(value))}` : `strcmp(${name}, ${quoted(text(value))}) ${operator} 0`;
    case 'dynamic':
      return dynamicCondition(name, operator, value);
    case 'guid':
      return isEquality
        ? `${name} ${operator} ${literal(value, type)}`
        : `strcmp(tostring(${name}), ${quoted(text(value))}) ${operator} 0`;
    case 'bool': {
      const written = literal(value, type);
      return isEquality ? `${name} ${operator} ${written}` : `toint(${name}) ${operator} ${written === 'true' ? 1 : 0}`;
    }
    default:
      return `${name} ${operator} ${literal(value, type)}`;
  }
}

function dynamicCondition(name: string, operator: ResultFilter['operator'], value: Exclude<Cell, null>): string {
  const isEquality = operator === '==' || operator === '!=';
  if (!isEquality && typeof value === 'number') return `todouble(${name}) ${operator} ${literal(value, 'real')}`;
  const written = quoted(text(value));
  return isEquality ? `tostring(${name}) ${operator} ${written}` : `strcmp(tostring(${name}), ${written}) ${operator} 0`;
}

function text(value: Exclude<Cell, null>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What values are written like whose text stands in a literal as it is. */
const forms: Readonly<Partial<Record<ColumnType, RegExp>>> = {
  bool: /^(?:true|false)$/i,
  int: /^-?\d+$/,
  long: /^-?\d+$/,
  real: /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?Infinity)$/i,
  decimal: /^-?[\d.]+(?:e[+-]?\d+)?$/i,
  datetime: /^[\dTZ:.+\- ]+$/i,
  timespan: /^-?[\d:.]+$/,
  guid: /^[0-9a-f-]{32,36}$/i,
};

/** An exact literal. Throws `KqlError` for a value that may not stand in one. */
function literal(value: Exclude<Cell, null>, type: ColumnType): string {
  const written = text(value);
  if (forms[type]?.test(written) === false) {
    throw new KqlError('data', `The value ${written.slice(0, 60)} cannot be written as a literal.`);
  }
  return kqlLiteral(type === 'bool' ? written.toLowerCase() : value, type);
}

function quoted(value: string): string {
  return kqlText(value, '"');
}
