import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import type { AskDraft, Slot } from '../../../../../src/kql/ask/answer';
import { draft } from './context';
import { questions } from './questions';

/** One of what each slot offers, another one with each question. */
const offersOf = ({ slots }: AskDraft, turn: number): readonly (readonly [Slot, string])[] =>
  slots.flatMap((slot, place) => {
    const other = slot.others[(turn + place) % Math.max(1, slot.others.length)];
    return other === undefined ? [] : [[slot, other.id] as const];
  });

describe('what slots offer', function () {
  this.timeout(60_000);

  for (const [turn, question] of questions.entries()) {
    it(question, async () => {
      const before = await draft(question);
      const ids = before.slots.map(({ id }) => id);
      equal(new Set(ids).size, ids.length);
      for (const { id, others } of before.slots) {
        const choices = others.map((other) => other.id);
        equal(new Set(choices).size, choices.length, `${id} offers ${choices.join(', ')}`);
      }
      for (const [{ id }, choice] of offersOf(before, turn)) {
        // A draft is a query that has passed the gate.
        const after = await draft(question, { [id]: choice });
        notEqual(after.kql, before.kql, `${id}=${choice} changes nothing`);
        const chosen = after.slots.filter(({ isChosen }) => isChosen === true);
        deepEqual(
          chosen.map((slot) => slot.id),
          [id],
        );
        ok(!chosen[0]?.others.some((other) => other.id === choice), `${id}=${choice} is still offered`);
        if (id === 'table-1') continue;
        const words = (slots: readonly Slot[]): readonly string[] =>
          slots.filter((slot) => slot.words !== '').map((slot) => `${slot.id} ${slot.words}`);
        const kept = new Set(words(before.slots));
        ok(
          words(after.slots).every((slot) => kept.has(slot)),
          `${id}=${choice} gives others another id`,
        );
      }
    });
  }
});
