import type { AskContext, SlotChoice, SlotTyping } from '../answer';
import type { TableView } from '../interpret/columns';
import type { Frame } from '../interpret/frame';
import type { Reading } from '../interpret/reading';

/** What a frame is edited with. */
export interface EditContext {
  readonly reading: Reading;
  readonly view: TableView;
  readonly context: AskContext;
}

/** Another reading of a slot, and the frame as it is with it. */
export interface Alternative extends SlotChoice {
  readonly edit: (frame: Frame) => Frame;
}

/** What of a frame a slot stands for, and what it could be instead. */
export interface Part {
  /** The best first; each gives another query than the frame does now. */
  readonly others: readonly Alternative[];
  readonly typing?: Typing;
}

/** Text that a person may write for a slot. */
export interface Typing {
  readonly as: SlotTyping;
  /** What the text means; a sentence for a person when it means nothing here. */
  readonly read: (text: string) => Alternative | string;
}

/** Alternatives that a list shows of one kind. */
export const MOST_OTHERS = 12;

/** The id of what leaves a part out. */
export const WITHOUT = 'without';
