/** Scores questions over a generated workspace: `npx tsx test/ask/score.ts [--seed N] [--names halden|clinic] [--group NAME] [--failures]`. */
import { parseArgs } from 'node:util';
import { clinic, halden } from './generate/names';
import { devPrefix, type Group } from './questions/question';
import {
  isDeclined,
  openBench,
  scoreWorkspace,
  shares,
  type Outcome,
  type SetName,
  type WorkspaceScore,
} from './scorer/scoreWorkspace';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    names: { type: 'string', default: 'halden' },
    group: { type: 'string' },
    failures: { type: 'boolean', default: false },
  },
});

void main();

async function main(): Promise<void> {
  const started = Date.now();
  const bench = await openBench(Number(values.seed), values.names === 'clinic' ? clinic : halden);
  const score = await scoreWorkspace(bench, { ...(values.group !== undefined && { group: values.group as Group }) });
  if (values.failures) printFailures(score);
  printShares(score);
  console.log(`${((Date.now() - started) / 1000).toFixed(1)} s in all`);
}

/** The sets, and whether their failures may be looked at. */
const sets: readonly (readonly [SetName, string, boolean])[] = [
  ['open', 'open', true],
  ['held', 'held out', false],
  ['blindDev', 'blind dev', true],
  ['blind', 'blind', false],
];

function printShares(score: WorkspaceScore): void {
  for (const [set, name] of sets) {
    const outcomes = score[set];
    const groups = new Set(outcomes.map(({ group }) => group));
    for (const one of groups)
      print(
        one,
        outcomes.filter(({ group }) => group === one),
      );
    if (outcomes.length > 0) print(`all ${name}`, outcomes);
  }
  const times = sets.flatMap(([set]) => score[set].map(({ milliseconds }) => milliseconds)).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`ms per question: median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(0.999)}`);
  printRefused(
    'unanswerable',
    score.unanswerable.filter(({ question }) => !question.id.startsWith('blind-')),
  );
  printRefused(
    'blind',
    score.unanswerable.filter(({ question }) => question.id.startsWith('blind-')),
  );
}

function printRefused(name: string, asked: WorkspaceScore['unanswerable']): void {
  if (asked.length === 0) return;
  const refused = asked.filter(({ answer }) => isDeclined(answer));
  console.log(`${name}: ${refused.length} of ${asked.length} refused (${percent(refused.length / asked.length)})`);
}

function print(name: string, outcomes: readonly Outcome[]): void {
  const { coverage, right, overall } = shares(outcomes);
  const text = `coverage ${percent(coverage)}  right of answered ${percent(right)}  right of all ${percent(overall)}`;
  console.log(`${name.padEnd(12)} ${String(outcomes.length).padStart(4)}  ${text}`);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);

/** Nothing of the sets that are scored as a whole only. */
function printFailures(score: WorkspaceScore): void {
  const visible = sets.flatMap(([set, , isVisible]) => (isVisible ? score[set] : []));
  for (const { id, ask, declined, kql, wrong } of visible) {
    if (declined !== undefined) console.log(`- ${id}: ${ask}\n    declined: ${declined}`);
    else if (wrong !== undefined) console.log(`- ${id}: ${ask}\n    ${wrong}\n    ${(kql ?? '').replaceAll('\n', '\n    ')}`);
  }
  for (const { question, answer } of score.unanswerable) {
    const { id, ask } = question;
    if (id.startsWith('blind-') && !id.startsWith(devPrefix)) continue;
    if (answer instanceof Error) console.log(`- ${id}: ${ask}\n    throws ${answer.message}`);
    else if (answer.kind === 'query') console.log(`- ${id}: ${ask}\n    answered: ${answer.kql.replaceAll('\n', '\n    ')}`);
  }
}
