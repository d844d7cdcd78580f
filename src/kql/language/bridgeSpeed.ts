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

/** The names under which an object has the count of an interface of lists. */
const countNames = new WeakMap<object, readonly [method: string, property: string]>();

function rememberCounts(): void {
  const slow = System.Array.getCount;
  System.Array.getCount = (list: any, type?: any): number => {
    if (list.constructor === Array) return list.length;
    if (typeof type !== 'function' || !isPlainClass(list.constructor)) return slow(list, type);
    let names = countNames.get(type);
    if (names === undefined) {
      const start = `System$Collections$Generic$ICollection$1$${Bridge.getTypeAlias(type)}$`;
      countNames.set(type, (names = [`${start}getCount`, `${start}Count`]));
    }
    const [method, property] = names;
    if (typeof list[method] === 'function') return list[method]();
    return list[property] ?? slow(list, type);
  };
}

/** Call once, after the runtime is loaded. */
export function hastenBridge(): void {
  rememberTypes();
  rememberCounts();
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
