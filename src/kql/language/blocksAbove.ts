import type { Span } from '../engine/errors.js';
import { ConflictError, usesOf } from '../notebook/dependencies.js';
import { freeNamesOf, letsOf, type AnalysedBlock } from './outline.js';

/** What a block declares for those below it, and what it takes from elsewhere. Places count from `start`. */
export interface DeclaringBlock {
  readonly freeNames: readonly string[];
  readonly lets: readonly DeclaredLet[];
}

interface DeclaredLet {
  readonly name: string;
  /** Without its semicolon. */
  readonly statement: string;
  readonly start: number;
  readonly freeNames: readonly string[];
}

/** `let` statements of blocks above as a text of their own. */
export interface Above {
  readonly text: string;
  /** Where each stands here, and by how much further it does in the text that has it. */
  readonly statements: readonly (Span & { readonly shift: number })[];
}

export const nothingAbove: Above = { text: '', statements: [] };

/** `isRead` is false for a statement that cannot be read: before another text it would spoil that too. */
export function declaringBlock(text: string, block: AnalysedBlock, isRead: (statement: Span) => boolean): DeclaringBlock {
  return {
    freeNames: freeNamesOf(block),
    lets: letsOf({ ...block, shift: block.from }).flatMap(({ name, statement }) => {
      if (!isRead(statement)) return [];
      const { start, length } = statement;
      const within = { start: start + block.from, length };
      return [{ name, statement: text.slice(start, start + length), start, freeNames: freeNamesOf(block, within) }];
    }),
  };
}

type Placed = DeclaringBlock & { readonly start: number };

/** What names stand for in the blocks above, as when the text is run, with what that needs in turn; nothing where that is in conflict. */
export function usedAbove(freeNames: readonly string[], blocks: readonly Placed[]): Above {
  try {
    return joined(
      usesOf(freeNames, blocks).flatMap((use) => {
        const block = blocks[use.cell];
        const found =
          use.kind === 'let' && block?.lets.findLast(({ name, statement }) => name === use.name && statement === use.statement);
        return block && found ? [{ ...found, start: block.start + found.start }] : [];
      }),
    );
  } catch (error) {
    if (error instanceof ConflictError) return nothingAbove;
    throw error;
  }
}

/** Everything that the blocks above declare, the closest of a name. */
export function allAbove(blocks: readonly Placed[]): Above {
  const lets = blocks.flatMap((block) => block.lets.map((one) => ({ ...one, start: block.start + one.start })));
  return joined(lets.filter(({ name }, index) => !lets.slice(index + 1).some((later) => later.name === name)));
}

function joined(lets: readonly DeclaredLet[]): Above {
  let text = '';
  const statements = lets.map(({ statement, start }) => {
    const place = { start: text.length, length: statement.length, shift: start - text.length };
    text += `${statement};\n`;
    return place;
  });
  return { text, statements };
}
