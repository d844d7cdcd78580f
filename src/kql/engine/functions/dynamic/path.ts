import { getKey, isArray, isBag, elements, type Dynamic } from '../../dynamic.js';

export type PathStep = string | number | typeof anyMember;

/** `[*]` and `.*`: every element or member. */
export const anyMember = Symbol('*');

const step = /\.?\[\s*(?:(-?\d+)|(\*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\]|\.(\*)|\.([^.[\]]+)/y;

/** The steps of a JSONPath such as `$.a['b c'][0]`; null when it is none. `$` may be left out. */
export function parseJsonPath(path: string): readonly PathStep[] | null {
  const rest = path.startsWith('$') ? path.slice(1) : path.startsWith('[') || path.startsWith('.') ? path : `.${path}`;
  const steps: PathStep[] = [];
  step.lastIndex = 0;
  for (let at = 0; at < rest.length; at = step.lastIndex) {
    const match = step.exec(rest);
    if (match === null) return null;
    const [, index, star, single, double, dotStar, name] = match;
    if (index !== undefined) steps.push(Number(index));
    else if (star !== undefined || dotStar !== undefined) steps.push(anyMember);
    else steps.push(name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'));
  }
  return steps;
}

/** The first value at a path; undefined where there is none. */
export function valueAt(value: Dynamic, path: readonly PathStep[], from = 0): Dynamic | undefined {
  let current: Dynamic | undefined = value;
  for (let i = from; i < path.length; i++) {
    const key = path[i]!;
    if (current === undefined) return undefined;
    if (key === anyMember) {
      const members: readonly Dynamic[] = isArray(current) ? elements(current) : isBag(current) ? Object.values(current) : [];
      for (const member of members) {
        const found = valueAt(member, path, i + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if (typeof key === 'string') current = isBag(current) ? getKey(current, key) : undefined;
    else if (isArray(current)) current = elements(current).at(key);
    else return undefined;
  }
  return current;
}

/** The keys of a bag that `key` names: itself, or the steps of `$.a.b`. Array steps are refused (null). */
export function bagPath(key: string): readonly string[] | null {
  if (!key.startsWith('$')) return [key];
  const steps = parseJsonPath(key);
  if (steps === null || steps.length === 0) return null;
  return steps.every((one): one is string => typeof one === 'string') ? steps : null;
}
