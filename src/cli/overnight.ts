import { toMarkdown } from '../documents/markdown';
import { toText } from '../documents/text';
import type { Environment } from '../environments/environment';
import { gatherOvernight } from '../incidents/gatherOvernight';
import { DEFAULT_HOURS, overnightWindow } from '../incidents/overnight';
import { readOverrides } from './overrides';
import { exitCodes, hoursOf, type CliHost, type CliValues } from './run';

/** Prints the overnight summary. Exit code 1 when something could not be read: the answer then says what. */
export async function overnightCommand(environment: Environment, values: CliValues, host: CliHost): Promise<number> {
  const timeZone = values.tz ?? environment.timeZone;
  const now = environment.clock.now();
  const nightStart = values['night-start'];
  const window = overnightWindow(
    now,
    nightStart === undefined ? { hours: hoursOf(values, DEFAULT_HOURS) } : { nightStart },
    timeZone,
  );
  const summary = await gatherOvernight(environment.stores, {
    now,
    window,
    timeZone,
    environment: environment.name,
    demo: environment.kind === 'demo',
    overrides: await readOverrides(values),
  });
  if (values.json) host.out.write(`${JSON.stringify(summary)}\n`);
  else if (values.markdown) host.out.write(toMarkdown(summary.document));
  else host.out.write(toText(summary.document, { width: host.out.columns ?? 100 }));
  return summary.complete ? exitCodes.ok : exitCodes.incomplete;
}
