import { format } from 'prettier';
import { aggregateFunctions } from '../../src/kql/engine/aggregates/registry';
import { scalarFunctions } from '../../src/kql/engine/functions/registry';
import { loweredFunctions, operatorSupport } from '../../src/kql/engine/operators/support';
import { plugins } from '../../src/kql/engine/plugins/registry';
import { officialNames } from '../../src/kql/language/kusto';

interface Row {
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly deviation?: string | undefined;
  readonly refused?: string | undefined;
}

const firstVersion = '0.2.0';

function table(rows: readonly Row[], official: readonly string[]): string {
  const known = new Set(rows.flatMap((row) => [row.name, ...(row.aliases ?? [])]));
  const missing: Row[] = official.filter((name) => !known.has(name)).map((name) => ({ name, refused: 'not written yet' }));
  const sorted = [...rows, ...missing].sort((a, b) => (a.name < b.name ? -1 : 1));
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const line = (row: Row): string =>
    `| ${code([row.name])} | ${code(row.aliases ?? [])} | ${row.refused === undefined ? 'yes' : 'no'} | ` +
    `${row.refused === undefined ? (row.since ?? firstVersion) : ''} | ${row.refused ?? row.deviation ?? ''} |`;
  return [
    `${sorted.length - missing.length - rows.filter((row) => row.refused !== undefined).length} of ${sorted.length} supported.`,
    '',
    '| name | also | supported | since | deviation or reason |',
    '| --- | --- | --- | --- | --- |',
    ...sorted.map((row) => line(row).replaceAll('\\', '\\\\')),
  ].join('\n');
}

/** The support page as Markdown, formatted. */
export async function supportPage(): Promise<string> {
  const official = officialNames();
  const isOperator = (name: string): boolean => !/^[a-z_]\w*$/i.test(name);
  const symbols = new Set(['and', 'or', 'in', 'has', 'contains', 'startswith', 'endswith', 'between', 'hasprefix', 'hassuffix']);
  const spelled = (name: string): boolean =>
    isOperator(name) || symbols.has(name.replace(/_cs$/, '')) || /^has_(any|all)$/.test(name);
  const registered = new Set(scalarFunctions.flatMap((row) => [row.name, ...(row.aliases ?? [])]));
  const text = `# KQL that the embedded engine runs

Made from the engine's registries by \`npm run docs:kql\`; do not edit. What is not here, or is marked "no", is refused with a message and
its place in the query; nothing is approximated in silence. "Official" names are those of Microsoft's language service.

## Tabular operators and statements

${table(operatorSupport, [])}

## Scalar operators

${table(
  scalarFunctions.filter((row) => spelled(row.name)),
  [],
)}

## Scalar functions

${table(
  [...scalarFunctions.filter((row) => !spelled(row.name)), ...loweredFunctions.filter(({ name }) => !registered.has(name))],
  // Names with two underscores are internal to the service.
  official.functions.filter((name) => !name.startsWith('__')),
)}

## Aggregates

${table(aggregateFunctions, official.aggregates)}

## Plugins

${table(plugins, official.plugins)}
`;
  return format(text, { parser: 'markdown', printWidth: 130, proseWrap: 'preserve' });
}
