import type { BinaryOperator, Expr } from '../compose/ast';

const verbs: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '==': 'is',
  '=~': 'is',
  '!=': 'is not',
  '!~': 'is not',
  '<': 'is under',
  '>': 'is over',
  contains: 'contains',
  '!contains': 'does not contain',
  has: 'has the word',
  '!has': 'does not have the word',
  startswith: 'starts with',
  '!startswith': 'does not start with',
  endswith: 'ends with',
  '!endswith': 'does not end with',
  'matches regex': 'matches',
};

/** A test of the catalogue in words: `SeverityLevel is 3 or more`, `ScStatus is 400 to 499`. */
export function meaningOf(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.name;
    case 'path':
      return String(expr.keys.at(-1) ?? expr.column);
    case 'literal':
      return expr.value === '' ? 'empty' : typeof expr.value === 'string' ? expr.value : JSON.stringify(expr.value);
    case 'instant':
      return new Date(expr.at).toISOString();
    case 'duration':
      return `${expr.milliseconds} ms`;
    case 'list':
      return expr.items.map(meaningOf).join(', ');
    case 'call':
      return ofCall(expr.name, expr.args);
    case 'binary':
      return ofBinary(expr);
    case 'between':
      return `${meaningOf(expr.value)} is ${expr.negated === true ? 'not ' : ''}${meaningOf(expr.low)} to ${meaningOf(expr.high)}`;
    case 'in': {
      const verb = expr.operator.startsWith('has') ? 'has' : expr.operator.startsWith('!') ? 'is not' : 'is';
      return `${meaningOf(expr.value)} ${verb} ${joined(expr.items.map(meaningOf), expr.operator === 'has_all' ? 'and' : 'or')}`;
    }
    case 'star':
      return 'anything';
  }
}

function ofBinary({ operator, left, right }: Extract<Expr, { kind: 'binary' }>): string {
  if (operator === '>=') return `${meaningOf(left)} is ${meaningOf(right)} or more`;
  if (operator === '<=') return `${meaningOf(left)} is ${meaningOf(right)} or less`;
  if (operator === 'and' || operator === 'or') return `${grouped(left, operator)} ${operator} ${grouped(right, operator)}`;
  return `${meaningOf(left)} ${verbs[operator] ?? operator} ${meaningOf(right)}`;
}

function grouped(part: Expr, within: 'and' | 'or'): string {
  const isMixed = part.kind === 'binary' && (part.operator === 'and' || part.operator === 'or') && part.operator !== within;
  return isMixed ? `(${meaningOf(part)})` : meaningOf(part);
}

function ofCall(name: string, args: readonly Expr[]): string {
  const [first] = args;
  if (first === undefined) return name;
  if (name === 'isnotempty' || name === 'isnotnull') return `${meaningOf(first)} is there`;
  if (name === 'isempty' || name === 'isnull') return `${meaningOf(first)} is empty`;
  if (name === 'not') return `not (${meaningOf(first)})`;
  // Conversions and readings of JSON say nothing to a person.
  if (args.length === 1 && (name.startsWith('to') || name === 'parse_json')) return meaningOf(first);
  return `${name} of ${args.map(meaningOf).join(', ')}`;
}

function joined(items: readonly string[], word: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}
