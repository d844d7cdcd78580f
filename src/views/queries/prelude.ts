import type * as vscode from 'vscode';
import { rangeNames } from '../../kql/notebook/appliedTime';
import { emptyDatatableStatement } from '../../kql/notebook/datatableLiteral';
import { declarationsOf } from '../../kql/notebook/outlines';
import type { LanguageService } from '../../kql/language/languageService';
import type { CellRuns } from './cellRuns';
import { nameOfCell, queryCells } from './cellsAbove';

/** What stands unseen before a document: the ends of the time range, and what the cells above declare, the closest of a name. */
export async function preludeOf(
  cell: vscode.NotebookCell | undefined,
  language: LanguageService,
  runs: CellRuns,
): Promise<string> {
  const statements = new Map<string, string>(rangeNames.map((name) => [name, `let ${name} = datetime(2000-01-01);`]));
  const add = (name: string, statement: string): void => {
    statements.delete(name);
    statements.set(name, statement);
  };
  for (const above of cell === undefined ? [] : queryCells(cell.notebook)) {
    if (above.index >= (cell?.index ?? 0)) break;
    const text = above.document.getText();
    const { lets } = await declarationsOf(language, { text }, 'logs');
    for (const { name, statement } of lets) add(name, `${statement};`);
    const name = nameOfCell(above);
    const columns = runs.of(above)?.tables[0]?.columns;
    if (name !== undefined && columns !== undefined) add(name, emptyDatatableStatement(name, columns));
  }
  return [...statements.values()].map((statement) => `${statement}\n`).join('');
}
