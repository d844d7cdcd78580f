import type { TableSchema } from '../../../model/query';
import type { QueryConnection } from '../../../model/queryConnection';
import type { AskTable, Flavour } from '../answer';

/** The tables of a connection and of Resource Graph, as questions see them. */
export function askTablesOf(own: readonly TableSchema[], graph: readonly TableSchema[]): readonly AskTable[] {
  return [
    ...own.map((table): AskTable => ({
      ...table,
      store: table.name === 'AzureMetrics' ? 'metrics' : 'logs',
      flavour: flavourOf(table),
    })),
    ...graph.map((table): AskTable => ({ ...table, store: 'graph', flavour: 'graph' })),
  ];
}

/** Classic Application Insights tables have `timestamp` where those of a workspace have `TimeGenerated`. */
function flavourOf({ columns }: TableSchema): Flavour {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  return has('timestamp') && !has('TimeGenerated') ? 'classic' : 'workspace';
}

/** Where a query over tables of a store runs. */
export function connectionOfStore(store: AskTable['store'], asked: QueryConnection): QueryConnection {
  return store === 'graph' ? { kind: 'graph' } : asked;
}
