import { contosoHotels } from '../stories';
import { makeActivity } from '../story/build';
import { guid } from '../story/random';
import type { Story, StoryActivity, StoryAdvice, StoryResource } from '../story/types';
import { alerts, rules } from './alerts';
import { clusters } from './cluster';
import { contosoLogs } from './logs';
import {
  at,
  backend,
  bookings,
  cdn,
  exportsStorage,
  loyalty,
  plan,
  reports,
  resources,
  span,
  sql,
  subscriptions,
  web,
} from './resources';
import { series } from './series';

const diego = 'diego.santos@contosohotels.example';
const marta = 'marta.ruiz@contosohotels.example';
/** The pipeline's service principal: the log names it by its application id. */
const pipeline = 'c4b1b0f7-2a57-4e0f-9a8e-7f0c51f9ad10';

const deployed = (resource: StoryResource, when: number, version: string): StoryActivity =>
  makeActivity({
    at: when,
    resource,
    operation: 'Microsoft.Resources/deployments/write',
    label: 'Create Deployment',
    caller: pipeline,
    description: `Deployment of ${resource.name} ${version}`,
    properties: { version },
  });

const activity: readonly StoryActivity[] = [
  makeActivity({
    at: at(-1, '17:20'),
    resource: backend,
    operation: 'Microsoft.Compute/virtualMachines/write',
    label: 'Create or Update Virtual Machine',
    caller: diego,
    description: 'Setting Export:PageSize changed from 1000 to 50000',
    properties: {
      setting: 'Export:PageSize',
      oldValue: '1000',
      newValue: '50000',
      requestbody: JSON.stringify({ tags: { 'Export:PageSize': '50000' } }),
    },
  }),
  deployed(loyalty, at(-1, '20:05'), '4.11.0'),
  makeActivity({
    at: at(-1, '22:30'),
    resource: cdn,
    operation: 'Microsoft.Cdn/profiles/write',
    label: 'Create or update CDN profile',
    caller: pipeline,
    description: 'Deployment of contoso-cdn: new cache rules',
  }),
  makeActivity({
    at: at(-1, '13:05'),
    resource: reports,
    operation: 'Microsoft.Resourcehealth/healthevent/Activated/action',
    label: 'Health Event Activated',
    caller: 'Microsoft.ResourceHealth',
    category: 'ResourceHealth',
    level: 'Warning',
    status: 'Active',
    description: 'The host of the virtual machine was slow to answer.',
  }),
  makeActivity({
    at: at(-1, '13:22'),
    resource: reports,
    operation: 'Microsoft.Resourcehealth/healthevent/Resolved/action',
    label: 'Health Event Resolved',
    caller: 'Microsoft.ResourceHealth',
    category: 'ResourceHealth',
    status: 'Resolved',
  }),
  makeActivity({
    at: at(-1, '16:02'),
    resource: sql,
    operation: 'Microsoft.Sql/servers/firewallRules/write',
    label: 'Create/Update server firewall rule',
    caller: marta,
    level: 'Error',
    status: 'Failed',
    description: 'The client does not have permission to write this rule.',
  }),
  deployed(web, at(-3, '10:15'), '2.38.0'),
  deployed(web, at(-6, '17:55'), '2.37.4'),
  deployed(loyalty, at(-8, '11:30'), '4.10.2'),
  makeActivity({
    at: at(-9, '09:50'),
    resource: plan,
    operation: 'Microsoft.Web/serverfarms/write',
    label: 'Update hosting plan',
    caller: marta,
    description: 'Scaled out from 1 to 2 instances',
    properties: { oldValue: '1', newValue: '2' },
  }),
  makeActivity({
    at: at(0, '09:31'),
    resource: web,
    operation: 'Microsoft.Web/sites/restart/Action',
    label: 'Restart Web App',
    caller: marta,
  }),
];

const advise = (resource: StoryResource, item: Omit<StoryAdvice, 'id' | 'subscriptionId' | 'resourceId'>): StoryAdvice => ({
  id: guid(`advice|${resource.id}|${item.typeId}`),
  subscriptionId: resource.subscriptionId,
  resourceId: resource.id,
  ...item,
});

const disk = resources.find(({ type }) => type === 'Microsoft.Compute/disks') ?? reports;

const advice: readonly StoryAdvice[] = [
  advise(reports, {
    category: 'Cost',
    impact: 'High',
    typeId: 'e10b1381-5f0a-47ff-8c7b-37bd13d7c974',
    problem: 'Right-size or shut down underutilized virtual machines',
    solution: 'Right-size or shut down underutilized virtual machines',
    extended: {
      currentSku: 'Standard_D8s_v5',
      targetSku: 'Standard_D4s_v5',
      savingsAmount: '168',
      savingsCurrency: 'EUR',
      term: 'P1M',
    },
  }),
  advise(disk, {
    category: 'Cost',
    impact: 'Medium',
    typeId: '48eda464-1485-4dcf-a674-d0905df5054a',
    problem: 'You have disks which have not been attached to a VM for more than 30 days',
    solution: 'Review your disks that are not attached to a VM and evaluate if you still need the disk',
    extended: { daysUnattached: '43', savingsAmount: '61', savingsCurrency: 'EUR', term: 'P1M' },
  }),
  advise(backend, {
    category: 'HighAvailability',
    impact: 'High',
    typeId: '066a047a-9ace-45f4-ac50-6325840a6b00',
    problem: 'Use availability zones for better resiliency and availability',
    solution: 'Use availability zones for better resiliency and availability',
    extended: {},
  }),
  advise(bookings, {
    category: 'HighAvailability',
    impact: 'Medium',
    typeId: 'f2bb1ef2-4d55-4f92-9f62-1f6f4b1f3a01',
    problem: 'Long-term backup retention is not configured',
    solution: 'Configure long-term retention for the database',
    extended: {},
  }),
  advise(exportsStorage, {
    category: 'Security',
    impact: 'Medium',
    typeId: '6edd7eda-6dd8-40f7-810d-67160c639cd9',
    problem: 'Storage account should use a private link connection',
    solution: 'Storage account should use a private link connection',
    extended: { score: '0' },
  }),
];

export const contosoStory: Story = {
  info: contosoHotels,
  tenant: { id: contosoHotels.tenantId, name: 'Contoso Hotels', domain: 'contosohotels.example' },
  subscriptions,
  user: { name: 'you@contosohotels.example', objectId: '1d1a52b6-80fd-4c55-8a2c-95f5e0a7c3f1' },
  from: span.from,
  to: span.to,
  resources,
  rules,
  alerts,
  activity,
  series,
  health: [
    {
      resourceId: reports.id,
      at: at(-1, '13:05'),
      availability: 'Degraded',
      summary: 'The host of this virtual machine is slow to answer.',
      reasonType: 'Unplanned',
    },
    {
      resourceId: reports.id,
      at: at(-1, '13:22'),
      availability: 'Available',
      summary: 'This virtual machine is running normally.',
      reasonType: '',
    },
  ],
  serviceEvents: [
    {
      trackingId: 'LN4T-9P0',
      subscriptionId: cdn.subscriptionId,
      eventType: 'ServiceIssue',
      title: 'Azure Front Door: intermittent latency',
      summary: 'Some customers saw a higher latency; the capacity has been restored.',
      service: 'Azure Front Door',
      region: 'Global',
      level: 'Warning',
      start: at(-1, '15:10'),
      end: at(-1, '17:05'),
    },
  ],
  advice,
  logs: contosoLogs,
  clusters,
};
