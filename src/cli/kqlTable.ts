import type { JsonValue } from '../kql/engine/result';
import { isNumeric, type Schema } from '../kql/engine/types';

const MAX_CELL = 60;

/** Rows as a plain table for a terminal: numbers to the right, long text cut, columns that do not fit the width cut at its end. */
export function kqlTable(schema: Schema, rows: readonly (readonly JsonValue[])[], width: number): string {
  if (schema.length === 0) return '';
  const cells = rows.map((row) => row.map(cellText));
  const widths = schema.map(({ name }, i) =>
    Math.min(MAX_CELL, Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0))),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => {
        const size = widths[i] ?? 0;
        const cut = text.length > size ? `${text.slice(0, size - 1)}…` : text;
        return isNumeric(schema[i]?.type ?? 'string') ? cut.padStart(size) : cut.padEnd(size);
      })
      .join('  ')
      .trimEnd();
  const fit = (text: string): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
  const lines = [line(schema.map(({ name }) => name)), line(widths.map((size) => '─'.repeat(size))), ...cells.map(line)];
  return `${lines.map(fit).join('\n')}\n`;
}

function cellText(value: JsonValue): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\r\n\t]+/g, ' ');
}
