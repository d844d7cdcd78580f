import * as vscode from 'vscode';
import { faultKinds, faultServices, type DemoHandle, type Fault } from '../demo/handle';
import { clockLabel } from '../documents/clock';
import type { SourceName } from '../model/fact';
import { HOUR, MINUTE, parseIso, toIso } from '../model/time';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';

const SYNTHETIC_ALERTS = 5000;

/** Commands that change the embedded environment itself: its clock, its faults, its load. */
export function demoCommands(context: CommandContext): CommandHandlers {
  const demo = async (): Promise<DemoHandle> => {
    const handle = (await context.environment.get()).demo;
    if (handle === undefined) throw new Error(vscode.l10n.t('This works in an embedded environment only.'));
    return handle;
  };
  const refresh = async (): Promise<void> => {
    context.environment.touched();
    await context.feed.ensureLoaded();
  };
  return {
    [commandIds.moveClock]: async () => {
      const handle = await demo();
      const to = await askMoment(context, handle);
      if (to === undefined) return;
      await handle.moveClock(to);
      await refresh();
    },
    [commandIds.setFaults]: async () => {
      const handle = await demo();
      const faults = await askFaults(context, handle.faults);
      if (faults === undefined) return;
      await handle.setFaults(faults);
      await refresh();
    },
    [commandIds.addAlerts]: async () => {
      await (await demo()).addAlerts(SYNTHETIC_ALERTS);
      await refresh();
    },
    [commandIds.resetDemo]: async () => {
      await (await demo()).reset();
      await refresh();
    },
  };
}

async function askMoment(context: CommandContext, handle: DemoHandle): Promise<number | undefined> {
  const zone = handle.story.timeZone;
  const now = handle.now();
  const label = (at: number): string => clockLabel(at, zone, at);
  const steps = [10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR];
  const items = [
    ...steps.map((step) => ({
      label: vscode.l10n.t('{0} minutes later', step / MINUTE),
      description: label(now + step),
      to: now + step,
    })),
    { label: vscode.l10n.t('Back to the opening moment'), description: label(handle.story.opensAt), to: handle.story.opensAt },
    { label: vscode.l10n.t('Another moment…'), description: vscode.l10n.t('ISO 8601'), to: undefined },
  ];
  const picked = await context.prompts.pick(items, {
    title: vscode.l10n.t('Demo clock: {0}', label(now)),
    placeHolder: vscode.l10n.t('Move the clock to'),
  });
  if (picked === undefined) return undefined;
  if (picked.to !== undefined) return picked.to;
  const text = await context.prompts.input({
    title: vscode.l10n.t('Demo clock'),
    value: toIso(now),
    validateInput: (value) =>
      Number.isNaN(Date.parse(value)) ? vscode.l10n.t('Not a moment in ISO 8601, such as {0}', toIso(now)) : undefined,
  });
  return text === undefined ? undefined : parseIso(text);
}

async function askFaults(context: CommandContext, active: readonly Fault[]): Promise<readonly Fault[] | undefined> {
  const faultOf = (service: SourceName): Fault | undefined => active.find((fault) => fault.service === service);
  const picked = await context.prompts.pick(
    [
      { label: vscode.l10n.t('$(check) No faults'), description: vscode.l10n.t('every service answers'), service: undefined },
      ...faultServices.map((service) => ({ label: service, description: faultOf(service)?.fault ?? '', service })),
    ],
    { title: vscode.l10n.t('Demo faults'), placeHolder: vscode.l10n.t('Which service should fail?') },
  );
  if (picked === undefined) return undefined;
  const service = picked.service;
  if (service === undefined) return [];
  const kind = await context.prompts.pick(
    [{ label: vscode.l10n.t('none'), fault: undefined }, ...faultKinds.map((fault) => ({ label: fault, fault }))],
    { title: vscode.l10n.t('Demo faults: {0}', service), placeHolder: vscode.l10n.t('How should it fail?') },
  );
  if (kind === undefined) return undefined;
  const others = active.filter((fault) => fault.service !== service);
  return kind.fault === undefined ? others : [...others, { service, fault: kind.fault }];
}
