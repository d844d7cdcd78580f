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
  readonly seed?: number;
}

type Language = typeof LanguageModule;

/** Text to rows, the one way: parse and bind, lower, execute. It holds the language service, so it belongs in a worker or a command. */
export class QueryRunner {
  private globals: { readonly version: number; readonly value: LanguageModule.Globals } | undefined;

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
    const { root, diagnostics } = this.language.analyze(request.text, this.globalsOfCatalog());
    const { sure, doubtful } = refusals(diagnostics, request.text);
    if (sure !== undefined) throw sure;
    try {
      const query: Query = lowerQuery(root, {
        tableNames: () => this.catalog.names(),
        hasTable: (name) => this.catalog.table(name) !== undefined,
      });
      return execute(query, { ...request, tables: this.catalog });
    } catch (error) {
      // The binder says best what is wrong with a query that cannot run.
      if (doubtful !== undefined && error instanceof KqlError && isQueryMistake(error)) throw doubtful;
      throw error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
    }
  }
}

function isQueryMistake({ code }: KqlError): boolean {
  return code === 'syntax' || code === 'semantic' || code === 'internal' || code === 'unsupported';
}
