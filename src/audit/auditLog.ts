import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One write to Azure, as it is kept: who asked for what, on what, and what was read back. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly environment: string;
  readonly action: string;
  readonly target: string;
  readonly before: string;
  readonly requested: string;
  /** What was read back; empty when it could not be read. */
  readonly after: string;
  readonly outcome: 'verified' | 'failed' | 'unknown';
  readonly note: string;
  readonly correlationId: string;
}

interface AuditRecord extends AuditEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

export type AuditCheck =
  | { readonly intact: true; readonly entries: number }
  | { readonly intact: false; readonly line: number; readonly reason: string };

const GENESIS = '0'.repeat(64);

/**
 * Append-only log of writes as JSON Lines. Each record carries the SHA-256 of itself and of the record before it,
 * so that an edited, removed or reordered line is noticed. Cutting whole records off the end is not.
 */
export class AuditLog {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(readonly file: string) {}

  /** Appends one entry. Rejects, and writes nothing, when the file exists and is no longer intact. */
  append(entry: AuditEntry): Promise<void> {
    const result = this.queue.then(() => this.appendNow(entry));
    // The next append goes on after a failed one; the caller of this one hears of its failure.
    this.queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** The whole file as text; empty when nothing was ever written. */
  async read(): Promise<string> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }

  async verify(): Promise<AuditCheck> {
    return checkAuditText(await this.read());
  }

  private async appendNow(entry: AuditEntry): Promise<void> {
    const text = await this.read();
    const check = checkAuditText(text);
    if (!check.intact)
      throw new Error(
        `The audit log is broken at line ${check.line}: ${check.reason}. Move ${this.file} away to start a new one.`,
      );
    const last = text.trimEnd().split('\n').at(-1);
    const previous = last === undefined || last === '' ? GENESIS : recordOf(last).hash;
    const body = { sequence: check.entries + 1, previous, ...entry };
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify({ ...body, hash: hashOf(body) })}\n`, 'utf8');
  }
}

/** Checks a log's text line by line; `line` counts from 1. */
export function checkAuditText(text: string): AuditCheck {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  let previous = GENESIS;
  for (const [index, line] of lines.entries()) {
    const broken = (reason: string): AuditCheck => ({ intact: false, line: index + 1, reason });
    let record: AuditRecord;
    try {
      record = recordOf(line);
    } catch (error) {
      return broken(error instanceof Error ? error.message : 'not a record');
    }
    const { hash, ...body } = record;
    if (record.sequence !== index + 1) return broken(`expected record ${index + 1}, found ${record.sequence}`);
    if (record.previous !== previous) return broken('it does not follow from the line before');
    if (hash !== hashOf(body)) return broken('its content does not match its hash');
    previous = hash;
  }
  return { intact: true, entries: lines.length };
}

function hashOf(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

function recordOf(line: string): AuditRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('it is not JSON');
  }
  if (!isRecord(value)) throw new Error('it is not a record of this log');
  return value;
}

function isRecord(value: unknown): value is AuditRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  return (
    typeof fields.get('sequence') === 'number' &&
    typeof fields.get('previous') === 'string' &&
    typeof fields.get('hash') === 'string'
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
