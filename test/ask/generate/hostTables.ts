import { DAY, HOUR, MINUTE } from '../../../src/model/time';
import { localTime, type Maker, type Row, type Rows } from './names';

interface Counter {
  readonly object: string;
  readonly counter: string;
  readonly instance: string;
  readonly middle: number;
  readonly spread: number;
}

/** Machines: counters, heartbeats, event logs, processes and connections. */
export function hostTables(maker: Maker): Rows {
  return {
    Perf: perf(maker),
    InsightsMetrics: [],
    Heartbeat: heartbeats(maker),
    Syslog: syslog(maker),
    Event: eventLog(maker),
    W3CIISLog: iisLog(maker),
    VMProcess: processes(maker),
    VMConnection: connections(maker),
    SecurityEvent: [],
    Update: updates(maker),
  };
}

const machineId = (maker: Maker, name: string): string => maker.id('app', 'Microsoft.Compute/virtualMachines', name);

/** How busy each machine is, in percent. */
function load(maker: Maker, index: number, at: number): number {
  const { moments, names } = maker;
  if (index === 0 && at >= localTime(names, '01:50') && at < localTime(names, '02:25')) return 93;
  if (index === 1 && at > moments.deploy) return 71;
  return [34, 28, 12, 45][index] ?? 20;
}

function perf(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  const rows: Row[] = [];
  const spans = [
    [8 * DAY, DAY, 30 * MINUTE],
    [DAY, 0, 5 * MINUTE],
  ] as const;
  allHosts(maker).forEach((computer, index) => {
    const isLinux = index === 3;
    for (const { object, counter, instance, middle, spread } of counters(maker, isLinux, index)) {
      for (const [from, to, step] of spans) {
        for (const at of maker.times(now - from, now - to, step)) {
          if (isSilent(maker, index, at)) continue;
          const isCpu = object === 'Processor';
          const value = isCpu ? Math.min(99.9, maker.about(load(maker, index, at), 0.12)) : maker.about(middle, spread);
          rows.push({
            TimeGenerated: at,
            Computer: computer,
            ObjectName: object,
            CounterName: counter,
            InstanceName: instance,
            CounterValue: value,
            CounterPath: `\\\\${computer}\\${object}(${instance})\\${counter}`,
            _ResourceId: machineId(maker, computer),
          });
        }
      }
    }
  });
  return rows;
}

const allHosts = ({ names }: Maker): readonly string[] => [...names.hosts, names.linuxHost];

const isSilent = (maker: Maker, index: number, at: number): boolean => index === 2 && at >= maker.moments.silent;

function counters(maker: Maker, isLinux: boolean, index: number): readonly Counter[] {
  const cpu = { object: 'Processor', counter: '% Processor Time', instance: '_Total', middle: 30, spread: 0.2 };
  if (isLinux) {
    return [
      cpu,
      { object: 'Memory', counter: '% Used Memory', instance: 'Memory', middle: 62, spread: 0.1 },
      { object: 'Logical Disk', counter: '% Used Space', instance: '/', middle: 48, spread: 0.05 },
    ];
  }
  const [planner, database] = maker.names.processes;
  return [
    cpu,
    { object: 'Memory', counter: 'Available MBytes', instance: '', middle: [2100, 5200, 3300][index] ?? 4000, spread: 0.2 },
    { object: 'Memory', counter: '% Committed Bytes In Use', instance: '', middle: [71, 44, 38][index] ?? 50, spread: 0.1 },
    { object: 'LogicalDisk', counter: '% Free Space', instance: 'C:', middle: [9, 41, 63][index] ?? 50, spread: 0.06 },
    { object: 'LogicalDisk', counter: '% Free Space', instance: 'D:', middle: [55, 72, 80][index] ?? 50, spread: 0.06 },
    { object: 'Process', counter: '% Processor Time', instance: planner, middle: [52, 30, 4][index] ?? 5, spread: 0.5 },
    { object: 'Process', counter: '% Processor Time', instance: database, middle: [21, 8, 2][index] ?? 5, spread: 0.5 },
  ];
}

function heartbeats(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return allHosts(maker).flatMap((computer, index) =>
    [...maker.times(now - 2 * DAY, now, 5 * MINUTE)]
      .filter((at) => !isSilent(maker, index, at))
      .map((at) => ({
        TimeGenerated: at,
        Computer: computer,
        Category: 'Azure Monitor Agent',
        OSType: index === 3 ? 'Linux' : 'Windows',
        OSName: index === 3 ? 'Ubuntu' : 'Windows Server 2022',
        ComputerIP: `10.4.0.${10 + index}`,
        Version: index === 1 ? '1.28.0' : '1.30.1',
        ComputerEnvironment: 'Azure',
        ResourceGroup: maker.names.groups.app,
        ResourceType: 'virtualMachines',
        Resource: computer,
        ResourceProvider: 'Microsoft.Compute',
        _ResourceId: machineId(maker, computer),
      })),
  );
}

const syslogLines: readonly (readonly [string, string, string, string])[] = [
  ['info', 'daemon', 'systemd', 'Started daily clean-up.'],
  ['info', 'cron', 'CRON', '(root) CMD (run-parts)'],
  ['notice', 'auth', 'sudo', 'session opened for user root'],
  ['warning', 'kern', 'kernel', 'TCP: request_sock_TCP: Possible SYN flooding'],
  ['err', 'auth', 'sshd', 'Failed password for invalid user admin from 203.0.113.9'],
  ['err', 'daemon', 'containerd', 'failed to pull image'],
  ['crit', 'kern', 'kernel', 'Out of memory: Killed process 4121'],
];

function syslog(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return [...maker.times(now - 3 * DAY, now, 4 * MINUTE)].map((at) => {
    const [SeverityLevel, Facility, ProcessName, SyslogMessage] = maker.chance(0.75)
      ? maker.pick(syslogLines.slice(0, 3))
      : maker.pick(syslogLines.slice(3));
    const computer = maker.names.linuxHost;
    return {
      TimeGenerated: at,
      EventTime: at,
      Computer: computer,
      HostName: computer,
      HostIP: '10.4.0.13',
      SeverityLevel,
      Facility,
      ProcessName,
      ProcessID: maker.whole(300, 9000),
      SyslogMessage,
      _ResourceId: machineId(maker, computer),
    };
  });
}

const eventLines: readonly (readonly [string, string, number, string])[] = [
  ['Information', 'Service Control Manager', 7036, 'The service entered the running state.'],
  ['Information', 'Windows Update Agent', 19, 'Installation successful.'],
  ['Warning', 'Disk', 153, 'The IO operation was retried.'],
  ['Error', 'Service Control Manager', 7031, 'The service terminated unexpectedly.'],
  ['Error', 'Application Error', 1000, 'Faulting application name: planner.exe'],
  ['Error', '.NET Runtime', 1026, 'The process was terminated due to an unhandled exception.'],
];

function eventLog(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return maker.names.hosts.flatMap((computer, index) =>
    [...maker.times(now - 8 * DAY, now, 40 * MINUTE)]
      .filter((at) => !isSilent(maker, index, at))
      .map((at) => {
        const [level, source, id, text] = maker.chance(0.7)
          ? maker.pick(eventLines.slice(0, 2))
          : maker.pick(eventLines.slice(2));
        return {
          TimeGenerated: at,
          Computer: computer,
          EventLog: source.startsWith('Application') || source.startsWith('.NET') ? 'Application' : 'System',
          EventLevelName: level,
          EventLevel: { Information: 4, Warning: 3, Error: 2 }[level] ?? 0,
          EventID: id,
          Source: source,
          RenderedDescription: text,
          UserName: 'N/A',
          _ResourceId: machineId(maker, computer),
        };
      }),
  );
}

function iisLog(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  const computer = maker.names.hosts[0];
  return [...maker.times(now - 2 * DAY, now, 90_000)].map((at) => {
    const status = maker.chance(0.04) ? maker.pick(['500', '503']) : maker.chance(0.05) ? '404' : '200';
    return {
      TimeGenerated: at,
      Computer: computer,
      sSiteName: 'Default Web Site',
      csMethod: maker.pick(['GET', 'GET', 'GET', 'POST']),
      csUriStem: maker.pick(['/plan', '/plan', '/plan/optimise', '/export', '/ping']),
      scStatus: status,
      TimeTaken: Math.round(maker.about(status === '200' ? 180 : 2400, 0.8)),
      cIP: `198.51.100.${maker.whole(1, 9)}`,
      csBytes: maker.whole(200, 900),
      scBytes: maker.whole(500, 90_000),
      sPort: 443,
      csUserAgent: 'Mozilla/5.0',
      _ResourceId: machineId(maker, computer),
    };
  });
}

function processes(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return maker.names.hosts.flatMap((computer) =>
    [...maker.names.processes, 'w3wp'].flatMap((process) =>
      [...maker.times(now - DAY, now, HOUR)].map((at) => ({
        TimeGenerated: at,
        Computer: computer,
        ExecutableName: process,
        DisplayName: process,
        StartTime: now - 9 * DAY,
        FirstPid: maker.whole(1000, 9000),
        UserName: 'svc-app',
        _ResourceId: machineId(maker, computer),
      })),
    ),
  );
}

function connections(maker: Maker): readonly Row[] {
  const { now } = maker.moments;
  return maker.names.hosts.slice(0, 2).flatMap((computer) =>
    [1433, 443, 53].flatMap((port) =>
      [...maker.times(now - DAY, now, 15 * MINUTE)].map((at) => ({
        TimeGenerated: at,
        Computer: computer,
        Direction: 'outbound',
        ProcessName: maker.names.processes[0],
        DestinationIp: `10.5.0.${port % 7}`,
        DestinationPort: port,
        Protocol: 'tcp',
        LinksEstablished: maker.whole(1, 9),
        LinksFailed: maker.chance(0.1) ? maker.whole(1, 3) : 0,
        LinksTerminated: maker.whole(0, 5),
        LinksLive: maker.whole(1, 20),
        BytesSent: maker.whole(1000, 90_000),
        BytesReceived: maker.whole(1000, 900_000),
        Responses: maker.whole(1, 60),
        ResponseTimeSum: maker.whole(10, 900),
        ResponseTimeMax: maker.whole(5, 300),
        ResponseTimeMin: 1,
        _ResourceId: machineId(maker, computer),
      })),
    ),
  );
}

/** Three updates each; those of the first machine are still needed. */
function updates(maker: Maker): readonly Row[] {
  return maker.names.hosts.flatMap((computer, index) =>
    ['5031356', '5032189', '5034441'].map((kb, order) => ({
      TimeGenerated: maker.moments.now - HOUR * (2 + order) - 777,
      Computer: computer,
      Title: `Cumulative update ${kb}`,
      KBID: kb,
      Classification: order === 2 ? 'Updates' : 'Security Updates',
      UpdateState: index === 0 || order === 2 ? 'Needed' : 'Installed',
      OSType: 'Windows',
      _ResourceId: machineId(maker, computer),
    })),
  );
}
