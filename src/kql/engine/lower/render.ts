import type { Plan, RenderPlan } from '../plan.js';
import { spanOf } from './literals.js';
import { nameOf, need } from './names.js';
import { scalarOf, textOf } from './parameters.js';
import type { SyntaxNode } from './syntax.js';

type Properties = Record<string, RenderPlan['properties'][string]>;

export function lowerRender(node: SyntaxNode, input: Plan): Plan {
  const clause = node.child('WithClause');
  const properties: Properties = {};
  // Older queries have the properties without parentheses.
  for (const property of [...node.list('Parameters'), ...(clause?.list('Properties') ?? [])]) {
    const name = nameOf(need(property, 'Name'));
    if (!name.startsWith('hint.')) properties[name] = valueOf(need(property, 'Expression'));
  }
  return { op: 'render', input, visualization: need(node, 'ChartType').text, properties, ...spanOf(node) };
}

function valueOf(node: SyntaxNode): Properties[string] {
  if (node.kind === 'NameReferenceList') return node.list('Names').map(nameOf);
  return scalarOf(node) ?? textOf(node);
}
