import { nearestNames } from '../../language/nearestNames';
import type { AskResource } from '../answer';
import type { Expr } from '../compose/ast';
import { resourceTest } from '../interpret/filterResources';
import type { Frame } from '../interpret/frame';
import { spanOf } from '../interpret/phrases';
import type { SlotDraft } from '../interpret/slots';
import { MOST_OTHERS, WITHOUT, type Alternative, type EditContext, type Part } from './part';
import { hasTest, isSame, withTest } from './tests';

/** What rows are of: one of those that the words fit, others of their kind, anything. */
export function resourcePart({ test, span }: SlotDraft, frame: Frame, at: EditContext): Part | undefined {
  if (test === undefined || !hasTest(frame, test)) return undefined;
  const { reading, context } = at;
  const match = reading.resources.find(({ tokens }) => tokens.length > 0 && spanOf(reading.tokens, tokens).start === span?.start);
  const named = match?.resources ?? [];
  const types = new Set(named.map(({ type }) => type));
  const ofKind = context.resources.filter((resource) => types.has(resource.type) && !named.includes(resource));
  const others = [...named, ...ofKind]
    .flatMap((resource) => becomes(test, resource, at) ?? [])
    .filter(({ to }, index, all) => !isSame(to, test) && all.findIndex((other) => isSame(other.to, to)) === index);
  return {
    others: [
      ...others.slice(0, MOST_OTHERS),
      { id: WITHOUT, label: 'of anything', edit: (edited) => withTest(edited, test, undefined) },
    ],
    typing: { as: 'value', read: (text) => typed(test, text, at) },
  };
}

function becomes(
  test: Expr,
  resource: AskResource,
  { view, context, reading }: EditContext,
): (Alternative & { to: Expr }) | undefined {
  const match = { resources: [resource], score: 1, tokens: [], how: 'name' as const };
  const to = resourceTest(view, match, context.values)?.test;
  if (to === undefined) return undefined;
  const { id, name, resourceGroup } = resource;
  const isAlone = reading.allResources.every((other) => other === resource || other.name.toLowerCase() !== name.toLowerCase());
  return {
    id: `value:${isAlone ? name : id}`,
    label: isAlone ? name : `${name} in ${resourceGroup}`,
    to,
    edit: (frame) => withTest(frame, test, to),
  };
}

function typed(test: Expr, text: string, at: EditContext): Alternative | string {
  const { resources } = at.context;
  const lower = text.toLowerCase();
  const resource = resources.find(({ name, id }) => name.toLowerCase() === lower || id.toLowerCase() === lower);
  if (resource === undefined) {
    const near = nearestNames(
      text,
      resources.map(({ name }) => name),
    );
    return `No resource is called "${text}".${near.length === 0 ? '' : ` The nearest: ${near.join(', ')}.`}`;
  }
  return becomes(test, resource, at) ?? `Rows of ${at.view.table.name} do not tell whether they are of ${resource.name}.`;
}
