/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument */

/*
 * The runtime under the language service answers "is this object of that type" and "how many items has this list" by walking tables and
 * joining names at every call, a sixth of the time of an analysis. These give the same answers from memory.
 */
declare const Bridge: any;
declare const System: any;
declare const Kusto: any;

const knownSymbol = Symbol('known');

/** Instances of a plain class: whether they are of a type depends on the class alone. */
function isPlainClass(made: any): boolean {
  return typeof made === 'function' && made.$kind === 'class' && made.$isArray !== true && made !== System.Object;
}

/** A type that does not look at the object itself. */
function asksClassOnly(type: any): boolean {
  return (
    (typeof type === 'function' || typeof type === 'object') &&
    (type.$kind === 'class' || type.$kind === 'interface') &&
    type.$is === undefined &&
    type.$literal !== true &&
    type !== Object &&
    type !== System.Object
  );
}

function rememberTypes(): void {
  const slow = Bridge.is;
  Bridge.is = (value: any, type: any, ignoreFn?: boolean, allowNull?: boolean): boolean => {
    if (typeof value !== 'object' || value === null) return slow(value, type, ignoreFn, allowNull);
    const made = value.constructor;
    let known: Map<unknown, boolean> | null | undefined = type[knownSymbol];
    if (known === undefined) {
      known = asksClassOnly(type) ? new Map() : null;
      Object.defineProperty(type, knownSymbol, { value: known });
    }
    const answer = known?.get(made);
    if (answer !== undefined) return answer;
    const found = slow(value, type, ignoreFn, allowNull);
    if (known !== null && isPlainClass(made)) known.set(made, found);
    return found;
  };
}

/** How objects of a class give their count, or an item: the name of a method, or of a property. */
interface Access {
  readonly method?: string;
  readonly property?: string;
}

/** What was found out of a class for an interface of lists; null where the runtime has to look at each object. */
class Accesses {
  private readonly byType = new WeakMap<object, WeakMap<object, Access | null>>();

  constructor(private readonly find: (object: any, alias: string) => Access | null) {}

  of(object: any, type: any): Access | null {
    const made = object.constructor;
    let byClass = this.byType.get(type);
    if (byClass === undefined) this.byType.set(type, (byClass = new WeakMap()));
    let known = byClass.get(made);
    if (known === undefined) {
      known = isPlainClass(made) ? this.find(object, String(Bridge.getTypeAlias(type))) : null;
      byClass.set(made, known);
    }
    return known;
  }
}

/** In the order in which the runtime looks for them. */
function countOf(list: any, alias: string): Access | null {
  const own = `System$Collections$Generic$ICollection$1$${alias}$`;
  for (const [method, property] of [
    [`${own}getCount`, undefined],
    ['System$Collections$ICollection$getCount', undefined],
    [undefined, `${own}Count`],
    [undefined, 'System$Collections$ICollection$Count'],
    [undefined, 'Count'],
  ] as const) {
    if (method !== undefined && typeof list[method] === 'function') return { method };
    if (property !== undefined && list[property] !== undefined) return { property };
  }
  return null;
}

/** Only what gives its items as they are, without putting them into boxes. */
function itemOf(list: any, alias: string): Access | null {
  const method = `System$Collections$Generic$IList$1$${alias}$getItem`;
  return typeof list[method] === 'function' ? { method } : null;
}

function rememberLists(): void {
  const { getCount, getItem } = System.Array;
  const [counts, items] = [new Accesses(countOf), new Accesses(itemOf)];
  System.Array.getCount = (list: any, type?: any): number => {
    if (list.constructor === Array) return list.length;
    const access = typeof type === 'function' ? counts.of(list, type) : null;
    if (access?.method !== undefined) return list[access.method]();
    return (access?.property !== undefined ? list[access.property] : undefined) ?? getCount(list, type);
  };
  System.Array.getItem = (list: any, index: number, type?: any): unknown => {
    if (typeof type !== 'function') return getItem(list, index, type);
    if (list.constructor === Array) return list[index];
    const method = items.of(list, type)?.method;
    return method === undefined ? getItem(list, index, type) : list[method](index);
  };
}

/** Which overloads of an operator fit operands of given types, by the overloads and by the types. */
const fitting = new WeakMap<object, Map<string, readonly unknown[]>>();

/**
 * For every `==` and `and` the binder weighs all overloads of the operator against its operands, a third of the time of an analysis. For
 * operands of plain scalar types only their types matter. Call once.
 */
function rememberOperators(): void {
  const { Binder } = Kusto.Language.Binding;
  const { ScalarTypes, OperatorSymbol } = Kusto.Language.Symbols;
  const { StarExpression, SimpleNamedExpression } = Kusto.Language.Syntax;
  const plain = new Map<unknown, number>(Bridge.toArray(ScalarTypes.All).map((type: unknown, index: number) => [type, index]));
  plain.delete(ScalarTypes.Unknown);
  const slow = Binder.prototype.GetBestMatchingSignatures;
  Binder.prototype.GetBestMatchingSignatures = function (
    this: any,
    signatures: any,
    operands: any,
    types: any,
    result: any,
    requiresAll?: boolean,
  ): void {
    const weigh = (): void => slow.call(this, signatures, operands, types, result, requiresAll);
    const numbers: number[] = [];
    for (let i = 0; i < types.Count; i++) {
      const number = plain.get(types.getItem(i));
      const operand = operands.getItem(i);
      if (number === undefined || Bridge.is(operand, StarExpression) || Bridge.is(operand, SimpleNamedExpression)) {
        weigh();
        return;
      }
      numbers.push(number);
    }
    const [first] = System.Array.getCount(signatures) > 1 ? [signatures.getItem(0)] : [];
    if (result.Count > 0 || !(first?.Symbol instanceof OperatorSymbol)) {
      weigh();
      return;
    }
    let known = fitting.get(signatures);
    if (known === undefined) fitting.set(signatures, (known = new Map()));
    const key = `${requiresAll === true} ${numbers.join(' ')}`;
    const found = known.get(key);
    if (found === undefined) {
      weigh();
      known.set(key, [...Bridge.toArray(result)]);
    } else for (const signature of found) result.add(signature);
  };
}

/** Call once, after the runtime is loaded. */
export function hastenBridge(): void {
  rememberTypes();
  rememberLists();
  rememberOperators();
}

/** What completion offers for a built-in function, by whether only its name is wanted and whether it begins a query. */
const functionItems = new WeakMap<object, Map<string, unknown[]>>();

/** Completion makes items for each of some 500 functions anew at every request, the larger part of its time. Call once. */
export function hastenCompletion(): void {
  const { KustoCompleter } = Kusto.Language.Editor;
  const { FunctionSymbol } = Kusto.Language.Symbols;
  const completer = KustoCompleter.prototype;
  const slow = completer.GetCompletionItemsForSymbol;
  completer.GetCompletionItemsForSymbol = function (this: any, symbol: any, context: any, nameOnly: boolean, items: any): void {
    if (!(symbol instanceof FunctionSymbol) || this._code.Globals.IsBuiltInFunction(symbol) !== true) {
      slow.call(this, symbol, context, nameOnly, items);
      return;
    }
    let known = functionItems.get(symbol);
    if (known === undefined) functionItems.set(symbol, (known = new Map()));
    const key = `${nameOnly} ${KustoCompleter.IsStartOfQuery(context)}`;
    let made = known.get(key);
    if (made === undefined) {
      const before = items.Count;
      slow.call(this, symbol, context, nameOnly, items);
      made = Bridge.toArray(items).slice(before) as unknown[];
      known.set(key, made);
      return;
    }
    for (const item of made) items.add(item);
  };
}
