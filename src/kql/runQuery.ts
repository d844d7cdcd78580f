import type { Catalog } from './catalog';
import { KqlError } from './engine/errors';
import { execute, type Limits } from './engine/executor';
import type { Query } from './engine/plan';
import type { QueryResult } from './engine/result';
import { lowerQuery, refusals } from './engine/lower/lowerQuery';
import type * as LanguageModule from './language/kusto';

export interface RunRequest {
  readonly text: string;
  /** Ticks that `now()` gives. */
  readonly now: bigint;
  readonly limits?: Partial<Limits>;
  readonly isCancelled?: () => boolean;
  /** Told the share of rows read, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly seed?: number;
}

/** Plans that are kept for queries that come again. */
const MAX_PLANS = 128;

interface Planned {
  /** Of the catalog, when the plan was made. */
  readonly version: number;
  readonly query: Query;
  /** What the binder had to say, which counts when the plan cannot run. */
  readonly doubtful: KqlError | undefined;
}

type Language = typeof LanguageModule;

/** Text to rows, the one way: parse and bind, lower, execute. It holds the language service, so it belongs in a worker or a command. */
export class QueryRunner {
  private globals: { readonly version: number; readonly value: LanguageModule.Globals } | undefined;

  /** By text; the one used last is at the end. A plan is plain data and holds neither rows nor the clock. */
  private readonly plans = new Map<string, Planned>();

  private constructor(
    readonly catalog: Catalog,
    readonly language: Language,
  ) {}

  /** Loads the language service, which is large, on first use. */
  static async create(catalog: Catalog): Promise<QueryRunner> {
    return new QueryRunner(catalog, await import('./language/kusto'));
  }

  /** What the names of the catalog mean to the language service. */
  globalsOfCatalog(): LanguageModule.Globals {
    const { version } = this.catalog;
    if (this.globals?.version !== version) this.globals = { version, value: this.language.globalsOf(this.catalog.schemas()) };
    return this.globals.value;
  }

  /** Throws `KqlError` only. */
  run(request: RunRequest): QueryResult {
    const { query, doubtful } = this.plan(request.text);
    return orRefuse(doubtful, () => execute(query, { ...request, tables: this.catalog }));
  }

  private plan(text: string): Planned {
    const { version } = this.catalog;
    const known = this.plans.get(text);
    this.plans.delete(text);
    const planned = known?.version === version ? known : this.lower(text, version);
    this.plans.set(text, planned);
    for (const oldest of this.plans.keys()) {
      if (this.plans.size <= MAX_PLANS) break;
      this.plans.delete(oldest);
    }
    return planned;
  }

  private lower(text: string, version: number): Planned {
    const { root, diagnostics } = this.language.analyze(text, this.globalsOfCatalog());
    const { sure, doubtful } = refusals(diagnostics, text);
    if (sure !== undefined) throw sure;
    const query = orRefuse(doubtful, () =>
      lowerQuery(root, {
        tableNames: () => this.catalog.names(),
        hasTable: (name) => this.catalog.table(name) !== undefined,
      }),
    );
    return { version, query, doubtful };
  }
}

/** The binder says best what is wrong with a query that cannot run. */
function orRefuse<T>(doubtful: KqlError | undefined, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (doubtful !== undefined && error instanceof KqlError && isQueryMistake(error)) throw doubtful;
    throw error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
  }
}

function isQueryMistake({ code }: KqlError): boolean {
  return code === 'syntax' || code === 'semantic' || code === 'internal' || code === 'unsupported';
}
