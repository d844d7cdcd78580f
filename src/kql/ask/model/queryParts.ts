import { toIso } from '../../../model/time';
import type { SyntaxNode } from '../../engine/lower/syntax.js';
import { analyzeRecent, type Globals } from '../../language/kusto.js';
import { namesOf } from '../../language/names.js';
import type { Bound } from '../check/bounds.js';
import { Constants } from '../check/constants.js';
import { boundedReads } from '../check/reads.js';
import type { SlotDifference } from './types';

type Slot = SlotDifference['slot'];
type Parts = ReadonlyMap<Slot, ReadonlySet<string>>;

const slots: readonly Slot[] = ['table', 'window', 'condition', 'aggregation', 'group', 'order', 'limit', 'shape'];

/**
 * Where two queries do not say the same, as texts of the queries. It compares what stands there, not what it means: `a == 1` and `1 == a` are
 * different. Throws a KqlError for what cannot be read.
 */
export function differencesOf(draft: string, model: string, globals: Globals, now: number): readonly SlotDifference[] {
  const [a, b] = [partsOf(draft, globals, now), partsOf(model, globals, now)];
  return slots.flatMap((slot): SlotDifference[] => {
    const [ours, theirs] = [a.get(slot) ?? new Set<string>(), b.get(slot) ?? new Set<string>()];
    const [onlyOurs, onlyTheirs] = [[...ours].filter((one) => !theirs.has(one)), [...theirs].filter((one) => !ours.has(one))];
    return onlyOurs.length + onlyTheirs.length === 0 ? [] : [{ slot, draft: onlyOurs, model: onlyTheirs }];
  });
}

function partsOf(kql: string, globals: Globals, now: number): Parts {
  const { root } = analyzeRecent(kql, globals);
  const parts = new Map<Slot, Set<string>>(slots.map((slot) => [slot, new Set<string>()]));
  const add = (slot: Slot, texts: readonly string[]): void => texts.forEach((text) => parts.get(slot)?.add(text));
  const names = namesOf(root);
  const times = new Set<string>();
  const query = root
    .list('Statements')
    .findLast(({ kind }) => kind === 'ExpressionStatement')
    ?.child('Expression');
  if (query !== undefined) {
    for (const { table, timeColumn, bounds } of boundedReads(query, names, new Constants(names, now))) {
      add('table', [table]);
      if (timeColumn === undefined) continue;
      times.add(timeColumn);
      add('window', [`${boundText(bounds.from)} to ${boundText(bounds.to)}`]);
    }
  }
  walk(root, times, add);
  return parts;
}

function walk(root: SyntaxNode, times: ReadonlySet<string>, add: (slot: Slot, texts: readonly string[]) => void): void {
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    switch (node.kind) {
      case 'FilterOperator':
        add(
          'condition',
          conjuncts(node.child('Condition'))
            .filter((one) => !namesOne(one, times))
            .map(textOf),
        );
        break;
      case 'SummarizeOperator':
      case 'MakeSeriesOperator':
        add('aggregation', node.list('Aggregates').map(valueText));
        add('group', (node.child('ByClause')?.list('Expressions') ?? []).map(valueText));
        break;
      case 'CountOperator':
        add('aggregation', ['count()']);
        break;
      case 'DistinctOperator':
        add('group', node.list('Expressions').map(valueText));
        break;
      case 'SortOperator':
        add('order', node.list('Expressions').map(textOf));
        break;
      case 'TopOperator':
      case 'TakeOperator':
        add('limit', [textOf(node)]);
        break;
      case 'RenderOperator':
      case 'JoinOperator':
      case 'LookupOperator':
        add('shape', [textOf(node)]);
        break;
    }
    open.push(...node.children);
  }
}

function conjuncts(condition: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (condition === undefined) return [];
  if (condition.kind === 'ParenthesizedExpression') return conjuncts(condition.child('Expression'));
  return condition.kind === 'AndExpression'
    ? [...conjuncts(condition.child('Left')), ...conjuncts(condition.child('Right'))]
    : [condition];
}

function namesOne(node: SyntaxNode, names: ReadonlySet<string>): boolean {
  return (node.kind === 'NameReference' && names.has(node.text)) || node.children.some((child) => namesOne(child, names));
}

/** What is computed, whatever it is called. */
const valueText = (node: SyntaxNode): string =>
  textOf(node.kind === 'SimpleNamedExpression' ? (node.child('Expression') ?? node) : node);

/** One form for the two kinds of quotes and for space. */
const textOf = ({ text }: SyntaxNode): string => text.replace(/\s+/g, ' ').replaceAll("'", '"');

const boundText = (bound: Bound | undefined): string =>
  typeof bound === 'number' ? toIso(bound) : bound === undefined ? 'open' : 'unknown';
