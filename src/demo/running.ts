interface Entry {
  readonly controller: AbortController;
  cancelledAt?: number;
}

/** A request that runs and can be cancelled by its id. */
export interface RunningRequest {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 of the machine's clock, once it was cancelled. */
  readonly cancelledAt: () => number | undefined;
  readonly end: () => void;
}

/** The requests that run and can be cancelled by another one. */
export class Running {
  private readonly entries = new Map<string, Entry>();

  begin(id: string): RunningRequest {
    const entry: Entry = { controller: new AbortController() };
    this.entries.set(id, entry);
    return {
      signal: entry.controller.signal,
      cancelledAt: () => entry.cancelledAt,
      end: () => {
        if (this.entries.get(id) === entry) this.entries.delete(id);
      },
    };
  }

  /** False when nothing of that id runs. */
  cancel(id: string): boolean {
    const entry = this.entries.get(id);
    if (entry === undefined) return false;
    entry.cancelledAt ??= Date.now();
    entry.controller.abort();
    return true;
  }
}
