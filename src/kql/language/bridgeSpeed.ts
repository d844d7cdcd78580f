/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument */

/*
 * The runtime under the language service answers "is this object of that type" and "how many items has this list" by walking tables and
 * joining names at every call, a fifth of the time of an analysis. These give the same answers from memory.
 */
declare const Bridge: any;
declare const System: any;

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

/** The names under which an object has the members of an interface of lists of a type. */
interface ListNames {
  readonly getCount: string;
  readonly count: string;
  readonly getItem: string;
}

const listNames = new WeakMap<object, ListNames>();

function listNamesOf(type: any): ListNames {
  let names = listNames.get(type);
  if (names === undefined) {
    const alias = String(Bridge.getTypeAlias(type));
    const [collection, list] = ['ICollection', 'IList'].map((of) => `System$Collections$Generic$${of}$1$${alias}$`);
    listNames.set(type, (names = { getCount: `${collection}getCount`, count: `${collection}Count`, getItem: `${list}getItem` }));
  }
  return names;
}

function rememberLists(): void {
  const { getCount, getItem } = System.Array;
  System.Array.getCount = (list: any, type?: any): number => {
    if (list.constructor === Array) return list.length;
    if (typeof type !== 'function' || !isPlainClass(list.constructor)) return getCount(list, type);
    const names = listNamesOf(type);
    if (typeof list[names.getCount] === 'function') return list[names.getCount]();
    return list[names.count] ?? getCount(list, type);
  };
  System.Array.getItem = (list: any, index: number, type?: any): unknown => {
    if (typeof type !== 'function') return getItem(list, index, type);
    if (list.constructor === Array) return list[index];
    if (!isPlainClass(list.constructor)) return getItem(list, index, type);
    const name = listNamesOf(type).getItem;
    return typeof list[name] === 'function' ? list[name](index) : getItem(list, index, type);
  };
}

/** Types made of a generic one and one argument, such as lists of nodes: there are hundreds of them. */
function rememberGenerics(): void {
  const slow = Bridge.Class.getCachedType;
  const known = new WeakMap<object, Map<unknown, unknown>>();
  Bridge.Class.getCachedType = (generic: any, args: ArrayLike<unknown>): unknown => {
    if (args.length !== 1) return slow(generic, args);
    let made = known.get(generic);
    if (made === undefined) known.set(generic, (made = new Map()));
    let entry = made.get(args[0]);
    if (entry === undefined) {
      entry = slow(generic, args);
      if (entry !== null) made.set(args[0], entry);
    }
    return entry;
  };
}

/** Call once, after the runtime is loaded. */
export function hastenBridge(): void {
  rememberTypes();
  rememberLists();
  rememberGenerics();
}
