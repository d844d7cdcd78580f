import type { AskContext, AskResource } from '../answer';
import type { Expr } from '../compose/ast';
import { binary, column, inList, literal } from '../compose/build';
import { allOf, anyOf } from '../compose/composeExpr';
import type { ResourceMatch } from '../link/types';
import type { TableView } from './columns';

/** A test for resources, and whether the table is known to have rows of them: by their names, by what kind of resources write it. */
export interface ResourceTest {
  readonly test: Expr;
  readonly fit: 'named' | 'written' | 'foreign';
}

export function resourceTest(view: TableView, match: ResourceMatch, values: AskContext['values']): ResourceTest | undefined {
  const test = testFor(view, match, values);
  if (test === undefined) return undefined;
  const names = match.resources.map(({ name }) => name);
  const isNamed = nameColumns(view).some((name) => namesIn(view.table.name, name, names, values).length > 0);
  const isWritten =
    view.table.store !== 'logs' || view.knowledge === undefined || match.resources.some(({ type }) => writes(view, type));
  return { test, fit: isNamed ? 'named' : isWritten ? 'written' : 'foreign' };
}

/** How a table's rows are told to be of some resources: by role, by host, by resource id. Undefined when it cannot. */
function testFor(view: TableView, match: ResourceMatch, values: AskContext['values']): Expr | undefined {
  const { table } = view;
  if (table.store === 'graph') return graphTest(view, match);
  const names = match.resources.map(({ name }) => name);
  const byName = nameColumns(view).flatMap((name) => namesIn(table.name, name, names, values));
  const [named] = byName;
  if (named !== undefined) return named;
  const has = (name: string): boolean => table.columns.some((one) => one.name === name);
  const own = match.resources.filter(({ type }) => writes(view, type));
  const ids = (own.length > 0 ? own : match.resources).map(({ id }) => id);
  if (table.name === 'AzureMetrics' && has('ResourceId')) return metricsOf(ids);
  if (has('_ResourceId') && !isAppTable(view, match)) return among('_ResourceId', ids);
  const [role] = nameColumns(view);
  if (role !== undefined) return among(role, names);
  if (has('_ResourceId')) return among('_ResourceId', ids);
  if (has('ResourceId')) return among('ResourceId', ids);
  return has('Resource') ? among('Resource', names) : undefined;
}

/** Metrics of a server are those of its databases, too. */
function metricsOf(ids: readonly string[]): Expr {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined && /\/servers\/[^/]+$/i.test(only))
    return binary(column('ResourceId'), 'startswith', literal(only));
  return among('ResourceId', ids);
}

const writes = ({ knowledge }: TableView, type: string): boolean => knowledge?.resourceTypes.includes(type) === true;

/** Telemetry of an application belongs to its component; a web app is one of its roles. */
const isAppTable = ({ knowledge }: TableView, match: ResourceMatch): boolean =>
  knowledge?.entities.role !== undefined && !match.resources.some(({ type }) => knowledge.resourceTypes.includes(type));

/** Columns that keep plain names of resources. */
function nameColumns({ table, knowledge }: TableView): readonly string[] {
  const { role, host, container, database } = knowledge?.entities ?? {};
  const columns = [role, host, container, database].flatMap((name) => name ?? []);
  const has = (name: string): boolean => table.columns.some((one) => one.name === name);
  return columns.length > 0 ? columns.filter(has) : ['AppRoleName', 'Computer', 'cloud_RoleName'].filter(has);
}

/** The names as a column was seen to write them. */
function namesIn(table: string, name: string, wanted: readonly string[], values: AskContext['values']): readonly Expr[] {
  const seen = values.find((one) => one.table === table && one.column === name)?.values.map(({ value }) => String(value)) ?? [];
  const found = wanted.flatMap((want) => seen.filter((value) => isSame(value, want)));
  return found.length === 0 ? [] : [among(name, [...new Set(found)])];
}

/** Hosts may be written with their domain. */
const isSame = (value: string, name: string): boolean =>
  value.toLowerCase() === name.toLowerCase() || value.toLowerCase().startsWith(`${name.toLowerCase()}.`);

const among = (name: string, values: readonly string[]): Expr =>
  values.length === 1 ? binary(column(name), '=~', literal(values[0] ?? '')) : inList(column(name), values, 'in~');

/** In Resource Graph a resource is itself, or what an alert, a recommendation or a change is about. */
function graphTest({ table, knowledge }: TableView, match: ResourceMatch): Expr | undefined {
  const target = knowledge?.entities.resource;
  const names = match.resources.map(({ name }) => name);
  if (target !== undefined && target.includes('.')) {
    const [first = '', ...keys] = target.split('.');
    const value: Expr = { kind: 'path', column: first, keys, as: 'tostring' };
    return anyOf(
      match.resources.map(({ id, name }) =>
        binary(
          value,
          keys.at(-1)?.toLowerCase().endsWith('id') === true ? '=~' : 'endswith',
          literal(keys.at(-1)?.toLowerCase().endsWith('id') === true ? id : name),
        ),
      ),
    );
  }
  const [group] = match.resources;
  if (match.how === 'group' && group !== undefined) return binary(column('resourceGroup'), '=~', literal(group.resourceGroup));
  return table.columns.some(({ name }) => name === 'name') ? allOf([among('name', names)]) : undefined;
}

/** "web-1, web-2 and 3 more": what a filter on resources says. */
export function resourceWords(resources: readonly AskResource[]): string {
  const names = resources.slice(0, 3).map(({ name }) => name);
  return resources.length > 3 ? `${names.join(', ')} and ${resources.length - 3} more` : names.join(', ');
}
