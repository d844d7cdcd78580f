import { all, any, call, column, is, isText, kind, oneOfTexts, pathOf, when } from '../build';
import { resourceKinds } from '../roleWords';
import type { Condition } from '../types';

const ofType = (...types: readonly string[]): Condition['test'] =>
  types.length === 1 ? isText('type', types[0] ?? '') : oneOfTexts('type', ...types);
const machine = ofType('microsoft.compute/virtualmachines');
const power = 'properties.extended.instanceView.powerState.code';

/** What resources are called by their kind: those of roleWords.ts, less the ones that only its name tells. */
const kinds: readonly Condition[] = resourceKinds
  .filter(({ isNamedFor }) => isNamedFor !== true)
  .map(({ id, words, resourceTypes }) => kind(id, words.join(', '), ofType(...resourceTypes)));

/** What is asked of an inventory, over `resources` of Resource Graph. */
export const inventoryConditions: readonly Condition[] = [
  ...kinds,
  when('stopped', all(machine, oneOfTexts(power, 'PowerState/stopped', 'PowerState/deallocated')), {
    words: 'deallocated, powered off, turned off, switched off, not running, off',
  }),
  when('running', all(machine, isText(power, 'PowerState/running')), { only: 'running, powered on, turned on, switched on' }),
  when('stoppedNotDeallocated', all(machine, isText(power, 'PowerState/stopped')), {
    only: 'stopped but not deallocated, stopped and not deallocated, stopped but still billed',
  }),
  when('unattached', all(ofType('microsoft.compute/disks'), is('properties.diskState', 'Unattached')), {
    only: 'unattached, orphaned, orphan, detached, not attached, unattached disk, orphaned disk, unused disk',
  }),
  when(
    'unusedAddress',
    all(
      ofType('microsoft.network/publicipaddresses'),
      call('isempty', pathOf('properties.ipConfiguration.id')),
      call('isempty', pathOf('properties.natGateway.id')),
    ),
    {
      only: 'unused public ip, unassociated, unassociated public ip, unattached public ip, orphaned public ip, idle public ip, not associated',
    },
  ),
  when('windows', all(machine, isText('properties.storageProfile.osDisk.osType', 'Windows')), {
    only: 'windows, windows vm, windows machine, windows server',
  }),
  when('linux', all(machine, isText('properties.storageProfile.osDisk.osType', 'Linux')), {
    only: 'linux, linux vm, linux machine, linux server',
  }),
  when('untagged', any(call('isnull', column('tags')), is(call('tostring', column('tags')), '{}')), {
    only: 'untagged, without tags, without a tag, no tags, missing tags',
  }),
  when('failed', isText('properties.provisioningState', 'Failed'), { words: 'failed provisioning, provisioning failed' }),
  when(
    'publicStorage',
    all(ofType('microsoft.storage/storageaccounts'), is(pathOf('properties.allowBlobPublicAccess', 'tobool'), true)),
    {
      only: 'public blob access, anonymous access, public storage, publicly accessible storage, blob public access',
    },
  ),
  when(
    'insecureTransfer',
    all(ofType('microsoft.storage/storageaccounts'), is(pathOf('properties.supportsHttpsTrafficOnly', 'tobool'), false)),
    {
      only: 'http allowed, without https, no https, insecure transfer',
    },
  ),
  when('httpsNotRequired', all(ofType('microsoft.web/sites'), is(pathOf('properties.httpsOnly', 'tobool'), false)), {
    only: 'not https only, https only off, without https only',
  }),
  when('stoppedApp', all(ofType('microsoft.web/sites'), isText('properties.state', 'Stopped')), {
    only: 'stopped web app, stopped app, stopped function app',
  }),
  when(
    'unencrypted',
    all(ofType('microsoft.compute/disks'), isText('properties.encryption.type', 'EncryptionAtRestWithPlatformKey')),
    {
      only: 'platform managed key, without customer managed key',
    },
  ),
];
