import type { Slot } from '../answer';

/** The id of a choice that a person typed for a slot: `window:last 2 hours`, `limit:25`, `value:checkout`. */
export const typedChoice = ({ kind, typed }: Pick<Slot, 'kind' | 'typed'>, text: string): string =>
  prefixOf(kind, typed) + text.trim();

/** The text in the id of a typed choice; undefined for an id of another form. */
export function typedText({ kind, typed }: Pick<Slot, 'kind' | 'typed'>, id: string): string | undefined {
  const prefix = prefixOf(kind, typed);
  return id.startsWith(prefix) ? id.slice(prefix.length).trim() : undefined;
}

const prefixOf = (kind: Slot['kind'], typed: Slot['typed']): string =>
  typed === 'window' ? 'window:' : kind === 'limit' ? 'limit:' : 'value:';
