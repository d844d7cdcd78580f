import * as vscode from 'vscode';
import { isAbort } from '../model/failure';
import { errorText } from '../views/failureText';
import { alertCommands } from './alertCommands';
import { auditCommands } from './auditCommands';
import type { CommandContext, CommandHandlers } from './context';
import { demoCommands } from './demoCommands';
import { environmentCommands } from './environmentCommands';
import { commandIds } from './ids';
import { incidentCommands } from './incidentCommands';
import { overnightCommands } from './overnightCommands';

/** Registers every command once. An error reaches the person who gave the command; a cancellation is silent. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const handlers: CommandHandlers = {
    ...environmentCommands(context),
    ...alertCommands(context),
    ...incidentCommands(context),
    ...overnightCommands(context),
    ...demoCommands(context),
    ...auditCommands(context),
  };
  return vscode.Disposable.from(
    ...Object.values(commandIds).map((id) => {
      const handler = handlers[id];
      if (handler === undefined) throw new Error(`no handler for ${id}`);
      return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          if (isAbort(error)) return undefined;
          context.log.error(id, error);
          void vscode.window.showErrorMessage(errorText(error));
          return undefined;
        }
      });
    }),
  );
}
