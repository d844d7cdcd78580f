import { KqlError } from '../engine/errors.js';
import type { SyntaxNode } from '../engine/lower/syntax.js';
import type { Cell } from '../../model/query';
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
      if (!isEquality) return `strcmp(tostring(${name}), ${quoted(text(value))}) ${operator} 0`;
      return `${name} ${operator} guid(${checked(value, /^[0-9a-f-]{32,36}$/i)})`;
    case 'bool':
      return isEquality
        ? `${name} ${operator} ${checked(value, /^(?:true|false)$/i).toLowerCase()}`
        : `toint(${name}) ${operator} ${checked(value, /^(?:true|false)$/i).toLowerCase() === 'true' ? 1 : 0}`;
    case 'int':
      return `${name} ${operator} ${checked(value, /^-?\d+$/)}`;
    case 'long':
      return `${name} ${operator} ${longLiteral(checked(value, /^-?\d+$/))}`;
    case 'real':
      return `${name} ${operator} ${realLiteral(text(value))}`;
    case 'decimal':
      return `${name} ${operator} decimal(${checked(value, /^-?[\d.]+(?:e[+-]?\d+)?$/i)})`;
    case 'datetime':
      return `${name} ${operator} datetime(${checked(value, /^[\dTZ:.+\- ]+$/i)})`;
    case 'timespan':
      return `${name} ${operator} time(${checked(value, /^-?[\d:.]+$/)})`;
  }
}

function dynamicCondition(name: string, operator: ResultFilter['operator'], value: Exclude<Cell, null>): string {
  const isEquality = operator === '==' || operator === '!=';
  if (!isEquality && typeof value === 'number') return `todouble(${name}) ${operator} ${realLiteral(String(value))}`;
  const literal = quoted(typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : JSON.stringify(value));
  return isEquality ? `tostring(${name}) ${operator} ${literal}` : `strcmp(tostring(${name}), ${literal}) ${operator} 0`;
}

function text(value: Exclude<Cell, null>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The text of a value of a form that is safe to write into a literal. */
function checked(value: Exclude<Cell, null>, form: RegExp): string {
  const written = text(value);
  if (!form.test(written)) throw new KqlError('data', `The value ${written.slice(0, 60)} cannot be written as a literal.`);
  return written;
}

/** A plain number is read as 64 bits; the smallest one only with its sign inside. */
function longLiteral(digits: string): string {
  return Math.abs(Number(digits)) > Number.MAX_SAFE_INTEGER ? `long(${digits})` : digits;
}

function realLiteral(number: string): string {
  if (/^[+-]?Inf(?:inity)?$/i.test(number)) return number.startsWith('-') ? 'real(-inf)' : 'real(+inf)';
  if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(number)) {
    throw new KqlError('data', `The value ${number.slice(0, 60)} cannot be written as a literal.`);
  }
  // Without a point a number is a long, which a large real does not fit into.
  return /[.e]/i.test(number) ? number : `${number}.0`;
}

/** A string literal with everything escaped that needs it. */
export function quoted(value: string): string {
  const escaped = value.replace(/[\\"\p{Cc}\u2028\u2029]/gu, (char) => {
    switch (char) {
      case '\\':
        return '\\\\';
      case '"':
        return '\\"';
      case '\n':
        return '\\n';
      case '\r':
        return '\\r';
      case '\t':
        return '\\t';
      default:
        return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }
  });
  return `"${escaped}"`;
}
