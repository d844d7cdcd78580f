import type { TimeWindow } from '../../../model/time';
import type { AskContext, AskDraft } from '../answer';
import { makeLinker } from '../link/linker';
import { tokensOf } from '../link/tokens';
import type { Linker } from '../link/types';
import { examplesFor } from './examples';
import { promptFor, type Prompt, type PromptLimits } from './prompt';
import { Redaction } from './redaction';
import { schemaForModel } from './schemaForModel';

export interface ModelQuestion {
  readonly question: string;
  readonly context: AskContext;
  /** Made of the context when absent. */
  readonly linker?: Linker;
  /** The query that was made without a model. */
  readonly draft?: AskDraft;
  /** What the time words of the question stand for; that of the draft, or the pinned one, when absent. */
  readonly window?: TimeWindow;
  /** Takes tokens, keys and passwords out of a text. */
  readonly redact: (text: string) => string;
  /** Sample values of columns are sent too; they are not when absent. */
  readonly sendValues?: boolean;
  readonly limits?: PromptLimits;
}

export interface PreparedQuestion extends Prompt {
  /** Holds what stand-ins in the answer stand for. */
  readonly redaction: Redaction;
  readonly window?: TimeWindow;
}

const LONGEST_QUESTION = 2000;
const EXAMPLES = 4;

/** What would be sent for a question; nothing is sent. The same question gives the same. Throws a ModelError (`tooLong`). */
export function prepareQuestion({
  question,
  context,
  draft,
  redact,
  sendValues,
  limits,
  ...rest
}: ModelQuestion): PreparedQuestion {
  const linker = rest.linker ?? makeLinker(context);
  const window = rest.window ?? draft?.window ?? context.pinned;
  const redaction = new Redaction(redact);
  const asked = question.slice(0, LONGEST_QUESTION);
  const tables = schemaForModel({
    context,
    linker,
    tokens: tokensOf(asked),
    wanted: draft?.tables ?? [],
    sendValues: sendValues === true,
    redact,
  });
  const flavours = [...new Set(tables.map(({ source }) => source))];
  const names = tables.map(({ name }) => name);
  const prompt = promptFor(
    {
      question: redaction.hide(asked),
      ...(window !== undefined && { window }),
      tables,
      examples: examplesFor(asked, flavours, names, EXAMPLES),
      ...(draft !== undefined && { draft: redaction.hide(draft.kql) }),
    },
    limits,
  );
  return { ...prompt, redaction, ...(window !== undefined && { window }) };
}
