import { parseFence, printFence } from './fenceAttributes';

/** What stands after the language of a question's fence. */
export interface QuestionAttributes {
  readonly choices?: Readonly<Record<string, string>>;
  readonly isEscaped: boolean;
}

const slot = /^[A-Za-z]+-\d+$/;

/** True for what can be the key of a choice. */
export const isSlot = (key: string): boolean => slot.test(key);

/** Throws a RangeError for a choice that cannot be written. */
export function printQuestionAttributes({ choices = {}, isEscaped }: QuestionAttributes): string {
  const entries = Object.entries(choices);
  const odd = entries.find(([key]) => !isSlot(key));
  if (odd !== undefined) throw new RangeError(`${JSON.stringify(odd[0])} is no part of a question, such as window-1`);
  return printFence([...entries, ['escaped', isEscaped]]);
}

/** Throws a RangeError with a sentence for what is no attribute. */
export function parseQuestionAttributes(line: string): QuestionAttributes {
  const choices: Record<string, string> = {};
  let isEscaped = false;
  for (const [key, value] of parseFence(line, 'question')) {
    if (key === 'escaped' && value === undefined) isEscaped = true;
    else if (key === 'escaped') throw new RangeError('escaped has no value');
    else if (!isSlot(key)) {
      throw new RangeError(
        `a question has no attribute ${JSON.stringify(key)} (expected choices such as window-1=…, or escaped)`,
      );
    } else if (value === undefined) throw new RangeError(`${key} has no value`);
    else choices[key] = value;
  }
  return { isEscaped, ...(Object.keys(choices).length > 0 && { choices }) };
}
