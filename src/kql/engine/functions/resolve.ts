import { isImplicit } from '../convert.js';
import { semanticError, type Span } from '../errors.js';
import { isNumeric, type ScalarType, type Schema } from '../types.js';
import type { Argument, Overload, Parameter, ParameterType, ScalarFunction } from './definition.js';

/** An overload with the type that each argument is converted to first; `undefined` leaves it as it is. */
export interface Resolved {
  readonly overload: Overload;
  readonly argumentTypes: readonly (ScalarType | undefined)[];
}

/** Picks the overload that takes the arguments with the least widening; refuses with the signatures there are. */
export function resolveOverload(definition: ScalarFunction, args: readonly Argument[], schema: Schema, span: Span): Resolved {
  if (typeof definition.overloads === 'function') {
    const made = definition.overloads(args, schema);
    if (typeof made === 'string') throw semanticError(made, span);
    const types = parameterTypes(made.parameters, args.length);
    if (types === undefined) throw mismatch(definition.name, [made], args, span);
    return { overload: made, argumentTypes: types.map((type) => concrete(type)) };
  }
  let best: { overload: Overload; types: readonly ParameterType[]; cost: number } | undefined;
  for (const overload of definition.overloads) {
    const types = parameterTypes(overload.parameters, args.length);
    if (types === undefined) continue;
    let cost = 0;
    for (let i = 0; i < args.length; i++) cost += conversionCost(args[i]!.type, types[i]!);
    if (cost < (best?.cost ?? Infinity)) best = { overload, types, cost };
  }
  if (best === undefined) throw mismatch(definition.name, definition.overloads, args, span);
  return { overload: best.overload, argumentTypes: best.types.map((type) => concrete(type)) };
}

function concrete(type: ParameterType): ScalarType | undefined {
  return type === 'any' || type === 'number' ? undefined : type;
}

const baseType = (parameter: Parameter): ParameterType => parameter.replace(/[?*]$/, '') as ParameterType;

/** The parameter type of each of `count` arguments; undefined when so many do not fit. */
function parameterTypes(parameters: readonly Parameter[], count: number): readonly ParameterType[] | undefined {
  const last = parameters.at(-1);
  const variadic = last?.endsWith('*') === true;
  const fixed = variadic ? parameters.slice(0, -1) : parameters;
  const required = fixed.filter((parameter) => !parameter.endsWith('?')).length;
  if (count < required || (!variadic && count > fixed.length)) return undefined;
  return Array.from({ length: count }, (_, i) => baseType(fixed[i] ?? last!));
}

const widening: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];

function conversionCost(from: ScalarType, to: ParameterType): number {
  if (from === to) return 0;
  if (to === 'any') return 0.5;
  if (to === 'number') return isNumeric(from) ? 0.25 : Infinity;
  if (isNumeric(from) && isNumeric(to)) {
    const steps = widening.indexOf(to) - widening.indexOf(from);
    // A long where an int is asked for, a real where a long is: taken, as the engine does, when nothing better fits.
    return steps > 0 ? steps : 20 - steps;
  }
  if (from === 'dynamic') return to === 'string' ? 10 : 11;
  return isImplicit(from, to) ? 12 : Infinity;
}

function mismatch(name: string, overloads: readonly Overload[], args: readonly Argument[], span: Span): Error {
  const signatures = overloads.slice(0, 4).map((overload) => `${name}(${overload.parameters.join(', ')})`);
  const given = args.map((arg) => arg.type).join(', ');
  return semanticError(`${name}(${given}) does not fit ${signatures.join(' or ')}.`, span);
}
