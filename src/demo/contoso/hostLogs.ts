import { HOUR } from '../../model/time';
import type { DatabaseLogs, EventText, HostLogs, ProcessLogs } from '../story/logTypes';
import { line } from '../story/rhythm';
import { at, backend, bookings, reports } from './resources';

const system = 'NT AUTHORITY\\SYSTEM';
const background: readonly ProcessLogs[] = [
  {
    name: 'MsMpEng',
    path: 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\MsMpEng.exe',
    commandLine: 'MsMpEng.exe',
    user: system,
    description: 'Antimalware Service Executable',
    share: 0.04,
    workingSetMb: 210,
  },
  {
    name: 'MonAgentCore',
    path: 'C:\\Program Files\\Azure Monitor Agent\\Agent\\MonAgentCore.exe',
    commandLine: 'MonAgentCore.exe -useEnv',
    user: system,
    description: 'Azure Monitor Agent',
    share: 0.02,
    workingSetMb: 140,
  },
  {
    name: 'svchost',
    path: 'C:\\Windows\\System32\\svchost.exe',
    commandLine: 'svchost.exe -k netsvcs -p',
    user: system,
    description: 'Host Process for Windows Services',
    share: 0.03,
    workingSetMb: 260,
  },
];

const events: readonly EventText[] = [
  {
    log: 'System',
    source: 'Service Control Manager',
    id: 7036,
    level: 'Information',
    message: 'The Windows Update service entered the running state.',
    perDay: 6,
  },
  {
    log: 'System',
    source: 'Microsoft-Windows-Time-Service',
    id: 37,
    level: 'Information',
    message: 'The time provider NtpClient is currently receiving valid time data.',
    perDay: 4,
  },
  {
    log: 'System',
    source: 'Schannel',
    id: 36874,
    level: 'Error',
    message: 'A TLS 1.0 connection request was received from a remote client, but none of its cipher suites are supported.',
    perDay: 3,
  },
  {
    log: 'System',
    source: 'Microsoft-Windows-DNS-Client',
    id: 1014,
    level: 'Warning',
    message: 'Name resolution for the name wpad timed out after none of the configured DNS servers responded.',
    perDay: 2,
  },
];

const partner = (address: string, name: string): { readonly address: string; readonly userAgent: string } => ({
  address,
  userAgent: name,
});

export const hosts: readonly HostLogs[] = [
  {
    resource: backend.id,
    address: '10.20.2.4',
    cores: 4,
    memoryMb: 16_384,
    osName: 'Windows Server 2022 Datacenter',
    processes: [
      {
        name: 'w3wp',
        path: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
        commandLine: 'w3wp.exe -ap "contoso-backend" -v "v4.0"',
        user: 'IIS APPPOOL\\contoso-backend',
        description: 'IIS Worker Process',
        share: 0.91,
        workingSetMb: 2300,
      },
      ...background,
    ],
    disks: [
      { mount: 'C:', sizeMb: 130_048, freePercent: { low: 57, high: 58.2, noise: 0.004 } },
      { mount: 'D:', sizeMb: 153_600, freePercent: { low: 88, high: 88.6, noise: 0.002 } },
    ],
    events: [
      ...events,
      {
        log: 'Application',
        source: 'IIS AspNetCore Module V2',
        id: 1032,
        level: 'Information',
        message: "Application 'C:\\inetpub\\contoso-backend\\' started successfully.",
        perDay: 0.5,
      },
      {
        log: 'Application',
        source: '.NET Runtime',
        id: 1000,
        level: 'Warning',
        message: 'Category: Contoso.Hotels.Backend. The database answered after 1204 ms.',
        perDay: 5,
      },
    ],
    web: {
      role: 'contoso-backend',
      site: 'contoso-backend',
      host: 'contoso-backend',
      port: 443,
      process: 'w3wp',
      // The collection rule drops GET /availability, which would be nine lines of ten.
      pages: [
        {
          operation: 'GET /exportData',
          clients: [partner('198.51.100.21', 'TourOperatorSync/3.2'), partner('198.51.100.57', 'RateMirror/1.9')],
          bulk: { above: 6, client: partner('203.0.113.77', 'NordicTravelExport/2.4') },
          bytes: 420_000,
        },
        {
          operation: 'POST /bookings',
          clients: [{ address: '10.20.1.4', userAgent: 'node' }],
          bytes: 900,
        },
      ],
    },
  },
  {
    resource: reports.id,
    address: '10.21.2.4',
    cores: 8,
    memoryMb: 32_768,
    osName: 'Windows Server 2022 Datacenter',
    processes: [
      {
        name: 'ReportBuilder',
        path: 'C:\\Program Files\\Contoso Reports\\ReportBuilder.exe',
        commandLine: 'ReportBuilder.exe --schedule daily',
        user: 'CONTOSO\\svc-reports',
        description: 'Contoso Reports',
        share: 0.91,
        workingSetMb: 1400,
      },
      ...background,
    ],
    // The collection rule takes the data disk only.
    disks: [
      {
        mount: 'F:',
        sizeMb: 524_288,
        freePercent: {
          low: 22,
          high: 24,
          noise: 0.02,
          episodes: [
            { at: at(-4, '16:05'), values: line([0, 21], [15, 9.2], [75, 8.6], [85, 23]) },
            { at: at(0, '05:55'), values: line([0, 21], [15, 9.4], [240, 7.9], [255, 8.4], [265, 22]) },
          ],
        },
      },
    ],
    events: [
      ...events,
      {
        log: 'System',
        source: 'srv',
        id: 2013,
        level: 'Warning',
        message: 'The F: disk is at or near capacity. You may need to delete some files.',
        perDay: 0.4,
      },
    ],
  },
];

export const databases: readonly DatabaseLogs[] = [
  {
    resource: bookings.id,
    cores: 4,
    queries: [
      {
        id: 41,
        text: 'SELECT [r].[Id], [r].[Number] FROM [Rooms] AS [r] WHERE [r].[HotelId] = @hotel AND NOT EXISTS (SELECT 1 FROM [Bookings])',
        share: 0.5,
        perMinute: 300,
      },
      {
        id: 57,
        text: 'SELECT TOP(@p) [b].[Id], [b].[Arrival] FROM [Bookings] AS [b] WHERE [b].[Id] > @after ORDER BY [b].[Id]',
        share: 0.2,
        perMinute: 6,
      },
      {
        id: 63,
        text: 'INSERT INTO [Bookings] ([RoomId], [GuestId], [Arrival]) VALUES (@room, @guest, @arrival)',
        share: 0.3,
        perMinute: 20,
      },
      {
        id: 90,
        text: 'ALTER INDEX [IX_Bookings_Arrival] ON [Bookings] REBUILD WITH (ONLINE = ON)',
        share: 6,
        perMinute: 0.2,
        above: 61,
      },
      { id: 91, text: 'UPDATE STATISTICS [Bookings] WITH FULLSCAN', share: 2, perMinute: 0.1, above: 61 },
    ],
    deadlocks: [at(-6, '18:22'), at(-2, '11:47')],
    timeouts: [at(-6, '18:14'), at(-6, '18:15')],
    insights: [
      {
        at: at(0, '02:20'),
        minutes: 20,
        detection: 'ResourceLimits',
        cause: 'CPU rose during index maintenance (ALTER INDEX … REBUILD) and fell when it was done; no query was cancelled.',
      },
      {
        at: at(-6, '18:20'),
        minutes: Math.round((0.25 * HOUR) / 60_000),
        detection: 'Timeouts',
        cause: 'Queries waited for locks of a deployment script.',
      },
    ],
  },
];
