import type { AskAnswer, AskDraft } from '../kql/ask/answer';
import { toIso, type TimeWindow } from '../model/time';
import { slotLines } from './askChoices';
import type { AskOutcome } from './askOutcome';
import { emptyLine, scanLine } from './askScan';

/** An answer as one JSON object: a query, or what is to be asked instead. */
export function askLine(id: unknown, answer: AskAnswer, { table, empty, report }: AskOutcome = {}): object {
  const start = id === undefined ? {} : { id };
  switch (answer.kind) {
    case 'query':
      return {
        ...start,
        ...draftLine(answer),
        explain: answer.explain,
        confidence: answer.confidence,
        ...(answer.notices.length > 0 && { notices: answer.notices }),
        // For a person's next choice; programs that ask many have none.
        ...(id === undefined && { slots: slotLines(answer) }),
        ...(answer.render !== undefined && { render: answer.render }),
        ...(table !== undefined && { columns: table.columns, rows: table.rows }),
        ...(empty !== undefined && { noRows: emptyLine(empty) }),
      };
    case 'scan':
      return {
        ...start,
        kql: answer.parts[0]?.kql ?? '',
        store: answer.parts[0]?.store ?? 'logs',
        window: windowLine(answer.window),
        explain: answer.explain,
        confidence: 1,
        parts: answer.parts.map(({ title, kql, store }) => ({ title, kql, store })),
        ...(report !== undefined && scanLine(report)),
      };
    case 'choice':
      return {
        ...start,
        abstained: true,
        reason: 'ambiguous',
        message: answer.question,
        suggestions: answer.options.map(({ label }) => label),
        options: answer.options.map(({ label, draft }) => ({ label, ...draftLine(draft), confidence: draft.confidence })),
      };
    case 'abstained':
      return { ...start, abstained: true, reason: answer.reason, message: answer.message, suggestions: answer.suggestions };
  }
}

function draftLine({ kql, store, window }: AskDraft): object {
  return { kql, store, window: window === undefined ? null : windowLine(window) };
}

const windowLine = ({ from, to }: TimeWindow): object => ({ from: toIso(from), to: toIso(to) });
