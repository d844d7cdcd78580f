import type { CommandContext, CommandHandlers } from './context';

export function queryCommands(_context: CommandContext): CommandHandlers {
  return {};
}
