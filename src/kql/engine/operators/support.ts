/** One row of the support table: a tabular operator or a statement. */
export interface OperatorSupport {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly since: string;
  readonly deviation?: string;
  /** Why it is refused; absent for what runs. */
  readonly refused?: string;
}

const since = '0.2.0';
const external = 'reaches outside the data at hand; refused by default';

/** Every tabular operator of the language, for the support table. The executor's dispatch is checked against it. */
export const operatorSupport: readonly OperatorSupport[] = [
  { name: 'as', since },
  { name: 'assert-schema', since },
  { name: 'consume', since },
  { name: 'count', since },
  { name: 'datatable', since },
  { name: 'distinct', since },
  { name: 'evaluate', since, deviation: 'see Plugins' },
  { name: 'extend', since },
  { name: 'externaldata', since, refused: external },
  { name: 'facet', since },
  { name: 'find', since },
  { name: 'fork', since },
  { name: 'getschema', since },
  { name: 'graph-mark-components', since },
  { name: 'graph-match', since, deviation: 'labels and subgraph syntax are refused' },
  { name: 'graph-shortest-paths', since, deviation: 'one shortest path for each pair' },
  { name: 'graph-to-table', since },
  { name: 'graph-where-edges', since },
  { name: 'graph-where-nodes', since },
  { name: 'invoke', since },
  { name: 'join', since, deviation: 'hints are ignored; the rows of an innerunique join keep the first row of each key' },
  { name: 'lookup', since },
  { name: 'macro-expand', since, refused: 'needs entity groups of a cluster' },
  { name: 'make-graph', since },
  { name: 'make-series', since },
  { name: 'mv-apply', since },
  { name: 'mv-expand', aliases: ['mvexpand'], since },
  { name: 'parse', since },
  { name: 'parse-kv', since },
  { name: 'parse-where', since },
  { name: 'partition', since, deviation: 'strategies and hints are ignored' },
  { name: 'print', since },
  { name: 'project', since },
  { name: 'project-away', since },
  { name: 'project-by-names', since },
  { name: 'project-keep', since },
  { name: 'project-rename', since },
  { name: 'project-reorder', since },
  { name: 'range', since },
  { name: 'reduce', since, deviation: 'patterns are similar to the engine’s, not the same' },
  { name: 'render', since, deviation: 'kept with its properties for the one who draws' },
  { name: 'sample', since, deviation: 'seeded: a run can be repeated' },
  { name: 'sample-distinct', since },
  { name: 'scan', since },
  { name: 'search', since },
  { name: 'serialize', since },
  { name: 'sort', aliases: ['order'], since, deviation: 'stable' },
  { name: 'summarize', since, deviation: 'hints are ignored' },
  { name: 'take', aliases: ['limit'], since, deviation: 'the first rows in the order of the data' },
  { name: 'top', since },
  { name: 'top-hitters', since, deviation: 'exact counts where the engine estimates' },
  { name: 'top-nested', since },
  { name: 'union', since },
  { name: 'where', aliases: ['filter'], since },
  { name: 'let', since },
  { name: 'materialize', since },
  { name: 'toscalar', since },
  { name: 'declare query_parameters', since, deviation: 'defaults only' },
  { name: 'set', since, deviation: 'options of the service are ignored' },
  { name: 'restrict', since, refused: 'there is nothing to restrict' },
  { name: 'alias', since, refused: 'there is one database' },
  { name: 'declare pattern', since },
];

const elsewhere = 'there is one database; other places are refused';

/** Functions that lowering or an operator takes care of, so that no registry has them. */
export const loweredFunctions: readonly OperatorSupport[] = [
  { name: 'all', since, deviation: 'in graph-match' },
  { name: 'any', since, deviation: 'in graph-match' },
  { name: 'cluster', since, deviation: elsewhere },
  { name: 'column_ifexists', aliases: ['columnifexists', 'iscolumnexists'], since },
  { name: 'column_names_of', since },
  { name: 'database', since, deviation: elsewhere },
  { name: 'entity_group', since, refused: 'needs entity groups of a cluster' },
  { name: 'external_table', since, refused: 'reaches outside the data at hand' },
  { name: 'graph', since, refused: 'there are no stored graphs' },
  { name: 'inner_nodes', since },
  { name: 'labels', since, deviation: 'always empty: graphs made by a query have no labels' },
  { name: 'map', since, deviation: 'in graph-match' },
  { name: 'materialized_view', since, refused: 'there are no materialized views' },
  { name: 'node_degree_in', since },
  { name: 'node_degree_out', since },
  { name: 'node_id', since, refused: 'not written yet' },
  { name: 'stored_query_result', since, refused: 'there are no stored results' },
  { name: 'table', since },
];
