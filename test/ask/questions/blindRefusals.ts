import { devPrefix, type Kit, type Unanswerable } from './question';

/** What must not be answered with rows, written without sight; of every two the first is for tuning. */
export function blindRefusals({ n }: Kit): readonly Unanswerable[] {
  const of = (kind: Unanswerable['kind'], lines: readonly string[]): readonly Unanswerable[] =>
    lines.map((ask, index) => ({
      id: `${index % 2 === 0 ? devPrefix : 'blind-'}${kind.replace(' ', '-')}-${index + 1}`,
      kind,
      ask,
    }));
  return [
    ...of('unknown resource', [
      `5xx of the loyalty-gateway service since 6am`,
      `is crm-sync-worker throwing exceptions today`,
      `free disk on vm build-agent-12`,
      `how many messages did queue parcels-dead-letter get last hour`,
      `pods of deployment fraud-scorer that restarted last 24h`,
      `memory of host db-replica-02 since midnight`,
      `last login of nobody.known@elsewhere.example`,
      `failed runs of function PurgeOldCarts yesterday`,
      `avg cpu of sql database analytics_dw last 6h`,
      `iis 500s on web-farm-9 today`,
    ]),
    ...of('unknown table', [
      `count rows in PumpTelemetry_CL last 24h`,
      `show me the last 20 rows of NightAudit_CL`,
      `cosmos db throttled requests last hour`,
      `top 5 talkers in the nsg flow logs today`,
      `list service bus dead letters since midnight`,
      `azure firewall denies by rule last 6 hours`,
    ]),
    ...of('unknown column', [
      `average of BatteryVoltage_d per depot in ${n.customTable} today`,
      `apprequests where CustomerTier is gold last 3h`,
      `sum of GpuSeconds by computer in perf last 6h`,
      `group heartbeats by RackNumber last hour`,
    ]),
    ...of('out of scope', [
      `good morning`,
      `thanks, that's all`,
      `how do I write a regex for an email address`,
      `what's 17 times 23`,
      `recommend a good book about sre`,
      `who is the ceo of ${n.company}`,
      `which keyboard should I buy`,
      `what is the difference between tcp and udp`,
    ]),
    ...of('action', [
      `please reboot ${n.hosts[1]} right away`,
      `roll back the last deployment of ${n.pricing}`,
      `set the log level of ${n.api} to debug`,
      `silence the disk alert for two hours`,
      `add ${n.people[1]} to the contributors of ${n.groups.app}`,
      `truncate ${n.customTable}`,
    ]),
    ...of('ambiguous', [`anything?`, `what about the other one`, `same but for last week`, `numbers please`, `and by region?`]),
    ...of('future', [
      `how many sign-ins will fail next sunday`,
      `show requests from tomorrow 8am to 10am`,
      `when will ${n.databases[0]} run out of space`,
    ]),
  ];
}
