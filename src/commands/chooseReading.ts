import * as vscode from 'vscode';
import type { AskAnswer, AskChoice, AskChoices, Slot, SlotTyping } from '../kql/ask/answer';
import { typedChoice } from '../kql/ask/edit/typedChoice';
import { setCellMetadata } from '../views/notebook/notebookEdits';
import { openSlots, plainLabel, slotTitle } from '../views/notebook/questions/slotWords';
import { choicesOfQuestion, connectionOfNotebook } from '../views/queries/cellsAbove';
import type { CommandContext } from './context';
import { runQuestion } from './questionCells';

/**
 * Lets a person choose how a question is read: which of several readings, or another one of a part. `at` may name the `option` or the `slot`,
 * or ask to `forget` what was chosen. The question runs again with it.
 */
export async function chooseReading(context: CommandContext, cell: vscode.NotebookCell, at: unknown): Promise<void> {
  const asked = context.notebooks.kernel.questions.of(cell);
  if (asked === undefined || asked.text !== cell.document.getText()) throw new Error(vscode.l10n.t('Run the question first.'));
  const { answer } = asked.asked;
  const choices = choicesOfQuestion(cell);
  if (field(at, 'forget') === true) return runWith(cell, {});
  if (answer.kind === 'choice') {
    const option = await optionOf(context, answer, field(at, 'option'));
    if (option !== undefined) await runWith(cell, { ...choices, ...option.choices });
    return;
  }
  const changed = await changedChoices(context, cell, answer, choices, field(at, 'slot'));
  if (changed !== undefined) await runWith(cell, changed);
}

async function runWith(cell: vscode.NotebookCell, choices: AskChoices): Promise<void> {
  await setCellMetadata(cell, { choices: Object.keys(choices).length === 0 ? undefined : choices });
  await runQuestion(cell);
}

async function optionOf(
  { prompts }: CommandContext,
  { question, options }: AskChoice,
  at: unknown,
): Promise<AskChoice['options'][number] | undefined> {
  if (typeof at === 'number') return options[at];
  const items = options.map((option) => ({
    label: plainLabel(option.label),
    detail: plainLabel(option.draft.explain.join('; ')),
    option,
  }));
  return (await prompts.pick(items, { title: question }))?.option;
}

/** What is chosen after a person changed one part; undefined when they leave. */
async function changedChoices(
  context: CommandContext,
  cell: vscode.NotebookCell,
  answer: Exclude<AskAnswer, AskChoice>,
  choices: AskChoices,
  id: unknown,
): Promise<AskChoices | undefined> {
  if (answer.kind === 'abstained' && answer.reason !== 'unknownChoice') throw new Error(answer.message);
  const slots = answer.kind === 'abstained' ? [] : openSlots(answer.slots, choices);
  const slot = slots.find((candidate) => candidate.id === id) ?? (await slotFor(context, slots, choices));
  if (slot === undefined || slot === 'none') return slot && {};
  const chosen = await choiceFor(context, cell, slot, choices);
  if (chosen === undefined) return undefined;
  const others = Object.entries(slot.id === 'table-1' ? kept(choices) : choices).filter(([key]) => key !== slot.id);
  return Object.fromEntries(chosen === 'question' ? others : [...others, [slot.id, chosen.id]]);
}

/** What was chosen of one table says nothing of another: its columns and words are others. */
const kept = (choices: AskChoices): AskChoices =>
  Object.fromEntries(Object.entries(choices).filter(([id]) => ['window-1', 'limit-1'].includes(id)));

async function slotFor(
  { prompts }: CommandContext,
  slots: readonly Slot[],
  choices: AskChoices,
): Promise<Slot | 'none' | undefined> {
  const forget = { label: vscode.l10n.t('Forget All That Was Chosen'), description: '', slot: 'none' as const };
  const items = [
    ...slots.map((slot) => ({ label: slotTitle(slot.kind), description: slotDescription(slot), slot })),
    ...(Object.keys(choices).length > 0 ? [forget] : []),
  ];
  if (items.length === 0) throw new Error(vscode.l10n.t('The question can be read in one way only.'));
  return (await prompts.pick(items, { title: vscode.l10n.t('What Do You Mean Otherwise?'), matchOnDescription: true }))?.slot;
}

function slotDescription({ words, meaning, isChosen }: Slot): string {
  const read = plainLabel(words === '' ? meaning : `"${words}": ${meaning}`);
  return isChosen === true ? vscode.l10n.t('{0} (chosen)', read) : read;
}

interface ChosenId {
  readonly id: string;
}

/** What a person chose for a slot: another reading, what they typed, or what the question says; undefined when they leave. */
async function choiceFor(
  context: CommandContext,
  cell: vscode.NotebookCell,
  slot: Slot,
  choices: AskChoices,
): Promise<ChosenId | 'question' | undefined> {
  const { id, others, typed, words, meaning } = slot;
  const items: readonly (vscode.QuickPickItem & { readonly value: ChosenId | 'question' | 'typed' })[] = [
    ...others.map((other) => ({ label: plainLabel(other.label), value: { id: other.id } })),
    ...(typed === undefined
      ? []
      : [{ label: vscode.l10n.t('Another…'), description: typingWords(typed), value: 'typed' as const }]),
    ...(id in choices ? [{ label: vscode.l10n.t('Let the Question Decide'), value: 'question' as const }] : []),
  ];
  const title = vscode.l10n.t('What Is Meant by "{0}"?', plainLabel(words === '' ? slotTitle(slot.kind) : words));
  const chosen = await context.prompts.pick(items, { title, placeHolder: vscode.l10n.t('Now: {0}', plainLabel(meaning)) });
  return chosen?.value === 'typed' ? typedFor(context, cell, slot, choices, title) : chosen?.value;
}

async function typedFor(
  context: CommandContext,
  cell: vscode.NotebookCell,
  slot: Slot,
  choices: AskChoices,
  title: string,
): Promise<ChosenId | undefined> {
  const text = await context.prompts.input({
    title,
    prompt: typingWords(slot.typed),
    placeHolder: vscode.l10n.t('Now: {0}', plainLabel(slot.meaning)),
    validateInput: (typed) =>
      typed.trim() === '' ? undefined : problemWith(context, cell, { ...choices, [slot.id]: typedChoice(slot, typed) }),
  });
  return text === undefined || text.trim() === '' ? undefined : { id: typedChoice(slot, text) };
}

/** Why the question cannot be read in that way; undefined when it can. */
async function problemWith({ ask }: CommandContext, cell: vscode.NotebookCell, choices: AskChoices): Promise<string | undefined> {
  try {
    const { answer } = await ask.ask(cell.document.getText(), connectionOfNotebook(cell.notebook), { choices });
    return answer.kind === 'abstained' ? answer.message : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function typingWords(typed: SlotTyping | undefined): string {
  if (typed === 'window') return vscode.l10n.t('A time in words, such as: last 2 hours, yesterday, 14:00 to 15:00');
  return typed === 'number' ? vscode.l10n.t('A number') : vscode.l10n.t('A value or a name');
}

function field(value: unknown, name: 'slot' | 'option' | 'forget'): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
