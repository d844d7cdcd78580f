import { performance } from 'node:perf_hooks';
import { AskCore } from '../../../src/kql/ask/askCore';
import type { AskAnswer, AskContext } from '../../../src/kql/ask/answer';
import { tablesOfCatalog } from '../../../src/kql/ask/context/catalogTables';
import { makeContext } from '../../../src/kql/ask/context/makeContext';
import { ticksOfMilliseconds } from '../../../src/kql/engine/ticks';
import { QueryRunner } from '../../../src/kql/runQuery';
import { questionsFor, type QuestionSet } from '../questions/index';
import type { Group, Question, Unanswerable } from '../questions/question';
import { catalogOf, makeWorkspace } from '../workspace';
import type { Names } from '../generate/names';
import { wrongness, type Run } from './judge';

/** What became of one phrasing. */
export interface Outcome {
  readonly id: string;
  readonly group: Group;
  readonly ask: string;
  /** Asked back or refused. */
  readonly declined?: string;
  readonly kql?: string;
  /** Absent when right. */
  readonly wrong?: string;
  readonly milliseconds: number;
}

/** Sets of questions that can be answered. */
export type SetName = Exclude<keyof QuestionSet, 'unanswerable'>;

export interface WorkspaceScore extends Readonly<Record<SetName, readonly Outcome[]>> {
  readonly unanswerable: readonly { readonly question: Unanswerable; readonly answer: AskAnswer | Error }[];
}

/** Refused, or asked back. */
export const isDeclined = (answer: AskAnswer | Error): boolean => !(answer instanceof Error) && answer.kind !== 'query';

export interface Bench {
  readonly core: AskCore;
  readonly context: AskContext;
  readonly runner: QueryRunner;
  readonly run: Run;
  readonly questions: QuestionSet;
}

/** A workspace with its questions, ready to be asked. */
export async function openBench(
  seed: number,
  names: Names,
  poisons: readonly string[] = [],
  hostileColumns: readonly string[] = [],
): Promise<Bench> {
  const catalog = catalogOf(makeWorkspace(seed, names, poisons, hostileColumns));
  const runner = await QueryRunner.create(catalog);
  const now = Date.parse(names.now);
  const context = makeContext(tablesOfCatalog(catalog), { environment: names.company, now, timeZone: names.timeZone });
  const core = new AskCore();
  core.setContext('bench', context);
  return {
    core,
    context,
    runner,
    run: (text) => runner.run({ text, now: ticksOfMilliseconds(now) }),
    questions: questionsFor(names),
  };
}

export const askOf = ({ core, context }: Bench, question: string): Promise<AskAnswer> =>
  core.ask({ question, key: 'bench', now: context.now });

/** What to ask: everything, a group, or a sample: every second question in one of its phrasings, two thirds of what is to be refused. */
export interface Choice {
  readonly group?: Group;
  readonly isSample?: boolean;
}

/** Asks; a group leaves out what cannot be answered. */
export async function scoreWorkspace(bench: Bench, { group, isSample = false }: Choice = {}): Promise<WorkspaceScore> {
  // Once to warm up: the recogniser and the language service load on first use.
  await attempt(() => askOf(bench, 'how many requests failed in the last hour'));
  const score = (name: SetName): Promise<readonly Outcome[]> => {
    const questions = bench.questions[name].filter((question) => group === undefined || question.group === group);
    return askAll(bench, isSample ? sampleOf(questions) : questions.flatMap((question) => phrasings(question, [0, 1])));
  };
  const answered = {
    open: await score('open'),
    held: await score('held'),
    blindDev: await score('blindDev'),
    blind: await score('blind'),
  };
  const unanswerable: { question: Unanswerable; answer: AskAnswer | Error }[] = [];
  for (const [index, question] of bench.questions.unanswerable.entries()) {
    if (group !== undefined || (isSample && index % 3 === 0)) continue;
    unanswerable.push({ question, answer: await attempt(() => askOf(bench, question.ask)) });
  }
  return { ...answered, unanswerable };
}

interface Phrasing {
  readonly id: string;
  readonly question: Question;
  readonly ask: string;
}

const phrasings = (question: Question, indices: readonly number[]): readonly Phrasing[] =>
  indices.map((index) => ({ id: `${question.id}${'ab'[index] ?? ''}`, question, ask: question.ask[index] ?? '' }));

const sampleOf = (questions: readonly Question[]): readonly Phrasing[] =>
  questions.flatMap((question, index) => (index % 2 === 0 ? phrasings(question, [(index / 2) % 2]) : []));

async function askAll(bench: Bench, asked: readonly Phrasing[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id, question, ask } of asked) {
    const started = performance.now();
    const answer = await attempt(() => askOf(bench, ask));
    const milliseconds = performance.now() - started;
    const base = { id, group: question.group, ask, milliseconds };
    if (answer instanceof Error) {
      // Asking never throws: this counts as a wrong answer.
      outcomes.push({ ...base, kql: '', wrong: `throws ${answer.stack?.split('\n').slice(0, 2).join(' ') ?? answer.message}` });
    } else if (answer.kind !== 'query') outcomes.push({ ...base, declined: declined(answer) });
    else {
      const wrong = wrongness(question, answer.kql, bench.run);
      outcomes.push({ ...base, kql: answer.kql, ...(wrong !== undefined && { wrong }) });
    }
  }
  return outcomes;
}

async function attempt<T>(action: () => Promise<T>): Promise<T | Error> {
  try {
    return await action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function declined(answer: Exclude<AskAnswer, { kind: 'query' }>): string {
  switch (answer.kind) {
    case 'abstained':
      return `${answer.reason}: ${answer.message}`;
    case 'choice':
      return `choice: ${answer.options.map(({ label }) => label).join(' | ')}`;
    case 'scan':
      return 'scan';
  }
}

/** Shares of a list of outcomes: answered, right of those, right of all. */
export function shares(outcomes: readonly Outcome[]): {
  readonly coverage: number;
  readonly right: number;
  readonly overall: number;
} {
  const answered = outcomes.filter(({ kql }) => kql !== undefined);
  const right = answered.filter(({ wrong }) => wrong === undefined);
  return {
    coverage: outcomes.length === 0 ? 1 : answered.length / outcomes.length,
    right: answered.length === 0 ? 1 : right.length / answered.length,
    overall: outcomes.length === 0 ? 1 : right.length / outcomes.length,
  };
}
