/** What keeps plain JSON from being a `CellResult`, as a phrase; undefined when nothing does. Properties beyond the known ones may be there. */
export function checkResult(value: unknown): string | undefined {
  if (!isRecord(value)) return 'it is not an object';
  const version = value['version'];
  if (typeof version === 'number' && version > 1)
    return `it has version ${version}, which was written by a newer version of the extension`;
  if (version !== 1) return 'it has no version';
  for (const [key, isRight] of Object.entries(parts)) {
    if (!isRight(value[key])) return `its ${JSON.stringify(key)} is missing or malformed`;
  }
  return undefined;
}

type Check = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const columnTypes = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'string', 'guid', 'dynamic'];
const column = shape({ name: text, type: (value) => typeof value === 'string' && columnTypes.includes(value) });
const table: Check = (value) => {
  if (!shape({ name: text, totalRows: number, columns: listOf(column), rows: listOf(Array.isArray) })(value)) return false;
  const { columns, rows } = value as { readonly columns: readonly unknown[]; readonly rows: readonly (readonly unknown[])[] };
  return rows.every((row) => row.length === columns.length);
};

const parts: Readonly<Record<string, Check>> = {
  id: text,
  source: text,
  ranAt: number,
  milliseconds: number,
  time: shape({
    from: (value) => typeof value === 'string' && ['range', 'query', 'default', 'none'].includes(value),
    window: optional(shape({ from: number, to: number })),
    text,
  }),
  timeZone: text,
  tables: listOf(table),
  render: optional(shape({ visualization: text, properties: isRecord })),
  statistics: optional(shape({ seconds: optional(number), detail: isRecord })),
  notices: listOf(text),
  failures: listOf(shape({ source: text, kind: text, message: text, nextAction: text })),
};
