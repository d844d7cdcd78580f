import type { Table } from '../../kql/engine/chunk';
import { MINUTE, SECOND } from '../../model/time';
import { guid } from '../story/random';
import { outcomesOf } from './applicationTables';
import { after } from './flows';
import type { LogStory } from './logStory';
import { moments } from './failureTables';
import { withId } from './texts';
import type { Traffic } from './traffic';
import { toldTable, type ToldRow } from './workspaceTable';

const isApp = (id: string): boolean => id.includes('/Microsoft.Web/sites/');
const levels = ['Informational', 'Informational', 'Warning', 'Error', 'Critical'] as const;

/** What the apps write to their console: a line for each request or call that failed, and lines of their own. */
export function appServiceConsoleLogs(log: LogStory, traffic: Traffic): Table {
  const rows: ToldRow[] = [];
  const tell = (at: number, app: string, instance: string, level: string, text: string): void => {
    rows.push({
      at,
      resource: app,
      values: {
        Level: level,
        ResultDescription: text,
        Host: instance,
        ContainerId: guid(`container|${app}`).replaceAll('-', ''),
        OperationName: 'Microsoft.Web/sites/log',
        Category: 'AppServiceConsoleLogs',
      },
    });
  };
  for (const [source, flows] of [
    [traffic.requestRows, traffic.requests],
    [traffic.callRows, traffic.calls],
  ] as const) {
    const outcomes = outcomesOf(flows);
    for (let row = 0; row < source.length; row++) {
      const outcome = outcomes[source.kind[row] ?? 0];
      if (outcome?.failure === undefined || !isApp(outcome.flow.role.host)) continue;
      const time = source.time[row] ?? 0;
      const end = after(log, log.minuteOf(time), time, Math.round(source.b[row] ?? 0) + 5);
      const { role } = outcome.flow;
      tell(end, role.host, role.instance, 'Error', withId(outcome.failure.log, source.c[row] ?? 0));
    }
  }
  for (const { role: name, level, message, perDay } of log.logs.messages) {
    const role = log.logs.roles.find((entry) => entry.role === name);
    if (role === undefined || !isApp(role.host)) continue;
    for (const at of moments(log, `${name}|${message}`, perDay))
      tell(at, role.host, role.instance, levels[level], withId(message, at % 0x4000_0000));
  }
  return toldTable(log, 'AppServiceConsoleLogs', rows);
}

/** What the platform does to the apps: starts after each deployment and restart, and a sign of life every hour. */
export function appServicePlatformLogs(log: LogStory): Table {
  const rows: ToldRow[] = [];
  const apps = log.story.resources.filter(({ id }) => isApp(id));
  for (const { id, name } of apps) {
    const role = log.logs.roles.find(({ host }) => host === id);
    const tell = (at: number, level: string, message: string): void => {
      rows.push({
        at,
        resource: id,
        values: {
          Level: level,
          Message: message,
          Host: role?.instance ?? name,
          ContainerId: guid(`container|${id}`).replaceAll('-', ''),
          OperationName: 'ContainerLogs',
          DeploymentId: guid(`deployment|${id}|${at}`),
        },
      });
    };
    for (const { at, operation } of log.story.activity.filter(({ resourceId }) => resourceId === id)) {
      if (!/deployments\/write|restart\/action|config\/write/i.test(operation)) continue;
      tell(at + 10 * SECOND, 'Informational', `Stopping site ${name}: ${operation}`);
      tell(at + 25 * SECOND, 'Informational', `Starting container for site ${name}`);
      tell(at + MINUTE, 'Informational', `Site ${name} started: the container answers pings on port 8080`);
    }
    for (const at of moments(log, `${id}|ping`, 24))
      tell(at, 'Informational', `Health check of ${name} succeeded on ${role?.instance ?? name}`);
  }
  return toldTable(log, 'AppServicePlatformLogs', rows);
}
