import type { AskDraft } from '../answer';
import type { ModelCost } from './provider';
import type { CheckedQuery, ModelFailure, ModelResult, ModelTurn, QueryChecker, SlotDifference } from './types';

interface Asked {
  readonly draft?: AskDraft;
  readonly checker: QueryChecker;
  readonly trustDraftFrom?: number;
}

interface Answered {
  readonly checked: CheckedQuery;
  readonly assumptions: readonly string[];
  readonly dropped: number;
}

/** The result when the model has no query that may run: the draft, if there is one. */
export function failureResult({ draft }: Asked, turns: readonly ModelTurn[], failure: ModelFailure): ModelResult {
  return {
    ...(draft === undefined ? { chosen: 'none' } : { chosen: 'draft', kql: draft.kql }),
    failure,
    differences: [],
    assumptions: [],
    notices: [],
    ...figuresOf(turns),
  };
}

/** The result when it has one. A draft that is sure enough stays the answer; both have what tells them apart. */
export async function answerResult(asked: Asked, turns: readonly ModelTurn[], answered: Answered): Promise<ModelResult> {
  const { draft, checker, trustDraftFrom = 0.8 } = asked;
  const { checked, assumptions, dropped } = answered;
  const { kql, flavour, tables } = checked;
  const differences = draft === undefined ? [] : await differencesFrom(draft, checked, checker);
  const isDraft = draft !== undefined && (differences.length === 0 || draft.confidence >= trustDraftFrom);
  return {
    chosen: isDraft ? 'draft' : 'model',
    kql: isDraft ? draft.kql : kql,
    model: { kql, flavour, tables },
    differences,
    assumptions,
    notices:
      dropped === 0
        ? checked.notices
        : [...checked.notices, 'Assumptions of the model with links or commands in them were left out.'],
    ...figuresOf(turns),
  };
}

async function differencesFrom(
  draft: AskDraft,
  { kql, flavour, tables }: CheckedQuery,
  checker: QueryChecker,
): Promise<readonly SlotDifference[]> {
  if (draft.kql === kql) return [];
  // Texts of two sources have nothing that could be compared but their tables.
  if (draft.flavour !== flavour) return [{ slot: 'table', draft: draft.tables, model: tables }];
  return checker.compare(draft.kql, kql, tables);
}

type Figures = Pick<ModelResult, 'problems' | 'repairs' | 'turns' | 'milliseconds' | 'tokensIn' | 'tokensOut' | 'cost'>;

function figuresOf(turns: readonly ModelTurn[]): Figures {
  const last = turns.at(-1);
  const tokensIn = sum(turns.map((turn) => turn.tokensIn));
  const tokensOut = sum(turns.map((turn) => turn.tokensOut));
  const cost = costs(turns.map((turn) => turn.cost));
  return {
    problems: last?.problems ?? [],
    repairs: last?.repairs ?? [],
    turns,
    milliseconds: turns.reduce((total, turn) => total + turn.milliseconds, 0),
    ...(tokensIn !== undefined && { tokensIn }),
    ...(tokensOut !== undefined && { tokensOut }),
    ...(cost !== undefined && { cost }),
  };
}

/** Undefined when there are none, or one of them is not known. */
function sum(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((one) => one !== undefined);
  return known.length === 0 || known.length < numbers.length ? undefined : known.reduce((a, b) => a + b, 0);
}

function costs(all: readonly (ModelCost | undefined)[]): ModelCost | undefined {
  const known = all.filter((one) => one !== undefined);
  const amount = sum(all.map((one) => one?.amount));
  const currency = known[0]?.currency;
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
}
