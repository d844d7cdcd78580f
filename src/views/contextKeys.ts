/** Context keys that `package.json` uses in when-clauses, with what they hold. */
export const contextKeys = {
  /** A `ViewState`: decides which welcome text the tree shows. */
  state: 'sre.state',
  /** True while a filter hides alerts. */
  filtered: 'sre.filtered',
  /** True while an embedded environment is active. */
  demo: 'sre.demo',
} as const;

export type ViewState = 'loading' | 'ready' | 'signedOut' | 'noSubscription' | 'failed';
