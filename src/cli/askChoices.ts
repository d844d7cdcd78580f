import type { AskAnswer, AskChoices, Slot } from '../kql/ask/answer';
import { UsageError, type CliValues } from './run';

/** What `--choose SLOT=ID` says, each for another slot. Throws a `UsageError` for one of another form, and beside `--batch`. */
export function choicesOf({ choose = [], batch }: Pick<CliValues, 'choose' | 'batch'>): AskChoices {
  if (choose.length > 0 && batch) throw new UsageError('--choose is for a single question, not for --batch');
  const entries = choose.map((text): readonly [string, string] => {
    const [, slot, id] = /^([a-z]+-\d+)=(.+)$/s.exec(text) ?? [];
    if (slot === undefined || id === undefined) {
      throw new UsageError(`--choose must be a slot and what it is to be, such as limit-1=limit:50, not "${text}"`);
    }
    return [slot, id];
  });
  return Object.fromEntries(entries);
}

/** The parts of an answer with what each could be, for programs. */
export function slotLines(answer: AskAnswer): readonly object[] {
  if (answer.kind !== 'query' && answer.kind !== 'scan') return [];
  return answer.slots.map(slotLine);
}

const slotLine = ({ id, words, meaning, isAssumed, isChosen, typed, others }: Slot): object => ({
  id,
  words,
  meaning,
  ...(isAssumed && { isAssumed }),
  ...(isChosen === true && { isChosen }),
  ...(typed !== undefined && { typed }),
  choices: others.map((other) => other.id),
});
