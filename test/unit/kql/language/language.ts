import { languageInProcess } from '../../../../src/kql/host/languageInProcess';
import type { LanguageService } from '../../../../src/kql/language/languageService';
import type { Span } from '../../../../src/kql/engine/errors';
import type { TableSchema } from '../../../../src/model/query';

/** What the tests of the language service know as the schema `web`. */
export const webTables: readonly TableSchema[] = [
  {
    name: 'requests',
    description: 'What came in.',
    columns: [
      { name: 'timestamp', type: 'datetime' },
      { name: 'name', type: 'string' },
      { name: 'operation_Id', type: 'string' },
      { name: 'duration', type: 'real', description: 'In milliseconds.' },
      { name: 'customDimensions', type: 'dynamic' },
    ],
  },
  {
    name: 'dependencies',
    columns: [
      { name: 'timestamp', type: 'datetime' },
      { name: 'operation_Id', type: 'string' },
      { name: 'target', type: 'string' },
    ],
  },
  { name: 'sizes', columns: [{ name: 'size', type: 'long' }] },
  { name: 'AzureDiagnostics', columns: [{ name: 'TimeGenerated', type: 'datetime' }] },
];

/** A language service that knows the schema `web`; call it in `before`, since loading takes seconds. */
export async function webLanguage(): Promise<LanguageService> {
  const language = languageInProcess();
  await language.setSchema('web', webTables);
  await language.warm();
  return language;
}

/** A text with its marks ▮ taken out, and where they were. */
export function marked(source: string): { readonly text: string; readonly offset: number; readonly offsets: readonly number[] } {
  const parts = source.split('▮');
  const offsets = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('').length);
  return { text: parts.join(''), offset: offsets[0] ?? 0, offsets };
}

/** The text of spans, to compare with what a reader sees. */
export function textsOf(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, length }) => text.slice(start, start + length));
}

/** The text with places put in angle brackets. */
export function shown(text: string, spans: readonly Span[]): string {
  return spans
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (all, { start, length }) => `${all.slice(0, start)}<${all.slice(start, start + length)}>${all.slice(start + length)}`,
      text,
    );
}

/** The text after edits. */
export function edited(text: string, edits: readonly (Span & { readonly newText: string })[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((all, { start, length, newText }) => all.slice(0, start) + newText + all.slice(start + length), text);
}
