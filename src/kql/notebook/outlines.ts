import type { LanguageService, LanguageText, Outline } from '../language/languageService';
import type { DeclaringCell } from './dependencies';

const mostKept = 500;

const kept = new WeakMap<LanguageService, Map<string, Promise<Outline>>>();

/** The outline of a text, which is made once: cells are looked at again with every change around them. */
export function outlineOf(
  language: LanguageService,
  text: string,
  dialect: NonNullable<LanguageText['dialect']>,
): Promise<Outline> {
  const outlines = kept.get(language) ?? new Map<string, Promise<Outline>>();
  kept.set(language, outlines);
  const key = `${dialect} ${text}`;
  const outline = outlines.get(key) ?? language.outline({ text, dialect });
  outlines.delete(key);
  outlines.set(key, outline);
  outline.catch(() => outlines.delete(key));
  for (const oldest of outlines.keys()) {
    if (outlines.size <= mostKept) break;
    outlines.delete(oldest);
  }
  return outline;
}

/** What a cell declares for those below it, and what it needs of those above. */
export async function declarationsOf(
  language: LanguageService,
  cell: { readonly text: string; readonly name?: string },
  dialect: NonNullable<LanguageText['dialect']>,
): Promise<DeclaringCell> {
  const outline = await outlineOf(language, cell.text, dialect);
  const lets = await Promise.all(
    outline.lets.map(async ({ name, statement }) => {
      const text = cell.text.slice(statement.start, statement.start + statement.length);
      const { freeNames } = await outlineOf(language, `${text};`, dialect);
      return { name, statement: text, freeNames };
    }),
  );
  return { freeNames: outline.freeNames, lets, ...(cell.name !== undefined && { name: cell.name }) };
}
