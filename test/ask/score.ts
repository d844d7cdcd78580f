/** Scores questions over a generated workspace: `npx tsx test/ask/score.ts [--seed N] [--names halden|clinic] [--group NAME] [--failures]`. */
import { parseArgs } from 'node:util';
import { clinic, halden } from './generate/names';
import type { Group } from './questions/question';
import { isDeclined, openBench, scoreWorkspace, shares, type Outcome, type WorkspaceScore } from './scorer/scoreWorkspace';

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
  const score = await scoreWorkspace(bench, values.group as Group | undefined);
  if (values.failures) printFailures(score);
  printShares(score);
  console.log(`${((Date.now() - started) / 1000).toFixed(1)} s in all`);
}

function printShares({ open, held, unanswerable }: WorkspaceScore): void {
  const groups = [...new Set(open.map(({ group }) => group))];
  for (const group of groups)
    print(
      group,
      open.filter((one) => one.group === group),
    );
  print('all open', open);
  if (held.length > 0) print('held out', held);
  const times = [...open, ...held].map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`ms per question: median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(0.999)}`);
  if (unanswerable.length === 0) return;
  const refused = unanswerable.filter(({ answer }) => isDeclined(answer));
  console.log(
    `unanswerable: ${refused.length} of ${unanswerable.length} refused (${percent(refused.length / unanswerable.length)})`,
  );
}

function print(name: string, outcomes: readonly Outcome[]): void {
  const { coverage, right, overall } = shares(outcomes);
  const text = `coverage ${percent(coverage)}  right of answered ${percent(right)}  right of all ${percent(overall)}`;
  console.log(`${name.padEnd(12)} ${String(outcomes.length).padStart(4)}  ${text}`);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);

/** Nothing of the held-out questions. */
function printFailures({ open, unanswerable }: WorkspaceScore): void {
  for (const { id, ask, declined, kql, wrong } of open) {
    if (declined !== undefined) console.log(`- ${id}: ${ask}\n    declined: ${declined}`);
    else if (wrong !== undefined) console.log(`- ${id}: ${ask}\n    ${wrong}\n    ${(kql ?? '').replaceAll('\n', '\n    ')}`);
  }
  for (const { question, answer } of unanswerable) {
    if (answer instanceof Error) console.log(`- ${question.id}: ${question.ask}\n    throws ${answer.message}`);
    else if (answer.kind === 'query')
      console.log(`- ${question.id}: ${question.ask}\n    answered: ${answer.kql.replaceAll('\n', '\n    ')}`);
  }
}
