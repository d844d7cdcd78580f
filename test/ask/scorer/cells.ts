import type { JsonValue, QueryResult, ResultTable } from '../../../src/kql/engine/result';

/** A result as cells that can be compared: text, numbers, and nothing. */
export type CellValue = string | number | null;

export interface Grid {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** The rows of the primary table; series in columns become one row per point. */
export function gridOf({ primary }: QueryResult): Grid {
  return expanded(primary);
}

function expanded(table: ResultTable): Grid {
  const rows = table.rows();
  const series = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => column.type === 'dynamic' && rows.length > 0 && rows.every((row) => isPoints(row[index])));
  const isTime = (value: JsonValue | undefined): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  const hasTimes = series.some(({ index }) => isTime((rows[0]?.[index] as readonly JsonValue[] | undefined)?.[0]));
  if (!hasTimes) return { columns: table.columns, rows: rows.map((row) => row.map(cell)) };
  return {
    columns: table.columns.map(({ name, type }, index) => ({
      name,
      type: !series.some((one) => one.index === index) ? type : isTime(pointsOf(rows[0]?.[index])[0]) ? 'datetime' : 'real',
    })),
    rows: rows.flatMap((row) => {
      const length = Math.max(...series.map(({ index }) => pointsOf(row[index]).length));
      return Array.from({ length }, (_, point) =>
        row.map((value, index) => cell(series.some((one) => one.index === index) ? pointsOf(value)[point] : value)),
      );
    }),
  };
}

const isPoints = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length > 2;
const pointsOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? (value as JsonValue[]) : []);

/** Truth as text; a time without needless digits, so that the same moment is the same text; text without outer blanks. */
function cell(value: JsonValue | undefined): CellValue {
  if (value === undefined || value === null || value === '' || value === 'NaN') return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return moment(value) ?? value.trim();
  return JSON.stringify(value);
}

function moment(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return undefined;
  return new Date(Date.parse(text)).toISOString();
}

/** Whole numbers must be equal; others may differ by 1 %, or by what rounding to two digits takes. */
export function sameCell(gold: CellValue, answer: CellValue, tolerance = 0.01): boolean {
  if (typeof gold === 'number' && typeof answer === 'number') {
    const apart = Math.abs(gold - answer);
    if (Number.isInteger(gold) && Number.isInteger(answer) && tolerance === 0.01) return apart === 0;
    return apart <= Math.max(Math.abs(gold) * tolerance, 0.006);
  }
  if (typeof gold === 'string' && typeof answer === 'string')
    return gold === answer || gold.toLowerCase() === answer.toLowerCase();
  // A zero and nothing are the same answer.
  return gold === answer || (gold === 0 && answer === null) || (gold === null && answer === 0);
}
