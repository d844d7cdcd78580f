import { analyzeRecent, type Globals } from './kusto.js';
import { namesOf } from './names.js';

/** "The name is declared already." */
const declaredAlready = 'KS201';

/**
 * A text behind its prelude, which ends at `from`. Statements of the prelude whose names the text declares anew are blanked out: the text's
 * own count, and places stay what they are.
 */
export function behindPrelude(prelude: string, text: string, globals: Globals): string {
  const source = prelude + text;
  if (prelude === '') return source;
  const { root, diagnostics } = analyzeRecent(source, globals);
  const again = diagnostics
    .filter(({ code, start }) => code === declaredAlready && start >= prelude.length)
    .map(({ start, length }) => source.slice(start, start + length));
  if (again.length === 0) return source;
  let unseen = prelude;
  for (const { name, statement } of namesOf(root).declarations) {
    if (statement === undefined || statement.start >= prelude.length || !again.includes(name)) continue;
    const end = unseen.indexOf(';', statement.start + statement.length) + 1 || prelude.length;
    unseen = unseen.slice(0, statement.start) + unseen.slice(statement.start, end).replace(/[^\r\n]/g, ' ') + unseen.slice(end);
  }
  return unseen + text;
}
