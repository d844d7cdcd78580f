import { is, isText, measure, namedAs, oneFrom, oneOfTexts, over, table, when } from '../build';
import type { TableKnowledge } from '../types';
import { computerWords, machineTypes } from './machineWords';

export const machineChangeTables: readonly TableKnowledge[] = [
  table('Update', {
    words: 'update, missing update, patch, missing patch, os update, security update, windows update, hotfix, kb',
    row: 'An update that a machine needs or has.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', type: 'Classification', message: 'Title' },
    conditions: [
      when('needed', is('UpdateState', 'Needed'), {
        only: 'missing, needed, pending, required, outstanding, not installed, available',
      }),
      when('installed', is('UpdateState', 'Installed'), {
        only: 'already installed, successfully installed, installed update, installed patch, applied',
      }),
      when('critical', oneOfTexts('Classification', 'Critical Updates')),
      when('security', oneOfTexts('Classification', 'Security Updates'), { only: 'security, security update' }),
      when('failed', is('UpdateState', 'Failed')),
    ],
    columns: {
      Computer: computerWords,
      Title: 'title, update, update name, patch, patch name',
      Classification: oneFrom(
        'classification, update type, category',
        ['Critical Updates', 'critical'],
        ['Security Updates', 'security'],
        ['Definition Updates', 'definition'],
        ['Update Rollups', 'rollup'],
      ),
      KBID: 'kb, kb id, kbid, kb number',
      UpdateState: namedAs('state, update state, status', 'Needed', 'Installed'),
      MSRCSeverity: namedAs('msrc severity, severity', 'Critical', 'Important', 'Moderate', 'Low'),
      Product: 'product, package',
      OSType: namedAs('os, os type', 'Windows', 'Linux'),
      PublishedDate: 'published, published date, release date',
    },
    shown: 'TimeGenerated Computer Title Classification UpdateState KBID PublishedDate',
  }),
  table('UpdateSummary', {
    words:
      'update summary, summary of updates, update compliance, patch compliance, update status, patch status, pending reboot, automatic update, automatic update configuration, windows update setting, wsus',
    row: 'How many updates a machine lacks.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId' },
    conditions: [
      when('restart', is('RestartPending', true), {
        only: 'restart pending, pending restart, pending reboot, reboot pending, needs a reboot, needs a restart',
      }),
      when('outdated', over('TotalUpdatesMissing', 0), {
        only: 'missing, outdated, not up to date, not patched, unpatched, non-compliant',
      }),
    ],
    measures: [
      measure('missing', 'TotalUpdatesMissing', {
        unit: 'count',
        words: 'number of missing updates, count of missing updates, updates missing, total updates missing',
        usual: 'max',
      }),
      measure('missingCritical', 'CriticalUpdatesMissing', {
        unit: 'count',
        words: 'missing critical updates, critical updates missing',
        usual: 'max',
      }),
      measure('missingSecurity', 'SecurityUpdatesMissing', {
        unit: 'count',
        words: 'missing security updates, security updates missing',
        usual: 'max',
      }),
    ],
    columns: {
      Computer: computerWords,
      OsVersion: 'os version',
      RestartPending: 'restart pending, pending reboot',
      WindowsUpdateSetting: 'update setting, automatic update setting, windows update setting',
      WSUSServer: 'wsus, wsus server',
    },
    shown: 'TimeGenerated Computer OsVersion CriticalUpdatesMissing SecurityUpdatesMissing TotalUpdatesMissing RestartPending',
  }),
  table('ConfigurationChange', {
    words:
      'configuration change, config change, machine change, software change, service change, file change, registry change, change, installed software, software installation',
    row: 'A change of software, services, daemons, files or the registry of a machine.',
    of: machineTypes,
    entities: { host: 'Computer', resource: '_ResourceId', type: 'ConfigChangeType' },
    conditions: [
      when('software', is('ConfigChangeType', 'Software'), { only: 'software, program, package' }),
      when('services', is('ConfigChangeType', 'WindowsServices'), { only: 'service, windows service' }),
      when('daemons', is('ConfigChangeType', 'Daemons'), { only: 'daemon, linux daemon' }),
      when('files', is('ConfigChangeType', 'Files'), { only: 'file' }),
      when('registry', is('ConfigChangeType', 'Registry'), { only: 'registry, registry key' }),
      when('created', is('ChangeCategory', 'Added'), { words: 'installed' }),
      when('deleted', is('ChangeCategory', 'Removed'), { words: 'uninstalled' }),
      when('updated', is('ChangeCategory', 'Modified')),
      when('stopped', isText('SvcState', 'Stopped')),
      when('started', isText('SvcState', 'Running'), { words: 'running' }),
    ],
    columns: {
      Computer: computerWords,
      ConfigChangeType: oneFrom(
        'change type, type of change, config change type',
        ['Software', 'software'],
        ['WindowsServices', 'windows services'],
        ['Daemons', 'daemons'],
        ['Files', 'files'],
        ['Registry', 'registry'],
      ),
      ChangeCategory: namedAs('change category, category', 'Added', 'Removed', 'Modified'),
      SoftwareName: 'software, software name, program',
      SvcDisplayName: 'service, service name',
      SvcState: 'service state',
      Publisher: 'publisher, vendor',
      FileSystemPath: 'file, path, file path',
    },
    shown: 'TimeGenerated Computer ConfigChangeType ChangeCategory SoftwareName SvcDisplayName SvcState FileSystemPath',
  }),
];
