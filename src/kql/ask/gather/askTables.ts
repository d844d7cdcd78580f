import type { TableSchema } from '../../../model/query';
import type { QueryConnection } from '../../../model/queryConnection';
import type { AskTable } from '../answer';
import { logFlavourOf } from '../context/logFlavour';

/** The tables of a connection and of Resource Graph, as questions see them. */
export function askTablesOf(own: readonly TableSchema[], graph: readonly TableSchema[]): readonly AskTable[] {
  return [
    ...own.map((table): AskTable => ({
      ...table,
      store: table.name === 'AzureMetrics' ? 'metrics' : 'logs',
      flavour: logFlavourOf(table.columns),
    })),
    ...graph.map((table): AskTable => ({ ...table, store: 'graph', flavour: 'graph' })),
  ];
}

/** Where a query over tables of a store runs. */
export function connectionOfStore(store: AskTable['store'], asked: QueryConnection): QueryConnection {
  return store === 'graph' ? { kind: 'graph' } : asked;
}
