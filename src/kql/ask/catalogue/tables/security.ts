import { any, contains, is, isNot, isText, measure, namedAs, oneFrom, oneOf, over, quantity, table, when } from '../build';
import type { ColumnKnowledge, Condition, TableKnowledge } from '../types';

const who = 'user, user name, account, person, who';
const severity: ColumnKnowledge = namedAs('severity', 'High', 'Medium', 'Low', 'Informational');
const severities: readonly Condition[] = [
  when('severe', is('Severity', 'High'), { only: 'high, high severity, severe, critical, serious, important' }),
  when('medium', is('Severity', 'Medium'), { only: 'medium, medium severity' }),
  when('low', is('Severity', 'Low'), { only: 'low, low severity' }),
];

/** Sign-ins carry the error code of Microsoft Entra as text; 0 is none. */
const signIns = (
  location: 'Location',
): Pick<TableKnowledge, 'conditions'> & { columns: Record<string, string | ColumnKnowledge> } => ({
  conditions: [
    when('failed', isNot('ResultType', '0'), { words: 'error' }),
    when('succeeded', is('ResultType', '0')),
    when('wrongPassword', is('ResultType', '50126'), {
      only: 'wrong password, invalid password, bad password, invalid credentials, invalid username or password',
    }),
    when('lockedOut', is('ResultType', '50053'), { only: 'locked out, locked, account locked, lockout' }),
    when('disabledAccount', is('ResultType', '50057'), { only: 'disabled account, account disabled, disabled user' }),
    when('secondFactor', oneOf('ResultType', '50074', '50076', '500121'), {
      only: 'mfa required, mfa failure, mfa failed, mfa denied',
    }),
    when('denied', is('ConditionalAccessStatus', 'failure'), {
      words: 'conditional access failure, blocked by conditional access',
    }),
  ],
  columns: {
    AppDisplayName: 'application, app, app name',
    IPAddress: 'ip, ip address, client ip, address',
    [location]: 'country, location',
    ResultType: 'result code, error code, result, code',
    ResultDescription: 'reason, failure reason, description, error message',
    ConditionalAccessStatus: oneFrom(
      'conditional access, conditional access status',
      ['success', 'success'],
      ['failure', 'failure'],
      ['notApplied', 'not applied'],
    ),
    ClientAppUsed: 'client app, client application',
  },
});

export const securityTables: readonly TableKnowledge[] = [
  table('SigninLogs', {
    words: 'sign-in, signin, sign in, login, logon, sign-in log, user sign-in, interactive sign-in, authentication, user login',
    row: 'A sign-in of a person to Microsoft Entra ID.',
    entities: {
      user: 'UserPrincipalName',
      client: 'IPAddress',
      role: 'AppDisplayName',
      code: 'ResultType',
      message: 'ResultDescription',
      target: 'ResourceDisplayName',
    },
    conditions: [
      ...signIns('Location').conditions,
      when('risky', any(is('IsRisky', true), oneOf('RiskLevelDuringSignIn', 'high', 'medium', 'low')), {
        only: 'risky, at risk, suspicious',
      }),
      when(
        'legacy',
        oneOf('ClientAppUsed', 'Other clients', 'IMAP4', 'POP3', 'SMTP', 'Exchange ActiveSync', 'Authenticated SMTP'),
        { only: 'legacy, legacy authentication, legacy auth, basic authentication' },
      ),
      when('guest', is('UserType', 'Guest'), { only: 'guest, guest user, external user' }),
      when('singleFactor', is('AuthenticationRequirement', 'singleFactorAuthentication'), {
        only: 'without mfa, single factor, no mfa',
      }),
    ],
    columns: {
      UserPrincipalName: `${who}, upn`,
      UserDisplayName: 'display name, full name',
      ...signIns('Location').columns,
      ResourceDisplayName: 'resource, target',
      UserAgent: 'user agent, browser',
      UserType: namedAs('user type', 'Member', 'Guest'),
      AuthenticationRequirement: 'authentication requirement, mfa',
      RiskLevelDuringSignIn: namedAs('risk, risk level', 'high', 'medium', 'low', 'none'),
    },
    shown:
      'TimeGenerated UserPrincipalName AppDisplayName IPAddress Location ResultType ResultDescription ConditionalAccessStatus',
  }),
  table('AADNonInteractiveUserSignInLogs', {
    words: 'non-interactive sign-in, non interactive sign-in, noninteractive sign-in, background sign-in, token refresh',
    row: 'A sign-in that a client made on behalf of a person.',
    entities: {
      user: 'UserPrincipalName',
      client: 'IPAddress',
      role: 'AppDisplayName',
      code: 'ResultType',
      message: 'ResultDescription',
    },
    conditions: signIns('Location').conditions,
    columns: { UserPrincipalName: `${who}, upn`, ...signIns('Location').columns },
    shown: 'TimeGenerated UserPrincipalName AppDisplayName IPAddress Location ResultType ResultDescription',
  }),
  table('AADServicePrincipalSignInLogs', {
    words: 'service principal sign-in, service principal login, app sign-in, workload identity sign-in, application sign-in',
    row: 'A sign-in of an application to Microsoft Entra ID.',
    entities: {
      user: 'ServicePrincipalName',
      client: 'IPAddress',
      target: 'ResourceDisplayName',
      code: 'ResultType',
      message: 'ResultDescription',
    },
    conditions: [when('failed', isNot('ResultType', '0'), { words: 'error' }), when('succeeded', is('ResultType', '0'))],
    columns: {
      ServicePrincipalName: 'service principal, application, app, name',
      IPAddress: 'ip, ip address',
      ResourceDisplayName: 'resource, target',
      ResultType: 'result code, error code, result',
      Location: 'location, country',
    },
    shown: 'TimeGenerated ServicePrincipalName ResourceDisplayName IPAddress Location ResultType ResultDescription',
  }),
  table('AADManagedIdentitySignInLogs', {
    words: 'managed identity sign-in, managed identity login, msi sign-in',
    row: 'A sign-in of a managed identity to Microsoft Entra ID.',
    entities: { user: 'ServicePrincipalName', target: 'ResourceDisplayName', code: 'ResultType', message: 'ResultDescription' },
    conditions: [when('failed', isNot('ResultType', '0'), { words: 'error' }), when('succeeded', is('ResultType', '0'))],
    columns: {
      ServicePrincipalName: 'managed identity, identity, service principal, name',
      ResourceDisplayName: 'resource, target',
      ResultType: 'result code, error code, result',
    },
    shown: 'TimeGenerated ServicePrincipalName ResourceDisplayName ResultType ResultDescription',
  }),
  table('AuditLogs', {
    words:
      'entra audit log, directory change, azure ad audit, entra change, group membership change, user management event, audit log, directory audit, audit',
    row: 'A change in Microsoft Entra ID.',
    entities: {
      operation: 'OperationName',
      user: 'InitiatedBy.user.userPrincipalName',
      code: 'Result',
      type: 'Category',
      message: 'ResultReason',
    },
    conditions: [
      when('failed', isText('Result', 'failure'), { words: 'error' }),
      when('succeeded', isText('Result', 'success')),
      when('created', contains('OperationName', 'Add')),
      when('deleted', any(contains('OperationName', 'Delete'), contains('OperationName', 'Remove'))),
      when('updated', contains('OperationName', 'Update')),
      when('groups', is('Category', 'GroupManagement'), { only: 'group, group change, group management, group membership' }),
      when('roles', is('Category', 'RoleManagement'), { only: 'role, role change, role management, directory role' }),
      when('applications', is('Category', 'ApplicationManagement'), {
        only: 'application, app registration, application management',
      }),
      when('users', is('Category', 'UserManagement'), { only: 'user management, user account change' }),
      when('password', contains('OperationName', 'password'), { only: 'password, password reset, password change' }),
    ],
    columns: {
      OperationName: 'operation, activity, action',
      'InitiatedBy.user.userPrincipalName': `${who}, initiator, actor, by whom`,
      Category: 'category',
      Result: namedAs('result, outcome', 'success', 'failure'),
      ResultReason: 'reason',
      LoggedByService: 'service',
    },
    shown: 'TimeGenerated OperationName Category Result InitiatedBy.user.userPrincipalName TargetResources',
  }),
  table('SecurityEvent', {
    words:
      'security event, windows security event, security log, windows security log, logon event, windows logon, windows login, audit event',
    row: 'An entry of the security log of a Windows machine.',
    of: 'microsoft.compute/virtualmachines, microsoft.hybridcompute/machines',
    entities: {
      host: 'Computer',
      resource: '_ResourceId',
      user: 'Account',
      client: 'IpAddress',
      code: 'EventID',
      process: 'Process',
      operation: 'Activity',
    },
    conditions: [
      when('failedLogin', is('EventID', 4625), {
        only: 'failed login, failed logon, logon failure, login failure, failed, failure, failed rdp, brute force',
      }),
      when('login', is('EventID', 4624), {
        only: 'logon, login, successful logon, successful login, succeeded, successful, logged on, logged in',
      }),
      when('logoff', oneOf('EventID', 4634, 4647), { only: 'logoff, logged off, logout, logged out' }),
      when('lockedOut', is('EventID', 4740), {
        only: 'locked out, lockout, account locked out, account lockout, locked account',
      }),
      when('processCreated', is('EventID', 4688), { only: 'process creation, process created, new process, started process' }),
      when('userCreated', is('EventID', 4720), {
        only: 'user created, account created, created account, created user, new user',
      }),
      when('userDeleted', is('EventID', 4726), { only: 'user deleted, account deleted, deleted user, deleted account' }),
      when('groupChange', oneOf('EventID', 4728, 4732, 4756), {
        only: 'added to a group, group membership change, member added, added to group',
      }),
      when('logCleared', is('EventID', 1102), { only: 'cleared log, audit log cleared, log cleared, cleared' }),
      when('privileged', is('EventID', 4672), { only: 'special privilege, privileged logon, admin logon, administrator logon' }),
      when('passwordReset', oneOf('EventID', 4723, 4724), { only: 'password reset, password change' }),
      when('service', oneOf('EventID', 4697), { only: 'service installed, installed service, service installation' }),
    ],
    columns: {
      Computer: 'computer, host, machine, server, vm',
      Account: who,
      TargetAccount: 'target account, target user',
      TargetUserName: 'target user name',
      EventID: 'event id, id, code',
      Activity: 'activity, event description',
      IpAddress: 'ip, ip address, source ip, client ip',
      LogonType: oneFrom(
        'logon type',
        [2, 'interactive'],
        [3, 'network'],
        [4, 'batch'],
        [5, 'service'],
        [7, 'unlock'],
        [8, 'network cleartext'],
        [9, 'new credentials'],
        [10, 'remote interactive, rdp, remote desktop'],
        [11, 'cached interactive'],
      ),
      Process: 'process, process name',
      WorkstationName: 'workstation',
    },
    shown: 'TimeGenerated Computer EventID Activity Account TargetAccount IpAddress LogonType',
  }),
  table('SecurityIncident', {
    words: 'security incident, sentinel incident, incident',
    row: 'A security incident as it was at a change of it.',
    entities: { level: 'Severity', operation: 'Title', code: 'Status', user: 'Owner.userPrincipalName' },
    conditions: [
      ...severities,
      when('active', oneOf('Status', 'New', 'Active'), { only: 'active, open, unresolved' }),
      when('closed', is('Status', 'Closed'), { only: 'closed, resolved' }),
      when('unassigned', is('Status', 'New'), { only: 'new, untriaged' }),
    ],
    columns: {
      Title: 'title, name',
      Severity: severity,
      Status: namedAs('status, state', 'New', 'Active', 'Closed'),
      IncidentNumber: 'number, incident number, id',
      'Owner.userPrincipalName': 'owner, assignee',
      Classification: 'classification',
    },
    shown: 'TimeGenerated IncidentNumber Title Severity Status Owner.userPrincipalName CreatedTime ClosedTime',
  }),
  table('SecurityAlert', {
    words: 'security alert, defender alert, sentinel alert, alert of defender for cloud, threat alert',
    row: 'A security alert of Defender or Sentinel.',
    entities: { level: 'AlertSeverity', operation: 'AlertName', code: 'Status', host: 'CompromisedEntity', type: 'AlertType' },
    conditions: [
      when('high', is('AlertSeverity', 'High'), { only: 'high, high severity, critical, severe' }),
      when('medium', is('AlertSeverity', 'Medium'), { only: 'medium, medium severity' }),
      when('low', is('AlertSeverity', 'Low'), { only: 'low, low severity' }),
      when('active', oneOf('Status', 'New', 'InProgress'), { only: 'active, open, unresolved' }),
    ],
    columns: {
      AlertName: 'name, alert name, title',
      AlertSeverity: namedAs('severity', 'High', 'Medium', 'Low', 'Informational'),
      ProductName: 'product, source',
      ProviderName: 'provider',
      Status: namedAs('status, state', 'New', 'InProgress', 'Resolved', 'Dismissed'),
      Tactics: 'tactic, tactics',
      CompromisedEntity: 'compromised entity, entity, target',
    },
    shown: 'TimeGenerated AlertName AlertSeverity CompromisedEntity Status ProductName Tactics Description',
  }),
  table('AZKVAuditLogs', {
    words:
      'key vault request, key vault log, key vault access, secret access, vault access, key vault operation, secret read, key vault audit log, key vault',
    row: 'A request to a key vault.',
    of: 'microsoft.keyvault/vaults',
    entities: {
      resource: '_ResourceId',
      client: 'CallerIpAddress',
      operation: 'OperationName',
      code: 'HttpStatusCode',
      message: 'ResultDescription',
      target: 'Id',
    },
    conditions: [
      when('failed', over('HttpStatusCode', 399), { words: 'error' }),
      when('succeeded', isText('ResultType', 'Success')),
      when('denied', oneOf('HttpStatusCode', 401, 403), { words: 'unauthorized, forbidden, access denied' }),
      when('throttled', is('HttpStatusCode', 429)),
      when('notFound', is('HttpStatusCode', 404)),
      when('deleted', contains('OperationName', 'Delete')),
      when('secrets', contains('OperationName', 'Secret'), { only: 'secret, secret operation' }),
      when('keyOperations', contains('OperationName', 'Key'), { only: 'cryptographic key' }),
      when('certificates', contains('OperationName', 'Certificate'), { only: 'certificate, certificate operation' }),
    ],
    measures: [measure('duration', 'DurationMs', { unit: 'ms' })],
    columns: {
      OperationName: 'operation, action',
      CallerIpAddress: 'ip, ip address, caller ip, client ip',
      HttpStatusCode: 'status, status code, http status',
      Id: 'secret, object, id',
      ResultDescription: 'reason, result',
      DurationMs: quantity('duration, latency', 'ms'),
    },
    shown: 'TimeGenerated _ResourceId OperationName HttpStatusCode ResultDescription CallerIpAddress Id DurationMs',
  }),
];
