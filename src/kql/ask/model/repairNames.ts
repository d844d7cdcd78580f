import type { Span } from '../../engine/errors.js';
import { nameOf } from '../../engine/lower/names.js';
import type { Diagnostic, SyntaxNode } from '../../engine/lower/syntax.js';
import { writtenName, type Analysis, type Globals } from '../../language/kusto.js';
import { namesOf } from '../../language/names.js';
import { nearestNames } from '../../language/nearestNames.js';
import { quickFixesOf, unknownNames } from '../../language/quickFixes.js';
import { timeColumnOf } from '../../language/timeLimits.js';
import { classicName, classicTables } from '../catalogue/flavour';
import type { CheckedTable } from '../check/check.js';
import { functions } from '../compose/functions';
import type { Mend } from './repair.js';

/** What may be meant where the language service does not know a name, or does not want an `=`; the likeliest first. */
export function repairName(
  text: string,
  { root }: Analysis,
  error: Diagnostic,
  tables: readonly CheckedTable[],
  globals: Globals,
): readonly Mend[] {
  if (!unknownNames.has(error.code)) {
    const mendable = { text, root, diagnostics: [error], names: namesOf(root), globals, accepts: () => false, hasTime: false };
    return quickFixesOf(mendable, error)
      .filter((fix) => fix.diagnostic !== undefined)
      .flatMap(({ edits: [edit] }) => (edit === undefined ? [] : [{ kind: 'operator', from: '=', to: edit.newText, edit }]));
  }
  const node = nodeAt(root, error);
  const written = node?.kind === 'NameReference' ? nameOf(node) : text.slice(error.start, error.start + error.length);
  if (error.code === 'KS211') {
    const near = nearestNames(written.toLowerCase(), functions.keys());
    const names = functions.has(written.toLowerCase()) ? [written.toLowerCase()] : near;
    return names.map((name) => ({ kind: 'function', from: written, to: name, edit: { ...placeOf(error), newText: name } }));
  }
  const asTable = tableNames(written, tables).map((name) => mendOf('table', written, name, error));
  if (error.code === 'KS204' || node?.isTabular === true) return asTable;
  return columnMends(written, root, error, tables);
}

const placeOf = ({ start, length }: Span): Span => ({ start, length });

const mendOf = (kind: Mend['kind'], from: string, to: string, at: Span): Mend => ({
  kind,
  from,
  to,
  edit: { ...placeOf(at), newText: writtenName(to) },
});

/** The table in the other case, under its other name (classic or workspace), or with a name that is nearly the same. */
function tableNames(written: string, tables: readonly CheckedTable[]): readonly string[] {
  const names = tables.map(({ name }) => name);
  const lower = written.toLowerCase();
  const twins = Object.entries(classicTables).flatMap(([workspace, classic]) =>
    workspace.toLowerCase() === lower ? [classic] : classic.toLowerCase() === lower ? [workspace] : [],
  );
  const certain = names.filter((name) => name.toLowerCase() === lower || twins.includes(name));
  return [...new Set([...certain, ...nearestNames(written, names)])];
}

function columnMends(written: string, root: SyntaxNode, error: Diagnostic, tables: readonly CheckedTable[]): readonly Mend[] {
  const seen =
    columnsBefore(root, error) ?? tables.filter(({ name }) => root.text.includes(name)).flatMap(({ columns }) => columns);
  const names = seen.map(({ name }) => name);
  const lower = written.toLowerCase();
  const times = seen.filter(({ type }) => type === 'datetime').map(({ name }) => ({ name, type: 'datetime' as const }));
  const time = timeWords.has(lower) ? timeColumnOf(times) : undefined;
  const otherNames = names.filter((name) => otherNameOf(name, tables).some((other) => other.toLowerCase() === lower));
  const certain = names.filter((name) => name.toLowerCase() === lower);
  return [
    ...certain.map((name) => mendOf('column', written, name, error)),
    ...(time === undefined ? [] : [mendOf('timeColumn', written, time, error)]),
    ...[...otherNames, ...nearestNames(written, names)].map((name) => mendOf('column', written, name, error)),
  ];
}

/** What people and models call the time of a row. */
const timeWords: ReadonlySet<string> = new Set([
  'timegenerated',
  'timestamp',
  'time',
  'datetime',
  'eventtime',
  'date',
  'createdat',
  '_timereceived',
]);

/** What a column is called where its table has its other name. */
function otherNameOf(column: string, tables: readonly CheckedTable[]): readonly string[] {
  return tables.flatMap(({ name }) => {
    if (classicTables[name] !== undefined) return [classicName(name, column)];
    const [workspace] = Object.entries(classicTables).find(([, classic]) => classic === name) ?? [];
    if (workspace === undefined) return [];
    return workspaceColumns(workspace).filter((one) => classicName(workspace, one) === column);
  });
}

/** Names of a workspace that classic ones may be written as. */
const workspaceColumns = (table: string): readonly string[] => (table.startsWith('App') ? commonColumns : []);

const commonColumns = [
  'TimeGenerated',
  'DurationMs',
  'AppRoleName',
  'AppRoleInstance',
  'AppVersion',
  'OperationName',
  'OperationId',
  'ParentId',
  'ItemCount',
  'ResultCode',
  'SeverityLevel',
  'ClientIP',
  'UserId',
  'SessionId',
  'Properties',
  'DependencyType',
  'ExceptionType',
];

/** The columns of the rows that come to the operator around a place; undefined where they are not known. */
function columnsBefore(root: SyntaxNode, at: Span): readonly { readonly name: string; readonly type: string }[] | undefined {
  let found: SyntaxNode['schema'];
  let node: SyntaxNode | undefined = root;
  while (node !== undefined) {
    if (node.kind === 'PipeExpression') {
      const operator = node.child('Operator');
      if (operator !== undefined && holds(operator, at)) found = node.child('Expression')?.schema;
    }
    node = node.children.find((child) => holds(child, at));
  }
  return found;
}

const holds = (node: SyntaxNode, { start, length }: Span): boolean =>
  node.length > 0 && node.start <= start && start + length <= node.start + node.length;

/** The innermost name that is exactly there. */
function nodeAt(root: SyntaxNode, at: Span): SyntaxNode | undefined {
  let named: SyntaxNode | undefined;
  let node: SyntaxNode | undefined = root;
  while (node !== undefined) {
    if (node.kind === 'NameReference' && node.start === at.start && node.length === at.length) named = node;
    node = node.children.find((child) => holds(child, at));
  }
  return named;
}
