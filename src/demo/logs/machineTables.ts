import type { Table } from '../../kql/engine/chunk';
import { HOUR } from '../../model/time';
import type { HostLogs } from '../story/logTypes';
import { guid, hash } from '../story/random';
import { moments } from './failureTables';
import { always, texts, type Fill } from './fills';
import { RowWriter } from './logRows';
import type { LogStory } from './logStory';
import { toldTable, workspaceTable, type ToldRow } from './workspaceTable';

/** One beat per machine and minute, none while the platform says that the machine is not well. */
export function heartbeat(log: LogStory): Table {
  const { hosts } = log.logs;
  const writer = new RowWriter(log.from);
  hosts.forEach(({ resource }, kind) => {
    const silent = log.isSilent(resource);
    const second = hash(resource) % 58;
    for (let minute = 0; minute < log.minutes; minute++) if (!silent(minute)) writer.add(log.at(minute) + second * 1000, kind);
  });
  const rows = writer.finish();
  const of = (pick: (host: HostLogs) => string): Fill => texts(rows.kind, hosts.map(pick));
  return workspaceTable(
    log,
    'Heartbeat',
    rows,
    { kinds: rows.kind, ids: hosts.map(({ resource }) => resource) },
    {
      Computer: of(({ resource }) => log.resource(resource).name),
      Category: always('Azure Monitor Agent'),
      OSType: always('Windows'),
      OSName: of(({ osName }) => osName),
      OSMajorVersion: always('10'),
      OSMinorVersion: always('0'),
      Version: always('1.31.0.0'),
      ComputerIP: of(({ address }) => address),
      ComputerPrivateIPs: of(({ address }) => JSON.stringify([address])),
      ComputerEnvironment: always('Azure'),
      Resource: of(({ resource }) => log.resource(resource).name),
      ResourceGroup: of(({ resource }) => log.resource(resource).resourceGroup),
      ResourceType: always('virtualMachines'),
      ResourceProvider: always('Microsoft.Compute'),
      ResourceId: of(({ resource }) => resource),
      SubscriptionId: of(({ resource }) => log.resource(resource).subscriptionId),
      VMUUID: of(({ resource }) => guid(resource)),
      SourceSystem: always('OpsManager'),
    },
  );
}

const eventLevels = { Error: 2, Warning: 3, Information: 4 } as const;

/** The Windows event logs of the machines. */
export function event(log: LogStory): Table {
  const rows = log.logs.hosts.flatMap(({ resource, events }) =>
    events.flatMap((entry): ToldRow[] =>
      moments(log, `${resource}|${entry.source}|${entry.id}`, entry.perDay).map((at) => ({
        at,
        resource,
        values: {
          Computer: log.resource(resource).name,
          EventLog: entry.log,
          Source: entry.source,
          EventID: entry.id,
          EventLevel: eventLevels[entry.level],
          EventLevelName: entry.level,
          RenderedDescription: entry.message,
          UserName: 'N/A',
        },
      })),
    ),
  );
  return toldTable(log, 'Event', rows, { SourceSystem: always('OpsManager'), ManagementGroupName: always('') });
}

/** The processes of the machines, told every hour. */
export function vmProcess(log: LogStory): Table {
  const started = log.from - 19 * HOUR;
  const rows: ToldRow[] = [];
  for (const { resource, processes } of log.logs.hosts) {
    const { name: computer } = log.resource(resource);
    for (let at = log.from; at < log.story.to; at += HOUR) {
      processes.forEach((process, index) =>
        rows.push({
          at: at + 1000 * (hash(resource) % 1800),
          resource,
          values: {
            Computer: computer,
            Machine: `m-${guid(resource)}`,
            AgentId: guid(`agent|${resource}`),
            Process: `p-${guid(`${resource}|${process.name}`)}`,
            ExecutableName: process.name,
            DisplayName: process.description,
            Description: process.description,
            ExecutablePath: process.path,
            CommandLine: process.commandLine,
            UserName: process.user,
            UserDomain: process.user.includes('\\') ? (process.user.split('\\')[0] ?? '') : '',
            FirstPid: 1200 + 404 * index,
            StartTime: BigInt(started) * 10_000n + 621_355_968_000_000_000n,
          },
        }),
      );
    }
  }
  return toldTable(log, 'VMProcess', rows, { SourceSystem: always('Insights') });
}
