import * as vscode from 'vscode';
import type { Span } from '../../kql/engine/errors';

export function rangeOf(document: vscode.TextDocument, { start, length }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(start + length));
}

/** The same in a text that the document may have had a moment ago. */
export function rangeIn(text: string, { start, length }: Span): vscode.Range {
  const positionOf = (offset: number): vscode.Position => {
    const lines = text.slice(0, offset).split('\n');
    return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
  return new vscode.Range(positionOf(start), positionOf(start + length));
}

export function spanOf(document: vscode.TextDocument, range: vscode.Range): Span {
  const start = document.offsetAt(range.start);
  return { start, length: document.offsetAt(range.end) - start };
}

/** The ends count as inside, as a cursor behind a word is still at the word. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.start + b.length && b.start <= a.start + a.length;
}

export function holds(span: Span, offset: number): boolean {
  return touches(span, { start: offset, length: 0 });
}
