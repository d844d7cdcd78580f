import type { Provenance, SourceName } from '../model/fact';
import { type Failure, isAbort, SourceError } from '../model/failure';
import type { Sourced } from '../model/stores';
import { throwIfAborted } from './abort';
import { type ErrorContext, toFailure, toSourceError } from './errors';
import { traced } from './requestTrace';

/** One of the parts that a list is read from, usually a subscription. */
export interface Part<T> {
  readonly source: SourceName;
  /** After "Could not": `read the alerts of subscription Production`. */
  readonly action: string;
  readonly resource: string;
  readonly derivation?: string;
  /** The action that a refusal is about when the service does not name one. */
  readonly permission?: string;
  /** Hands over items as they arrive, and failures of single items. */
  read(emit: (items: readonly T[], failures?: readonly Failure[]) => void): Promise<void>;
}

/**
 * Reads all parts at the same time. A part that fails is named and keeps what it gave before; the others are unaffected.
 * Rejects with the first failure when every part failed without giving anything, and with an AbortError on cancellation.
 */
export async function gather<T>(parts: readonly Part<T>[], signal?: AbortSignal): Promise<Sourced<readonly T[]>> {
  throwIfAborted(signal);
  const results = await Promise.all(parts.map((part) => readPart(part)));
  throwIfAborted(signal);
  const broken = results.map((result) => result.broken).filter((failure) => failure !== undefined);
  const value = results.flatMap((result) => result.items);
  const first = broken[0];
  if (first !== undefined && broken.length === parts.length && value.length === 0) throw new SourceError(first);
  return {
    value,
    provenance: results.flatMap((result) => result.provenance),
    failures: results.flatMap((result) => [...(result.broken === undefined ? [] : [result.broken]), ...result.failures]),
  };
}

interface PartResult<T> {
  readonly items: readonly T[];
  readonly failures: readonly Failure[];
  readonly broken?: Failure;
  readonly provenance: readonly Provenance[];
}

function readPart<T>(part: Part<T>): Promise<PartResult<T>> {
  return traced(async (trace) => {
    const items: T[] = [];
    const failures: Failure[] = [];
    let pages = 0;
    const base = { service: part.source, ...(part.derivation === undefined ? {} : { derivation: part.derivation }) };
    const done = () => ({ items, failures, provenance: trace.requests.map((request) => ({ ...base, request })) });
    try {
      await part.read((more, failed = []) => {
        pages++;
        items.push(...more);
        failures.push(...failed);
      });
      return done();
    } catch (error) {
      if (isAbort(error)) throw error;
      const failure = toFailure(error, {
        source: part.source,
        resource: part.resource,
        action: part.action,
        trace,
        ...(part.permission === undefined ? {} : { permission: part.permission }),
      });
      // A subscription that never used the provider holds nothing of it: that is an answer, not a gap.
      if (failure.code === 'MissingSubscriptionRegistration') return done();
      return { ...done(), broken: pages === 0 ? failure : asPartial(failure, items.length) };
    }
  });
}

function asPartial(failure: Failure, kept: number): Failure {
  return { ...failure, kind: 'partial', message: `${failure.message} Only the first ${kept} items were read.` };
}

/** Runs one piece of work with its provenance, turning its errors into SourceErrors. */
export function sourced<T>(context: ErrorContext, derivation: string | undefined, work: () => Promise<T>): Promise<Sourced<T>> {
  return traced(async (trace) => {
    try {
      const value = await work();
      const provenance = trace.requests.map((request) => ({
        service: context.source,
        request,
        ...(derivation === undefined ? {} : { derivation }),
      }));
      return { value, provenance, failures: [] };
    } catch (error) {
      throw toSourceError(error, { ...context, trace });
    }
  });
}
