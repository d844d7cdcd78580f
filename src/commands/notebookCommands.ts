import type { CommandContext, CommandHandlers } from './context';

export function notebookCommands(_context: CommandContext): CommandHandlers {
  return {};
}
