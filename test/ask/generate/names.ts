import { DateTime } from 'luxon';
import { generator } from '../../fuzz/mutate';

/** What things of a generated workspace are called, and when it is. Another value gives another workspace of the same shape. */
export interface Names {
  readonly company: string;
  /** ISO 8601 with zone; between 09:00 and 11:59 local on a weekday, so that on-call words have one meaning. */
  readonly now: string;
  /** IANA. */
  readonly timeZone: string;
  readonly subscription: string;
  readonly groups: { readonly app: string; readonly data: string; readonly net: string };
  readonly component: string;
  /** App Service site, and the role name of its telemetry. */
  readonly portal: string;
  /** Roles that run in the cluster. */
  readonly api: string;
  readonly pricing: string;
  /** Function app, and its functions. */
  readonly functionApp: string;
  readonly functions: readonly [string, string, string];
  /** Three Windows machines; the third is the one whose agent went silent. */
  readonly hosts: readonly [string, string, string];
  /** A Linux machine. */
  readonly linuxHost: string;
  readonly cluster: string;
  readonly namespaces: readonly [string, string, string];
  /** Workloads of the namespaces, in the same order. */
  readonly workloads: readonly [string, string, string];
  readonly sqlServer: string;
  readonly databases: readonly [string, string];
  readonly storage: string;
  readonly gateway: string;
  readonly vault: string;
  /** Host names that the apps call. */
  readonly carrier: string;
  readonly maps: string;
  /** Paths of the API. */
  readonly noun: string;
  readonly customTable: string;
  readonly depots: readonly [string, string, string];
  readonly people: readonly [string, string, string];
  readonly processes: readonly [string, string];
}

export const halden: Names = {
  company: 'Halden Freight',
  now: '2026-10-14T09:20:00+02:00',
  timeZone: 'Europe/Oslo',
  subscription: '6d1e2c1a-53a4-4b7e-9a47-0f2f6c1f7c01',
  groups: { app: 'rg-freight-app', data: 'rg-freight-data', net: 'rg-freight-net' },
  component: 'freight-insights',
  portal: 'freight-track-web',
  api: 'shipment-api',
  pricing: 'rate-engine',
  functionApp: 'freight-notify-fn',
  functions: ['SendParcelSms', 'NightlyManifest', 'ResizeLabel'],
  hosts: ['hf-route01', 'hf-route02', 'hf-dispatch01'],
  linuxHost: 'hf-sorter01',
  cluster: 'freight-aks',
  namespaces: ['sorting', 'customs', 'invoicing'],
  workloads: ['parcel-scanner', 'customs-broker', 'invoice-gen'],
  sqlServer: 'freight-sql',
  databases: ['shipments', 'ledger'],
  storage: 'freightlabels',
  gateway: 'freight-appgw',
  vault: 'freight-kv',
  carrier: 'api.nordpost.example',
  maps: 'maps.geofinder.example',
  noun: 'shipments',
  customTable: 'DepotScans_CL',
  depots: ['OSL1', 'BGO2', 'TRD3'],
  people: ['ingrid.moe@halden.example', 'jonas.lie@halden.example', 'svc-deploy@halden.example'],
  processes: ['RoutePlanner', 'sqlservr'],
};

export const clinic: Names = {
  company: 'Prairie Clinics',
  now: '2026-02-12T10:10:00-06:00',
  timeZone: 'America/Chicago',
  subscription: '9b1f4c55-2a0e-4c39-8a60-3f0d8e5b7d22',
  groups: { app: 'rg-clinic-apps', data: 'rg-clinic-data', net: 'rg-clinic-edge' },
  component: 'clinic-appi',
  portal: 'patient-portal',
  api: 'booking-svc',
  pricing: 'claims-svc',
  functionApp: 'clinic-reminders',
  functions: ['SendReminder', 'ExportClaims', 'ThumbnailScan'],
  hosts: ['pc-ehr01', 'pc-ehr02', 'pc-lab01'],
  linuxHost: 'pc-pacs01',
  cluster: 'clinic-k8s',
  namespaces: ['intake', 'imaging', 'claims'],
  workloads: ['triage-bot', 'dicom-router', 'claim-builder'],
  sqlServer: 'clinic-sqlsrv',
  databases: ['appointments', 'billingdb'],
  storage: 'clinicscans',
  gateway: 'clinic-waf',
  vault: 'clinic-secrets',
  carrier: 'gateway.insureco.example',
  maps: 'sms.ringer.example',
  noun: 'appointments',
  customTable: 'BadgeReads_CL',
  depots: ['NORTH', 'LOOP', 'OAKPK'],
  people: ['maria.cruz@prairie.example', 'dev.patel@prairie.example', 'pipeline@prairie.example'],
  processes: ['EhrService', 'sqlservr'],
};

/** Moments of the story, in milliseconds. */
export interface Moments {
  readonly now: number;
  /** Local midnight of today. */
  readonly midnight: number;
  /** 02:30 to 03:10 local today: the carrier answers no more. */
  readonly outage: { readonly from: number; readonly to: number };
  /** 06:40 local today: the pricing role is deployed, and slow from then on. */
  readonly deploy: number;
  /** When the third host was last heard of: 04:10 local today. */
  readonly silent: number;
}

/** Local clock time of today, or of days before, as an instant. */
export function localTime(names: Names, clock: string, daysAgo = 0): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const day = DateTime.fromISO(names.now, { zone: names.timeZone }).startOf('day').minus({ days: daysAgo });
  return day.set({ hour, minute }).toMillis();
}

export function momentsOf(names: Names): Moments {
  return {
    now: Date.parse(names.now),
    midnight: localTime(names, '00:00'),
    outage: { from: localTime(names, '02:30'), to: localTime(names, '03:10') },
    deploy: localTime(names, '06:40'),
    silent: localTime(names, '04:10'),
  };
}

/** A row by column; datetimes are milliseconds, columns that are not named are null. */
export type Row = Readonly<Record<string, unknown>>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** What makers of tables work with. */
export class Maker {
  readonly moments: Moments;
  readonly random: () => number;

  constructor(
    readonly names: Names,
    seed: number,
  ) {
    this.moments = momentsOf(names);
    this.random = generator(seed);
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** Around a middle, never below a tenth of it; one digit after the point. */
  about(middle: number, spread = 0.4): number {
    const value = middle * (1 + spread * (this.random() + this.random() - 1));
    return Math.round(Math.max(value, middle / 10) * 10) / 10;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  guid(): string {
    const hex = (): string =>
      Math.floor(this.random() * 0x10000)
        .toString(16)
        .padStart(4, '0');
    return `${hex()}${hex()}-${hex()}-${hex()}-${hex()}-${hex()}${hex()}${hex()}`;
  }

  /** One moment in each step of a span, never on a whole second, so that no bound of a window matters. */
  *times(from: number, to: number, step: number): Generator<number> {
    for (let at = from; at < to; at += step) {
      const moment = Math.floor(at + this.random() * step);
      yield moment % 1000 === 0 ? moment + 137 : moment;
    }
  }

  isOutage(at: number): boolean {
    return at >= this.moments.outage.from && at < this.moments.outage.to;
  }

  /** ARM id of something in one of the groups. */
  id(group: keyof Names['groups'], type: string, name: string): string {
    return `/subscriptions/${this.names.subscription}/resourceGroups/${this.names.groups[group]}/providers/${type}/${name}`;
  }
}
