import * as vscode from 'vscode';
import { isAbort } from '../model/failure';
import { errorText } from '../views/failureText';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds, type CommandId } from './ids';

type Feature = (context: CommandContext) => Promise<CommandHandlers>;

// Handlers load with the first command of their feature: activation pays for none of them.
const environment: Feature = async (context) => (await import('./environmentCommands')).environmentCommands(context);
const alerts: Feature = async (context) => (await import('./alertCommands')).alertCommands(context);
const incidents: Feature = async (context) => (await import('./incidentCommands')).incidentCommands(context);
const overnight: Feature = async (context) => (await import('./overnightCommands')).overnightCommands(context);
const demo: Feature = async (context) => (await import('./demoCommands')).demoCommands(context);
const audit: Feature = async (context) => (await import('./auditCommands')).auditCommands(context);
const notebooks: Feature = async (context) => (await import('./notebookCommands')).notebookCommands(context);
const ask: Feature = async (context) => (await import('./askCommands')).askCommands(context);
const models: Feature = async (context) => (await import('./modelCommands')).modelCommands(context);
const queries: Feature = async (context) => (await import('./queryCommands')).queryCommands(context);
const schema: Feature = async (context) => (await import('./schemaCommands')).schemaCommands(context);

/** The feature of every command: a command without one does not compile. */
const features: Readonly<Record<CommandId, Feature>> = {
  [commandIds.selectEnvironment]: environment,
  [commandIds.signIn]: environment,
  [commandIds.signOut]: environment,
  [commandIds.overnightSummary]: overnight,
  [commandIds.refreshAlerts]: alerts,
  [commandIds.filterAlerts]: alerts,
  [commandIds.clearFilter]: alerts,
  [commandIds.groupAlertsBy]: alerts,
  [commandIds.acknowledgeAlerts]: alerts,
  [commandIds.closeAlerts]: alerts,
  [commandIds.openRule]: alerts,
  [commandIds.showAlert]: alerts,
  [commandIds.copyLink]: alerts,
  [commandIds.openInPortal]: alerts,
  [commandIds.mergeIncidents]: incidents,
  [commandIds.splitIncident]: incidents,
  [commandIds.openFact]: alerts,
  [commandIds.showMoreAlerts]: alerts,
  [commandIds.moveClock]: demo,
  [commandIds.setFaults]: demo,
  [commandIds.addAlerts]: demo,
  [commandIds.resetDemo]: demo,
  [commandIds.verifyAuditLog]: audit,
  [commandIds.showAuditLog]: audit,
  [commandIds.showLog]: audit,
  [commandIds.newNotebook]: notebooks,
  [commandIds.importNotebook]: notebooks,
  [commandIds.exportReport]: notebooks,
  [commandIds.selectNotebookConnection]: notebooks,
  [commandIds.setNotebookTimeRange]: notebooks,
  [commandIds.selectCellConnection]: notebooks,
  [commandIds.nameCellResult]: notebooks,
  [commandIds.runStaleCells]: notebooks,
  [commandIds.ask]: ask,
  [commandIds.addQuestion]: ask,
  [commandIds.keepAsKql]: ask,
  [commandIds.chooseReading]: ask,
  [commandIds.askInstead]: ask,
  [commandIds.askModel]: models,
  [commandIds.useDraft]: models,
  [commandIds.showModelExchange]: models,
  [commandIds.chooseModel]: models,
  [commandIds.setModelKey]: models,
  [commandIds.removeModelKey]: models,
  [commandIds.withdrawModelConsent]: models,
  [commandIds.runQuery]: queries,
  [commandIds.selectQueryConnection]: queries,
  [commandIds.setQueryTimeRange]: queries,
  [commandIds.openAsNotebook]: queries,
  [commandIds.selectSchemaConnection]: schema,
  [commandIds.refreshSchema]: schema,
  [commandIds.filterSchema]: schema,
  [commandIds.countSchemaRows]: schema,
  [commandIds.showSampleRows]: schema,
  [commandIds.insertSchemaName]: schema,
  [commandIds.queryTable]: schema,
};

/** Registers every command once. An error reaches the person who gave the command; a cancellation is silent. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commandIds).map((id) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          const handler = (await features[id](context))[id];
          if (handler === undefined) throw new Error(`no handler for ${id}`);
          return await handler(...args);
        } catch (error) {
          if (isAbort(error)) return undefined;
          context.log.error(id, error);
          void vscode.window.showErrorMessage(errorText(error));
          return undefined;
        }
      }),
    ),
  );
}
