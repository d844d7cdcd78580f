import { semanticError, type Span } from '../errors.js';
import type { Expr, Literal, LiteralValue } from '../plan.js';
import { parseDatetime, parseTimespan } from '../ticks.js';
import type { ScalarType } from '../types.js';
import { boolValue, decimalValue, guidValue, intValue, longValue, realValue } from './numbers.js';
import { stringValue } from './strings.js';
import type { SyntaxNode } from './syntax.js';

export function spanOf({ start, length }: Span): Span {
  return { start, length };
}

export function literal(type: ScalarType, value: LiteralValue, span: Span): Literal {
  return { kind: 'literal', type, value, ...spanOf(span) };
}

export function call(name: string, args: readonly Expr[], span: Span): Expr {
  return { kind: 'call', name, args, ...spanOf(span) };
}

const literalTypes: Readonly<Record<string, ScalarType>> = {
  BooleanLiteralExpression: 'bool',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RealLiteralExpression: 'real',
  DecimalLiteralExpression: 'decimal',
  DateTimeLiteralExpression: 'datetime',
  TimespanLiteralExpression: 'timespan',
  GuidLiteralExpression: 'guid',
  StringLiteralExpression: 'string',
  CompoundStringLiteralExpression: 'string',
};

export function isLiteral(node: SyntaxNode): boolean {
  return node.kind in literalTypes || node.kind === 'NullLiteralExpression' || node.kind === 'DynamicExpression';
}

/** `long( 5 )`: what is in the parentheses, without quotes. Undefined for a bare literal. */
function inParentheses(text: string): string | undefined {
  const match = /^[a-zA-Z]\w*\s*\(([\s\S]*)\)$/.exec(text);
  return match === null ? undefined : match[1]!.trim().replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** The literal that a literal node stands for, from the text of its token; undefined for other nodes. */
export function lowerLiteral(node: SyntaxNode): Expr | undefined {
  if (node.kind === 'DynamicExpression') return lowerDynamic(node);
  const type = literalTypes[node.kind];
  if (type === undefined) return undefined;
  if (type === 'string') return literal('string', stringOf(node), node);
  const wrapped = inParentheses(node.text);
  const text = wrapped ?? node.text.trim();
  if (wrapped?.toLowerCase() === 'null' || wrapped === '') return literal(type, null, node);
  const value = valueOf(type, text, node);
  if (value === null) throw semanticError(`${node.text} is not a valid ${type}.`, node);
  return literal(type, value, node);
}

function valueOf(type: ScalarType, text: string, span: Span): LiteralValue {
  switch (type) {
    case 'bool':
      return boolValue(text);
    case 'int':
      return intValue(text);
    case 'long':
      return longValue(text, span);
    case 'real':
      return realValue(text);
    case 'decimal':
      return decimalValue(text);
    case 'guid':
      return guidValue(text);
    case 'datetime':
      // A formatter may have put spaces around the dashes of a date.
      return ticksText(parseDatetime(text) ?? parseDatetime(text.replace(/\s*-\s*/g, '-')));
    case 'timespan':
      return ticksText(parseTimespan(text));
    default:
      return text;
  }
}

const ticksText = (ticks: bigint | null): string | null => (ticks === null ? null : String(ticks));

/** The value of a string literal; adjacent ones are one string. */
export function stringOf(node: SyntaxNode): string {
  if (node.kind === 'CompoundStringLiteralExpression') {
    return node
      .list('Tokens')
      .map((token) => stringValue(token.text, token))
      .join('');
  }
  return stringValue(node.text, node);
}

// Dynamic literals.

/** JSON text; where a value inside has a type that JSON does not have, a call that makes the value. */
function lowerDynamic(node: SyntaxNode): Expr {
  const value = node.child('Expression');
  if (value === undefined || value.length === 0) return literal('dynamic', null, node);
  const json = jsonText(value);
  if (json !== undefined) return literal('dynamic', json === 'null' ? null : json, node);
  return dynamicCall(value);
}

/** Undefined when a part has no JSON form. */
function jsonText(node: SyntaxNode): string | undefined {
  switch (node.kind) {
    case 'JsonObjectExpression': {
      const pairs = node.list('Pairs').map((pair) => {
        const value = jsonText(pairValue(pair));
        return value === undefined ? undefined : `${JSON.stringify(pairName(pair))}:${value}`;
      });
      return pairs.includes(undefined) ? undefined : `{${pairs.join(',')}}`;
    }
    case 'JsonArrayExpression': {
      const values = node.list('Values').map(jsonText);
      return values.includes(undefined) ? undefined : `[${values.join(',')}]`;
    }
    case 'NullLiteralExpression':
      return 'null';
    case 'UnaryMinusExpression':
    case 'UnaryPlusExpression': {
      const inner = operand(node);
      const text = jsonText(inner);
      if (text === undefined || !/^\d/.test(text)) throw semanticError(`${node.text} cannot be in a dynamic literal.`, node);
      return node.kind === 'UnaryMinusExpression' ? `-${text}` : text;
    }
    default:
      return scalarJson(node);
  }
}

function operand(node: SyntaxNode): SyntaxNode {
  const inner = node.child('Expression');
  if (inner === undefined) throw semanticError('A value is missing.', node);
  return inner;
}

function scalarJson(node: SyntaxNode): string | undefined {
  const value = lowerLiteral(node);
  if (value?.kind !== 'literal') return value === undefined ? refuseJson(node) : undefined;
  if (value.value === null) return 'null';
  switch (value.type) {
    case 'bool':
      return String(value.value);
    case 'int':
    case 'long':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'dynamic':
      return String(value.value);
    case 'real':
      // The text keeps a real a real: 1.0 is none of the longs.
      if (typeof value.value === 'string') return undefined;
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.text) ? realText(node.text) : realText(String(value.value));
    default:
      return undefined;
  }
}

const realText = (text: string): string => (/[.eE]/.test(text) ? text : `${text}.0`);

function refuseJson(node: SyntaxNode): never {
  throw semanticError(`${node.text} cannot be in a dynamic literal.`, node);
}

/** A call that makes the value of a dynamic literal with parts that JSON has no form for. */
function dynamicCall(node: SyntaxNode): Expr {
  if (node.kind === 'JsonObjectExpression') {
    const args = node.list('Pairs').flatMap((pair) => [literal('string', pairName(pair), pair), dynamicPart(pairValue(pair))]);
    return call('bag_pack', args, node);
  }
  if (node.kind === 'JsonArrayExpression') return call('pack_array', node.list('Values').map(dynamicPart), node);
  return call('todynamic', [dynamicPart(node)], node);
}

function dynamicPart(node: SyntaxNode): Expr {
  if (node.kind === 'JsonObjectExpression' || node.kind === 'JsonArrayExpression') {
    const json = jsonText(node);
    return json === undefined ? dynamicCall(node) : literal('dynamic', json, node);
  }
  if (node.kind === 'NullLiteralExpression') return literal('dynamic', null, node);
  if (node.kind === 'UnaryMinusExpression' || node.kind === 'UnaryPlusExpression')
    return literal('dynamic', jsonText(node) ?? null, node);
  return lowerLiteral(node) ?? refuseJson(node);
}

function pairName(pair: SyntaxNode): string {
  const name = pair.child('Name');
  return name === undefined ? '' : stringValue(name.text, name);
}

function pairValue(pair: SyntaxNode): SyntaxNode {
  const value = pair.child('Value');
  if (value === undefined) throw semanticError('A value is missing.', pair);
  return value;
}
