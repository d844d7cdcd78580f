import type { RegexNode } from './syntax.js';

/** True when the node can match nothing at all. */
export function isNullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'empty':
    case 'assertion':
      return true;
    case 'literal':
    case 'class':
    case 'dot':
      return false;
    case 'capture':
      return isNullable(node.body);
    case 'concat':
      return node.parts.every(isNullable);
    case 'alternation':
      return node.choices.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
  }
}

export function children(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'capture':
    case 'repeat':
      return [node.body];
    case 'concat':
      return node.parts;
    case 'alternation':
      return node.choices;
    default:
      return [];
  }
}

function some(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  return test(node) || children(node).some((child) => some(child, test));
}

const hasCapture = (node: RegexNode): boolean => some(node, (inner) => inner.kind === 'capture');

/** A capture that one pass through the node may leave out. */
function hasOptionalCapture(node: RegexNode): boolean {
  if (node.kind === 'alternation') return hasCapture(node);
  if (node.kind === 'repeat' && node.min === 0) return hasCapture(node.body);
  return children(node).some(hasOptionalCapture);
}

/**
 * True when backtracking may take exponential time, or when the captures of a repeat would differ: JavaScript forgets them at each
 * pass and takes no empty pass, the engine keeps those of the last pass.
 */
export function needsLinearEngine(root: RegexNode): boolean {
  return some(root, (node) => {
    if (node.kind !== 'repeat') return false;
    if (isNullable(node.body) && hasCapture(node.body)) return true;
    if (node.max <= 1) return false;
    if (hasOptionalCapture(node.body)) return true;
    return isAmbiguous(node.body, node.max);
  });
}

/** True when so many passes through a body can split a text in too many ways. */
function isAmbiguous(body: RegexNode, passes: number): boolean {
  let ways = 1;
  const risky = some(body, (node) => {
    if (node.kind === 'alternation') return passes > 12 && !startDifferently(node.choices);
    if (node.kind !== 'repeat' || node.min === node.max) return false;
    if (node.max - node.min === 1 && node.max === 1) {
      // An optional part: two ways per pass at most.
      ways *= 2;
      return passes > 12 && !isLiteralStart(node.body);
    }
    if (node.max === Infinity) return passes > 3;
    ways *= node.max - node.min + 1;
    return passes > 12;
  });
  return risky || ways ** Math.min(passes, 12) > 10_000;
}

function isLiteralStart(node: RegexNode): boolean {
  return firstCharacter(node) !== undefined;
}

/** The character that a match must start with, folded; undefined when there are several. */
function firstCharacter(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'literal':
      return String.fromCodePoint(node.codePoint).toLowerCase();
    case 'capture':
      return firstCharacter(node.body);
    case 'repeat':
      return node.min === 0 ? undefined : firstCharacter(node.body);
    case 'concat': {
      const first = node.parts.find((part) => part.kind !== 'assertion');
      return first === undefined ? undefined : firstCharacter(first);
    }
    default:
      return undefined;
  }
}

function startDifferently(choices: readonly RegexNode[]): boolean {
  const starts = choices.map(firstCharacter);
  return starts.every((start) => start !== undefined) && new Set(starts).size === starts.length;
}
