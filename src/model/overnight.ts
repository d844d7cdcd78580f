import type { Alert, Recovery, Severity } from './alert';
import type { ReadableDocument } from './document';
import type { Fact } from './fact';
import type { Failure } from './failure';
import type { Incident } from './incident';
import type { TimeWindow } from './time';

/** What is known of one alert beside the alert itself. Facts are absent when their source could not be read. */
export interface AlertReading {
  readonly alert: Alert;
  readonly recovery: Recovery;
  /** The largest (or smallest, for a "less than" rule) value from firing to recovery. */
  readonly peak?: Fact;
  /** The rule's threshold. */
  readonly threshold?: Fact;
  readonly recoveredAt?: Fact;
}

/** The answer to "did any critical alerts trigger overnight?", before words. */
export interface OvernightSummary {
  readonly window: TimeWindow;
  /** IANA name of the time zone in which clock labels are written. */
  readonly timeZone: string;
  readonly environment: string;
  readonly demo: boolean;
  /** Severities from 0 up to this one count as critical. */
  readonly criticalUpTo: Severity;
  readonly critical: readonly AlertReading[];
  /** Incidents with at least one critical alert, most severe and latest first. */
  readonly incidents: readonly Incident[];
  /** Alerts of lower severity that still fire. */
  readonly ongoing: readonly AlertReading[];
  /** Everything else, counted and not told one by one. */
  readonly folded: readonly {
    readonly rule: string;
    readonly name: string;
    readonly severity: Severity;
    readonly count: number;
  }[];
  readonly failures: readonly Failure[];
  /** False as soon as any source that the answer needs could not be read whole: then nothing may say "all clear". */
  readonly complete: boolean;
  readonly document: ReadableDocument;
}
