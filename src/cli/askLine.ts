import type { AskAnswer, AskDraft } from '../kql/ask/answer';
import type { QueryTable } from '../model/query';
import { toIso, type TimeWindow } from '../model/time';

/** An answer as one JSON object: a query, or what is to be asked instead. */
export function askLine(id: unknown, answer: AskAnswer, table?: QueryTable): object {
  const start = id === undefined ? {} : { id };
  switch (answer.kind) {
    case 'query':
      return {
        ...start,
        ...draftLine(answer),
        explain: answer.explain,
        confidence: answer.confidence,
        ...(answer.notices.length > 0 && { notices: answer.notices }),
        ...(answer.render !== undefined && { render: answer.render }),
        ...(table !== undefined && { columns: table.columns, rows: table.rows }),
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
