import * as vscode from 'vscode';
import { escapeMarkdown } from '../../documents/markdown';
import { isKqlError, failureOf } from '../../kql/notebook/sentText';
import { resultMime, type CellResult } from '../../model/cellResult';
import type { Failure } from '../../model/failure';
import type { QueryConnection } from '../../model/queryConnection';
import { checkResult } from '../../results/table/parseCellResult';
import { durationText } from '../../results/table/words';

/** Rows of the Markdown table that stands beside a result for everyone who cannot draw it. */
const markdownRows = 20;

const markdownMime = 'text/markdown';

/** A result for the renderer, and as Markdown beside it. */
export async function resultOutput(result: CellResult): Promise<vscode.NotebookCellOutput> {
  const items = [vscode.NotebookCellOutputItem.text(await markdownOf(result), markdownMime)];
  // A cell that only declares names has nothing to draw.
  if (result.tables.length > 0) items.unshift(vscode.NotebookCellOutputItem.json(result, resultMime));
  return new vscode.NotebookCellOutput(items);
}

/** The result that an output shows; undefined when it shows something else. */
export function resultOf({ items }: vscode.NotebookCellOutput): CellResult | undefined {
  const item = items.find(({ mime }) => mime === resultMime);
  if (item === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(item.data));
    return checkResult(value) === undefined ? (value as CellResult) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function markdownOf(result: CellResult): Promise<string> {
  const { tables, notices, failures } = result;
  const { markdownTable } = await import('../../kql/notebook/report');
  const parts = [
    ...failures.map((failure) => `⚠ ${failureMarkdown(failure)}`),
    ...notices.map((notice) => `ⓘ ${escapeMarkdown(notice)}`),
  ];
  for (const { columns, rows, totalRows } of tables) {
    parts.push(markdownTable(columns, rows, { most: markdownRows }));
    const shown = Math.min(markdownRows, rows.length);
    if (shown < totalRows) parts.push(vscode.l10n.t('Showing {0} of {1} rows.', shown, totalRows.toLocaleString('en')));
    else parts.push(rowCount(totalRows));
  }
  return parts.join('\n\n');
}

export function rowCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', count.toLocaleString('en'));
}

/** What went wrong, where, and what to do next. */
export function errorOutput(error: unknown, text: string): vscode.NotebookCellOutput {
  return markdownOutput(errorMarkdown(error, text));
}

function errorMarkdown(error: unknown, text: string): string {
  const failure = failureOf(error);
  if (failure !== undefined) {
    const { position } = failure;
    const place = position === undefined ? '' : `\n\n${placeWords(position.line, position.column + 1, position.token)}`;
    return `**${vscode.l10n.t('Failed')}:** ${failureMarkdown(failure, place)}`;
  }
  if (isKqlError(error)) {
    const { span } = error;
    const place =
      span.length === 0 ? '' : `\n\n${placeOfSpan(span.start, text, text.slice(span.start, span.start + span.length))}`;
    return `**${vscode.l10n.t('Failed')}:** ${escapeMarkdown(error.message)}${place}`;
  }
  return `**${vscode.l10n.t('Failed')}:** ${escapeMarkdown(error instanceof Error ? error.message : String(error))}`;
}

function failureMarkdown({ message, missingPermission, suggestedRole, nextAction }: Failure, place = ''): string {
  const parts = [escapeMarkdown(message) + place];
  if (missingPermission !== undefined && !message.includes(missingPermission))
    parts.push(vscode.l10n.t('Missing permission: {0}.', `\`${missingPermission}\``));
  if (suggestedRole !== undefined && !nextAction.includes(suggestedRole))
    parts.push(vscode.l10n.t('The role "{0}" grants it.', escapeMarkdown(suggestedRole)));
  if (nextAction !== '') parts.push(escapeMarkdown(nextAction));
  return parts.join('\n\n');
}

/** "line 2, column 8", counted from 1 as editors do. */
export function placeOfSpan(start: number, text: string, token?: string): string {
  const lines = text.slice(0, start).split('\n');
  return placeWords(lines.length, (lines.at(-1)?.length ?? 0) + 1, token);
}

function placeWords(line: number, column: number, token: string | undefined): string {
  const place = vscode.l10n.t('Line {0}, column {1}', line, column);
  const words = token === undefined ? '' : token.split('\n', 1)[0]?.trim().replaceAll('`', '').slice(0, 80);
  return words === undefined || words === '' ? `${place}.` : `${place}: \`${words}\``;
}

/** How long it took until the cancellation, and whether the far side heard of it. */
export function cancelledOutput(milliseconds: number, { kind }: QueryConnection): vscode.NotebookCellOutput {
  const after = vscode.l10n.t('Cancelled after {0}', durationText(milliseconds));
  const what =
    kind === 'adx'
      ? vscode.l10n.t('the cluster was told to stop')
      : kind === 'files'
        ? vscode.l10n.t('the engine was stopped')
        : vscode.l10n.t('the request was closed');
  return markdownOutput(`${after}; ${what}.`);
}

export function progressOutput(phrase: string, milliseconds: number, share: number | undefined): vscode.NotebookCellOutput {
  const percent = share === undefined ? '' : ` ${Math.floor(share * 100)} %`;
  return markdownOutput(`${escapeMarkdown(phrase)}${percent} · ${durationText(milliseconds)}`);
}

export function markdownOutput(text: string): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.text(text, markdownMime)]);
}
