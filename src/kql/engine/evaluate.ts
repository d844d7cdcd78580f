import { Decimal } from 'decimal.js';
import { constant, type Column } from './columns/column.js';
import { convertColumn, convertValue } from './convert.js';
import { parseDynamic } from './dynamicText.js';
import { KqlError, semanticError, unsupported, withSpan } from './errors.js';
import type { Argument, Overload } from './functions/definition.js';
import { CallSite } from './functions/lift.js';
import { memberPath, MemberReader } from './functions/operators/member.js';
import { listPredicate } from './functions/operators/membership.js';
import { scalarFunction } from './functions/registry.js';
import { resolveOverload } from './functions/resolve.js';
import type { Chunk } from './chunk.js';
import type { Compiled, ExecContext } from './operators/context.js';
import type { Call, Expr, InQuery, Literal, Member } from './plan.js';
import { columnIndex, type ScalarType, type Schema, type Value } from './types.js';

/** Binds an expression to a schema: resolves columns and overloads, folds constants. Errors carry the place of the expression. */
export function compileExpr(expr: Expr, schema: Schema, context: ExecContext): Compiled {
  switch (expr.kind) {
    case 'literal':
      return compiledConstant(expr.type, literalValue(expr));
    case 'column':
      return compileColumn(expr.name, schema, expr);
    case 'member':
      return compileMember(expr, schema, context);
    case 'call':
      return compileCall(expr, schema, context);
    case 'star':
      throw semanticError('* cannot be used here.', expr);
    case 'toscalar':
    case 'scalarRef': {
      const { type, value } = context.constant(expr);
      return compiledConstant(type, value);
    }
    case 'inQuery':
      return compileInQuery(expr, schema, context);
  }
}

/** The JavaScript value of a literal of the plan. */
export function literalValue(literal: Literal): Value {
  const { value, type } = literal;
  if (value === null) return type === 'string' ? '' : null;
  switch (type) {
    case 'long':
    case 'datetime':
    case 'timespan':
      return BigInt(value);
    case 'int':
    case 'real':
      return Number(value);
    case 'decimal':
      return new Decimal(String(value));
    case 'dynamic':
      return parseDynamic(String(value));
    default:
      return value;
  }
}

export function compiledConstant(type: ScalarType, value: Value): Compiled {
  const folded = value === null && type === 'string' ? '' : value;
  return {
    type,
    constant: folded,
    isConstant: true,
    isWindow: false,
    evaluate: (chunk) => constant(type, folded, chunk.length),
  };
}

function compileColumn(name: string, schema: Schema, span: Expr): Compiled {
  const index = columnIndex(schema, name);
  if (index < 0) throw semanticError(`There is no column '${name}' here.`, span);
  return {
    type: schema[index]!.type,
    isConstant: false,
    isWindow: false,
    evaluate: (chunk) => chunk.column(index),
  };
}

function compileMember(expr: Member, schema: Schema, context: ExecContext): Compiled {
  const { base, path } = memberPath(expr);
  const inner = compileExpr(base, schema, context);
  if (inner.type !== 'dynamic') {
    // A member of a string, number … is null, as the engine has it for values of unknown shape; the binder refuses the rest.
    throw semanticError(`'.${String(path[0])}' needs a dynamic value; this one is ${inner.type}.`, expr);
  }
  const reader = new MemberReader(path, context);
  if (inner.isConstant) return compiledConstant('dynamic', reader.read(constant('dynamic', inner.constant ?? null, 1)).get(0));
  return {
    type: 'dynamic',
    isConstant: false,
    isWindow: inner.isWindow,
    evaluate: (chunk) => reader.read(inner.evaluate(chunk)),
  };
}

/** Only these are looked at, since it takes to compile the argument once more. */
const severalResults = /^(?:array_sort|series)_/;

/** `array_sort_asc(a, b)[1]`: a constant index on a function with several results takes one of them. */
function compileResultAt(expr: Call, schema: Schema, context: ExecContext): Compiled | undefined {
  const [base, index] = expr.args;
  if (base?.kind !== 'call' || index === undefined || !severalResults.test(base.name)) return undefined;
  const { outputs, evaluateTuple } = compileExpr(base, schema, context);
  if (outputs === undefined || evaluateTuple === undefined) return undefined;
  const { isConstant, constant: wantedIndex } = compileExpr(index, schema, context);
  if (!isConstant || typeof wantedIndex !== 'bigint') return undefined;
  const wanted = Number(wantedIndex);
  const at = wanted < 0 ? outputs.length + wanted : wanted;
  const output = outputs[at];
  if (output === undefined) throw semanticError(`${base.name}() has ${outputs.length} results, counted from 0.`, index);
  return {
    type: output.type,
    isConstant: false,
    isWindow: false,
    evaluate: (chunk) => placed(expr, () => evaluateTuple(chunk)[at]!),
  };
}

/** Functions that take every column of the row for a `*`. */
const takesColumns = new Set(['pack_all', 'estimate_data_size']);

/** Operators whose `*` operand means any column of the row that fits. */
const starOperators = new Set(['and', 'or']);

function compileCall(expr: Call, schema: Schema, context: ExecContext): Compiled {
  if (expr.name === 'column_ifexists') return compileColumnIfExists(expr, schema, context);
  if (expr.name === 'iscolumnexists') return compileIsColumnExists(expr, schema, context);
  if (expr.name === '[]') {
    const result = compileResultAt(expr, schema, context);
    if (result !== undefined) return result;
  }
  const [head] = expr.args;
  if (head?.kind === 'star' && !starOperators.has(expr.name) && !takesColumns.has(expr.name)) {
    return compileAnyColumn(expr, schema, context);
  }
  const definition = scalarFunction(expr.name);
  if (definition === undefined) throw unsupported(`The function ${expr.name}()`, expr);
  const star: Expr = { kind: 'star', start: expr.start, length: expr.length };
  // `pack_all()` packs every column, whether or not a `*` says so.
  const given = expr.name === 'pack_all' && !expr.args.some((arg) => arg.kind === 'star') ? [star, ...expr.args] : expr.args;
  const operands: { compiled: Compiled; name?: string }[] = given.flatMap((arg) =>
    arg.kind === 'star'
      ? schema.map((column) => ({ compiled: compileColumn(column.name, schema, arg), name: column.name }))
      : [{ compiled: compileExpr(arg, schema, context), ...(arg.kind === 'column' && { name: arg.name }) }],
  );
  const args: Argument[] = operands.map(({ compiled, name }) => ({
    type: compiled.type,
    isConstant: compiled.isConstant,
    ...(compiled.constant !== undefined && { constant: compiled.constant }),
    ...(name !== undefined && { name }),
  }));
  const { overload, argumentTypes } = resolveOverload(definition, args, schema, expr);
  const inputs = operands.map(({ compiled }, i) => converted(compiled, argumentTypes[i]));
  return bind(overload, inputs, expr, context);
}

function converted(compiled: Compiled, to: ScalarType | undefined): Compiled {
  if (to === undefined || to === compiled.type) return compiled;
  if (compiled.isConstant) return compiledConstant(to, convertValue(compiled.constant ?? null, compiled.type, to));
  return {
    type: to,
    isConstant: false,
    isWindow: compiled.isWindow,
    evaluate: (chunk) => convertColumn(compiled.evaluate(chunk), to),
  };
}

function bind(overload: Overload, inputs: readonly Compiled[], expr: Call, context: ExecContext): Compiled {
  const site = new CallSite(overload);
  const isWindow = overload.window === true || inputs.some((input) => input.isWindow);
  const evaluate = (chunk: Chunk): Column =>
    placed(expr, () =>
      site.evaluate(
        inputs.map((input) => input.evaluate(chunk)),
        chunk.length,
        context,
      ),
    );
  const isConstant = inputs.every((input) => input.isConstant) && overload.volatile !== true && overload.window !== true;
  const { tuple, outputs } = overload;
  const several =
    tuple !== undefined && outputs !== undefined
      ? {
          outputs,
          evaluateTuple: (chunk: Chunk) =>
            placed(expr, () =>
              tuple(
                inputs.map((input) => input.evaluate(chunk)),
                chunk.length,
                context,
              ),
            ),
        }
      : {};
  if (isConstant && tuple === undefined) {
    const value = placed(expr, () =>
      site.evaluate(
        inputs.map((input) => constant(input.type, input.constant ?? null, 1)),
        1,
        context,
      ),
    ).get(0);
    return compiledConstant(overload.returns, value);
  }
  return { type: overload.returns, isConstant: false, isWindow, evaluate, ...several };
}

function placed<T>(expr: Expr, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withSpan(error, expr);
  }
}

/** `column_ifexists("name", fallback)`: the column when the schema has it. */
function compileColumnIfExists(expr: Call, schema: Schema, context: ExecContext): Compiled {
  const [nameExpr, fallback] = expr.args;
  if (nameExpr === undefined || fallback === undefined) throw semanticError('column_ifexists() takes a name and a value.', expr);
  const name = context.constant(nameExpr).value;
  if (typeof name !== 'string') throw semanticError('column_ifexists() takes the name as a string.', nameExpr);
  return columnIndex(schema, name) >= 0 ? compileColumn(name, schema, expr) : compileExpr(fallback, schema, context);
}

/** `iscolumnexists("name")`. */
function compileIsColumnExists(expr: Call, schema: Schema, context: ExecContext): Compiled {
  const [nameExpr] = expr.args;
  const name = nameExpr === undefined ? undefined : context.constant(nameExpr).value;
  if (typeof name !== 'string') throw semanticError('iscolumnexists() takes the name of a column as a string.', expr);
  return compiledConstant('bool', columnIndex(schema, name) >= 0);
}

/** `* has "x"`, `* == 5`: true when it is for any column that the operator takes. */
function compileAnyColumn(expr: Call, schema: Schema, context: ExecContext): Compiled {
  const isEquality = expr.name === '==' || expr.name === '!=' || expr.name.includes('in');
  const right = expr.args[1] === undefined ? undefined : compileExpr(expr.args[1], schema, context).type;
  const takes = (type: ScalarType): boolean =>
    isEquality ? type === right || (right !== 'string' && right !== 'dynamic' && type === 'dynamic') : true;
  const calls = schema
    .filter((column) => takes(column.type) || (isEquality && right === 'string' && column.type === 'dynamic'))
    .map((column): Expr => {
      const reference: Expr = { kind: 'column', name: column.name, start: expr.start, length: expr.length };
      const operand: Expr =
        isEquality || column.type === 'string'
          ? reference
          : { kind: 'call', name: 'tostring', args: [reference], start: expr.start, length: expr.length };
      return { ...expr, args: [operand, ...expr.args.slice(1)] };
    });
  const all = calls.reduce<Expr | undefined>(
    (left, call) =>
      left === undefined
        ? call
        : {
            kind: 'call',
            name: expr.name.startsWith('!') ? 'and' : 'or',
            args: [left, call],
            start: expr.start,
            length: expr.length,
          },
    undefined,
  );
  return all === undefined ? compiledConstant('bool', false) : compileExpr(all, schema, context);
}

function compileInQuery(expr: InQuery, schema: Schema, context: ExecContext): Compiled {
  const value = compileExpr(expr.value, schema, context);
  const relation = context.run(expr.plan);
  const type = relation.schema[0]?.type;
  if (type === undefined) throw semanticError(`The list of '${expr.name}' has no column.`, expr);
  const list: Value[] = [];
  for (const chunk of relation.chunks) {
    const column = chunk.column(0);
    for (let row = 0; row < chunk.length; row++) list.push(column.get(row));
    context.check();
  }
  const overload = listPredicate(expr.name, value.type, type, list);
  if (overload === undefined) throw new KqlError('semantic', `'${expr.name}' cannot compare ${value.type} with ${type}.`, expr);
  const call: Call = { kind: 'call', name: expr.name, args: [expr.value], start: expr.start, length: expr.length };
  return bind(overload, [converted(value, overload.parameters[0] as ScalarType)], call, context);
}
