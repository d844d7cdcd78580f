import assert from 'node:assert/strict';
import { viewMessage } from '../../../src/views/schema/viewMessage';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-logs';
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/central-logs`;

const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
  [
    'a resource by its name',
    `Ask for the role "Reader" on ${workspace}, then refresh.`,
    'Ask for the role "Reader" on central-logs, then refresh.',
  ],
  ['an id in quotes', `Could not read "${workspace}".`, 'Could not read "central-logs".'],
  ['an id at the end', `Nothing is known of ${group}.`, 'Nothing is known of rg-logs.'],
  ['each of several', `${group} and ${workspace}:`, 'rg-logs and central-logs:'],
  ['a subscription', 'Of /subscriptions/7 only', 'Of 7 only'],
  [
    'a long word with places to break',
    'lacks Microsoft.OperationalInsights/workspaces/query/read.',
    'lacks Microsoft.|Operational|Insights/|workspaces/|query/|read.',
  ],
  ['an address', 'See https://cluster.kusto.windows.net now', 'See https://|cluster.|kusto.|windows.|net now'],
  ['ordinary words as they are', 'Rows: 1/2 of AppRequests', 'Rows: 1/2 of AppRequests'],
];

describe('message of a view', () => {
  for (const [what, text, expected] of cases) {
    it(`has ${what}`, () => {
      assert.equal(viewMessage(text).replaceAll('\u200b', '|'), expected);
    });
  }
});
