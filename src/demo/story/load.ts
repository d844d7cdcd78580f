import type { Severity } from '../../model/alert';
import { DAY, MINUTE } from '../../model/time';
import { makeResource, makeRule, type Place } from './build';
import { guid, hash, unit } from './random';
import type { Story, StoryAlert } from './types';

const width = 40;

/** So many synthetic alerts of Sev2 to Sev4 over the 24 hours before the story opens. More of them keep the earlier ones. */
export function syntheticLoad(story: Story, count: number): Pick<Story, 'resources' | 'rules' | 'alerts'> {
  const place: Place = {
    subscriptionId: story.subscriptions[0]?.id ?? '',
    resourceGroup: 'load-test-rg',
    location: story.resources[0]?.location ?? 'westeurope',
    tags: { application: 'load-test' },
  };
  const numbers = Array.from({ length: width }, (_, index) => String(index + 1).padStart(2, '0'));
  const resources = numbers.map((number) => makeResource(place, 'Microsoft.Compute/virtualMachines', `load-vm-${number}`));
  const rules = resources.map((resource, index) =>
    makeRule(place, {
      kind: 'log',
      name: `Synthetic check ${numbers[index] ?? ''}`,
      severity: severityOf(index),
      description: 'A synthetic alert of a load test.',
      scopes: [resource.id],
      actionGroups: [],
      query: `Heartbeat | where Computer == "${resource.name}" | summarize Missed = count()`,
      operator: 'GreaterThan',
      threshold: 0,
      windowSize: 5 * MINUTE,
    }),
  );
  const seed = hash(`${story.info.id}|load`);
  const alerts = Array.from({ length: count }, (_, index): StoryAlert => {
    const which = Math.floor(unit(seed, index * 4) * width);
    const firedAt = story.info.opensAt - MINUTE * Math.ceil((unit(seed, index * 4 + 1) * DAY) / MINUTE);
    return {
      id: guid(`${story.info.id}|load|${index}`),
      rule: rules[which]?.id ?? '',
      target: resources[which]?.id ?? '',
      firedAt,
      resolvedAt: firedAt + MINUTE * (3 + Math.floor(unit(seed, index * 4 + 2) * 40)),
      severity: severityOf(which),
      dimensions: {},
      states: [],
      value: 1 + Math.floor(unit(seed, index * 4 + 3) * 9),
    };
  });
  return { resources, rules, alerts };
}

function severityOf(index: number): Severity {
  return index % 3 === 0 ? 2 : index % 3 === 1 ? 3 : 4;
}
