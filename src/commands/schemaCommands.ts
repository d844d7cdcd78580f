import type { CommandContext, CommandHandlers } from './context';

export function schemaCommands(_context: CommandContext): CommandHandlers {
  return {};
}
