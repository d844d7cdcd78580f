import type { Story } from '../story/types';
import type { GraphState } from './queryJob';
import type { TableSet } from './scopedCatalog';

export function graphTables(_story: Story, _state: GraphState): TableSet {
  return {
    names: () => ['resources'],
    schema: () => [{ name: 'id', type: 'string' }, { name: 'subscriptionId', type: 'string' }],
    table: () => ({ schema: [{ name: 'id', type: 'string' }, { name: 'subscriptionId', type: 'string' }], chunks: [], rowCount: 0 }),
  };
}
