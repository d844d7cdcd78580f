import * as vscode from 'vscode';
import { commandIds } from '../../../commands/ids';
import { statusItem } from '../statusItem';
import type { AskedQuestion } from './askedQuestions';

/** What stands below a question about the language model: which one made the query, the way back, or asking one. */
export function modelItems(
  cell: vscode.NotebookCell,
  question: AskedQuestion | undefined,
  isOn: boolean,
): readonly vscode.NotebookCellStatusBarItem[] {
  if (question !== undefined && question.text !== cell.document.getText()) return [];
  const exchange = question?.exchange;
  const ask = isOn ? [askItem(cell)] : [];
  if (exchange === undefined) return ask;
  const { result, label } = exchange;
  const sent = item(`$(eye) ${vscode.l10n.t('What Was Sent')}`, 30);
  sent.tooltip = vscode.l10n.t('Show what was sent to {0}, and what came back.', label);
  sent.command = command(vscode.l10n.t('Show What Was Sent to the Model'), commandIds.showModelExchange, cell);
  const shown = result.turns.length > 0 ? [sent] : [];
  if (result.chosen !== 'model') return [...shown, ...ask];
  const back = item(`$(discard) ${vscode.l10n.t('Without Model')}`, 40);
  back.tooltip = vscode.l10n.t('Run the question again without a model.');
  back.command = command(vscode.l10n.t('Use Query Made Without a Model'), commandIds.useDraft, cell);
  return [back, ...shown];
}

function askItem(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem {
  const ask = item(`$(sparkle) ${vscode.l10n.t('Ask a Model')}`, 20);
  ask.tooltip = vscode.l10n.t('Put the question to the chosen language model. You see first what is sent.');
  ask.command = command(vscode.l10n.t('Ask a Model'), commandIds.askModel, cell);
  return ask;
}

function item(text: string, priority: number): vscode.NotebookCellStatusBarItem {
  return statusItem(text, vscode.NotebookCellStatusBarAlignment.Right, priority);
}

const command = (title: string, id: string, cell: vscode.NotebookCell): vscode.Command => ({
  title,
  command: id,
  arguments: [cell],
});
