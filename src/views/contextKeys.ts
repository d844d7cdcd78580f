/** Context keys that `package.json` uses in when-clauses, with what they hold. */
export const contextKeys = {
  /** A `ViewState`: decides which welcome text the tree shows. */
  state: 'sre.state',
  /** True while a filter hides alerts. */
  filtered: 'sre.filtered',
  /** True while an embedded environment is active. */
  demo: 'sre.demo',
  /** A `SchemaViewState`: decides which welcome text the tables view shows. */
  schemaState: 'sre.schemaState',
} as const;

export type ViewState = 'loading' | 'ready' | 'signedOut' | 'noSubscription' | 'failed';

export type SchemaViewState = 'loading' | 'ready' | 'empty' | 'signedOut' | 'failed';
