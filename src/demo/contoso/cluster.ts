import { contosoHotels } from '../stories';
import type { StoryCluster } from '../story/clusterTypes';
import { at, telemetryCluster } from './resources';

const pipeline = 'c4b1b0f7-2a57-4e0f-9a8e-7f0c51f9ad10';

/** Releases from before the story's telemetry begins: days before its opening, application, version. */
const older = (
  [
    [-181, 'contoso-web', '2.31.0', 'Succeeded'],
    [-176, 'contoso-loyalty', '4.6.0', 'Succeeded'],
    [-163, 'contoso-backend', '5.9.0', 'Succeeded'],
    [-150, 'contoso-web', '2.32.0', 'RolledBack'],
    [-148, 'contoso-web', '2.32.1', 'Succeeded'],
    [-129, 'contoso-loyalty', '4.7.0', 'Succeeded'],
    [-121, 'contoso-backend', '5.10.0', 'Succeeded'],
    [-110, 'contoso-web', '2.33.0', 'Succeeded'],
    [-96, 'contoso-web', '2.34.0', 'Failed'],
    [-95, 'contoso-web', '2.34.1', 'Succeeded'],
    [-88, 'contoso-loyalty', '4.8.0', 'Succeeded'],
    [-74, 'contoso-backend', '5.11.0', 'Succeeded'],
    [-66, 'contoso-web', '2.35.0', 'Succeeded'],
    [-52, 'contoso-loyalty', '4.9.0', 'Succeeded'],
    [-45, 'contoso-web', '2.36.0', 'Succeeded'],
    [-38, 'contoso-backend', '5.12.0', 'RolledBack'],
    [-34, 'contoso-backend', '5.12.1', 'Succeeded'],
    [-29, 'contoso-web', '2.37.0', 'Succeeded'],
    [-22, 'contoso-loyalty', '4.10.1', 'Succeeded'],
    [-17, 'contoso-web', '2.37.3', 'Succeeded'],
  ] as const
).map(([day, application, version, outcome], index) => ({
  at: at(day, index % 2 === 0 ? '10:40' : '16:15'),
  application,
  version,
  outcome,
  by: pipeline,
}));

export const clusters: readonly StoryCluster[] = (contosoHotels.clusters ?? []).map(({ origin }) => ({
  resource: telemetryCluster.id,
  origin,
  databases: [
    {
      name: 'Telemetry',
      tables: [
        {
          kind: 'events',
          name: 'BookingEvents',
          description: 'Every attempt to book a room, as the booking service took it.',
          role: 'contoso-backend',
          operation: 'POST /bookings',
          id: 'BookingId',
          outcome: { name: 'Status', success: 'Confirmed', failure: 'Failed' },
          values: [
            {
              name: 'Hotel',
              description: 'Where the room is.',
              texts: ['Madrid Centro', 'Barcelona Port', 'Lisbon Alfama', 'Valencia Beach', 'Sevilla Triana', 'Porto Ribeira'],
            },
            { name: 'Channel', description: 'How the guest booked.', texts: ['web', 'mobile', 'partner', 'phone'] },
            { name: 'Nights', description: 'Length of the stay.', from: 1, to: 12, type: 'int' },
            { name: 'AmountEur', description: 'Price of the stay in euros.', from: 62, to: 2400, type: 'real' },
          ],
        },
        {
          kind: 'history',
          name: 'RequestHistory',
          description: 'Requests by operation and hour, kept for two years.',
          minutes: 60,
        },
        { kind: 'releases', name: 'ReleaseHistory', description: 'What was released when, and how it went.', older },
      ],
    },
  ],
}));
