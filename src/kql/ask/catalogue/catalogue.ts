import type { Flavour } from '../answer';
import type { Expr } from '../compose/ast';
import { pathOf } from './build';
import { classicOf } from './flavour';
import { applicationInsightsTables } from './tables/applicationInsights';
import { appServiceTables } from './tables/appService';
import { containerTables } from './tables/containers';
import { dataTables } from './tables/data';
import { diagnosticsTables } from './tables/diagnostics';
import { graphTables } from './tables/graph';
import { jobTables } from './tables/jobs';
import { machineChangeTables } from './tables/machineChanges';
import { machineLogTables } from './tables/machineLogs';
import { machineTables } from './tables/machines';
import { networkTables } from './tables/network';
import { platformTables } from './tables/platform';
import { securityTables } from './tables/security';
import { storageTables } from './tables/storage';
import { workspaceTables } from './tables/workspace';
import type { TableKnowledge } from './types';

/** What the product knows of everyday tables, under the names of a workspace and of Resource Graph. */
export const catalogue: readonly TableKnowledge[] = [
  ...applicationInsightsTables,
  ...appServiceTables,
  ...machineTables,
  ...machineLogTables,
  ...machineChangeTables,
  ...containerTables,
  ...platformTables,
  ...diagnosticsTables,
  ...workspaceTables,
  ...securityTables,
  ...networkTables,
  ...storageTables,
  ...dataTables,
  ...jobTables,
  ...graphTables,
];

const byName = new Map(catalogue.map((one) => [one.table.toLowerCase(), one]));

/** What is known of a table by its name in a workspace or in Resource Graph, in any case. */
export const knowledgeOf = (table: string): TableKnowledge | undefined => byName.get(table.toLowerCase());

/** What is known of a table as a store of that flavour has it: of `requests` with `timestamp` and `duration` for `classic`. */
export function knowledgeFor(table: string, flavour: Flavour): TableKnowledge | undefined {
  return flavour === 'classic' ? classicOf(table) : knowledgeOf(table);
}

/** The column or the path that a name in a table's knowledge stands for, converted as the knowledge says. */
export function valueOf(knowledge: TableKnowledge, name: string): Expr {
  if (!name.includes('.')) return { kind: 'column', name };
  if (name === knowledge.time) return pathOf(name, 'todatetime');
  return pathOf(name, knowledge.columns[name]?.as ?? 'tostring');
}
