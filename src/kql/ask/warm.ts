import { AskCore } from './askCore';

const now = Date.UTC(2026, 0, 5, 9);

/** Reads a question of a table made up for it: loads the recogniser of times, and has the language service check a query. */
export async function warmQuestions(): Promise<void> {
  const core = new AskCore();
  core.setContext('', {
    environment: '',
    timeZone: 'UTC',
    tables: [
      {
        name: 'AppRequests',
        store: 'logs',
        flavour: 'workspace',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'Name', type: 'string' },
          { name: 'Success', type: 'bool' },
          { name: 'DurationMs', type: 'real' },
          { name: 'ItemCount', type: 'int' },
        ],
      },
    ],
    resources: [],
    values: [],
    events: [],
  });
  for (const question of ['failed requests per hour since the 2nd of january', 'the 5 slowest requests of yesterday']) {
    await core.ask({ question, key: '', now });
  }
}
