import type * as vscode from 'vscode';
import {
  ConflictError,
  staleCells,
  usedAt,
  usesOf,
  type CellState,
  type DeclaringCell,
  type RunStamp,
  type Use,
} from '../../kql/notebook/dependencies';
import { declarationsOf } from '../../kql/notebook/outlines';
import { connectionKey } from '../../kql/sources/createQuerySources';
import { connectionOfCell, nameOfCell, queryCells, timeOfNotebook } from '../queries/cellsAbove';
import type { OpenQueryServices } from '../queries/openQueryServices';

/** What is known of the query cells of a notebook at one moment. */
export interface NotebookState {
  readonly cells: readonly vscode.NotebookCell[];
  readonly states: readonly CellState[];
  readonly stale: readonly boolean[];
}

/** Reads texts, connections and dependencies; waits only for the language service. */
export async function readStates(notebook: vscode.NotebookDocument, services: OpenQueryServices): Promise<NotebookState> {
  const cells = queryCells(notebook);
  const range = JSON.stringify(timeOfNotebook(notebook) ?? '');
  const declared = await Promise.all(cells.map((cell) => declaring(cell, services)));
  const states = cells.map((cell, index): CellState => {
    const ran = services.runs.of(cell)?.stamp;
    return {
      text: cell.document.getText(),
      connection: connectionKey(connectionOfCell(cell)),
      range,
      uses: usesAt(declared, index),
      ...(ran !== undefined && { ran }),
    };
  });
  return { cells, states, stale: staleCells(states) };
}

/** What a run that starts now would see; `isRanged` says whether the notebook's time range limited it. */
export function stampAt({ states }: NotebookState, index: number, run: number, isRanged: boolean): RunStamp {
  const { text = '', connection = '', range = '' } = states[index] ?? {};
  return { run, text, connection, uses: usedAt(states, index), ...(isRanged && { range }) };
}

function declaring(cell: vscode.NotebookCell, { language }: OpenQueryServices): Promise<DeclaringCell> {
  const name = nameOfCell(cell);
  return declarationsOf(language, { text: cell.document.getText(), ...(name !== undefined && { name }) }, 'logs');
}

function usesAt(cells: readonly DeclaringCell[], index: number): readonly Use[] {
  try {
    return usesOf(cells[index]?.freeNames ?? [], cells, index);
  } catch (error) {
    // The run of the cell says it where the person sees it.
    if (error instanceof ConflictError) return [];
    throw error;
  }
}
