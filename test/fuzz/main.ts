/** `npm run fuzz:kql [-- COUNT [SEED]]`: many more inputs than the test suite tries. */
import { fuzz } from './kqlFuzz';

const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
console.log(`${count} inputs, seed ${seed}`);
const report = await fuzz(Number(count), Number(seed), (done) => {
  if (done % 10_000 === 0) console.log(`${done} done`);
});
for (const { input, what } of report.findings.slice(0, 50)) console.log(`\n${what}\n  ${JSON.stringify(input)}`);
console.log(
  `${report.answered} answered, ${report.refused} refused, ${report.findings.length} findings, ` +
    `slowest ${Math.round(report.slowest.milliseconds)} ms: ${JSON.stringify(report.slowest.input)}`,
);
process.exitCode = report.findings.length === 0 ? 0 : 1;
