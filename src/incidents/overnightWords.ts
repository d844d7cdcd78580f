import { formatFact, type Wording } from '../documents/format';
import type { Span } from '../model/document';
import type { Fact, Provenance } from '../model/fact';
import type { OvernightSummary } from '../model/overnight';
import type { Instant } from '../model/time';
import { derived } from './readAlert';
import type { SourceReading } from './readSource';

export type State = SourceReading<unknown>['state'];

/** What the words need beside the summary: how far each source could be read, and where its data came from. */
export interface OvernightSources {
  readonly now: Instant;
  readonly alerts: State;
  /** Alerts that fired before the window and still fire. */
  readonly earlier: State;
  readonly rules: State;
  readonly topology: State;
  readonly changes: State;
  /** A sentence per source that was read whole and had nothing to say, where one would expect something. */
  readonly silent: readonly string[];
  /** By alert id. */
  readonly acknowledgedBy: ReadonlyMap<string, string>;
  readonly provenance: Readonly<Record<'alerts' | 'earlier' | 'rules' | 'topology' | 'changes', readonly Provenance[]>>;
}

export type Findings = Omit<OvernightSummary, 'document'>;

/** Collects the facts of a document while its sentences are written. */
export class FactBook {
  readonly facts: Record<string, Fact> = {};
  constructor(readonly wording: Wording) {}

  /** The span that shows a fact, in the given words or the usual ones of its unit. */
  span(fact: Fact, text = formatFact(fact, this.wording), style?: 'strong' | 'muted' | 'code'): Span {
    this.facts[fact.id] = fact;
    return { kind: 'fact', fact: fact.id, text, ...(style === undefined ? {} : { style }) };
  }
}

export function text(words: string, style?: 'strong' | 'muted' | 'code'): Span {
  return { kind: 'text', text: words, ...(style === undefined ? {} : { style }) };
}

/** A count with its origin. */
export function count(id: string, label: string, value: number, from: readonly Provenance[], derivation: string): Fact {
  return { id, label, value, unit: 'count', provenance: derived(from, derivation) };
}
