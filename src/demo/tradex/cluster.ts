import { tradexExchange } from '../stories';
import type { StoryCluster } from '../story/clusterTypes';
import { at, telemetryCluster } from './resources';

const pipeline = '51f0b6a7-0c0d-4b7c-9f52-1f4c4e0a9b31';

/** Releases from before the activity log begins: days before its opening, application, version. */
const older = (
  [
    [-170, 'tradex-matching', '7.1.0', 'Succeeded'],
    [-158, 'tradex-gateway', '5.0.0', 'RolledBack'],
    [-151, 'tradex-gateway', '5.0.1', 'Succeeded'],
    [-137, 'tradex-settlement', '3.0.0', 'Succeeded'],
    [-116, 'tradex-matching', '7.2.0', 'Succeeded'],
    [-102, 'tradex-gateway', '5.1.0', 'Succeeded'],
    [-81, 'tradex-settlement', '3.1.0', 'Failed'],
    [-80, 'tradex-settlement', '3.1.1', 'Succeeded'],
    [-67, 'tradex-matching', '7.3.0', 'Succeeded'],
    [-46, 'tradex-gateway', '5.2.0', 'Succeeded'],
    [-32, 'tradex-matching', '7.3.1', 'Succeeded'],
    [-18, 'tradex-settlement', '3.2.0', 'Succeeded'],
  ] as const
).map(([day, application, version, outcome]) => ({ at: at(day, '20:30'), application, version, outcome, by: pipeline }));

export const clusters: readonly StoryCluster[] = (tradexExchange.clusters ?? []).map(({ origin }) => ({
  resource: telemetryCluster.id,
  origin,
  databases: [
    {
      name: 'Telemetry',
      tables: [
        {
          kind: 'events',
          name: 'SettlementEvents',
          description: 'Every look at a settlement, as the settlement service served it.',
          role: 'tradex-settlement',
          operation: 'GET /settlements',
          id: 'SettlementId',
          outcome: { name: 'Status', success: 'Served', failure: 'Failed' },
          values: [
            { name: 'Segment', description: 'Part of the market.', texts: ['equity', 'derivatives', 'currency', 'debt'] },
            { name: 'Trades', description: 'Trades that it covers.', from: 1, to: 480, type: 'int' },
            { name: 'ValueInrLakh', description: 'Value in lakhs of rupees.', from: 0.5, to: 9800, type: 'real' },
          ],
        },
        {
          kind: 'history',
          name: 'RequestHistory',
          description: 'Requests by operation and quarter of an hour, kept for five years.',
          minutes: 15,
        },
        { kind: 'releases', name: 'ReleaseHistory', description: 'What was released when, and how it went.', older },
      ],
    },
  ],
}));
