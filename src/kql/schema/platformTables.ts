/** Tables of storage, networks, databases, identity and of the workspace itself, in the form of workloadTables.ts. */
export const platformTables = `
StorageBlobLogs
  datetime: TimeGenerated LastModifiedTime
  int: OperationCount
  long: ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize
  real: DurationMs ServerLatencyMs
  string: AccessTier AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId
    ConditionsUsed CorrelationId DestinationUri Etag Location MetricResponseType ObjectKey OperationName OperationVersion
    Protocol ReferrerHeader RehydratePriority RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId
    RequesterTokenIssuer RequesterUpn RequestMd5 ResponseMd5 SasExpiryStatus SchemaVersion ServiceType SourceAccessTier
    SourceUri StatusCode StatusText TlsVersion Uri UserAgentHeader
  dynamic: AuthorizationDetails
StorageFileLogs
  datetime: TimeGenerated LastModifiedTime
  int: OperationCount SmbCommandMajor SmbCreditsConsumed
  long: ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize
  real: DurationMs ServerLatencyMs
  string: AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId ConditionsUsed
    CorrelationId Etag Location MetricResponseType ObjectKey OperationName OperationVersion Protocol ReferrerHeader
    RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequesterUserName
    RequestMd5 ResponseMd5 SasExpiryStatus SchemaVersion ServiceType SmbCommandDetail SmbCommandMinor SmbFileId SmbMessageID
    SmbPersistentHandleID SmbPrimarySID SmbSessionID SmbStatusCode SmbTreeConnectID SmbVolatileHandleID StatusCode
    StatusText TlsVersion Uri UserAgentHeader
  dynamic: AuthorizationDetails
StorageQueueLogs
  datetime: TimeGenerated LastModifiedTime
  int: OperationCount
  long: ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize
  real: DurationMs ServerLatencyMs
  string: AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId ConditionsUsed
    CorrelationId Etag Location MetricResponseType ObjectKey OperationName OperationVersion Protocol ReferrerHeader
    RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestMd5
    ResponseMd5 SasExpiryStatus SchemaVersion ServiceType StatusCode StatusText TlsVersion Uri UserAgentHeader
  dynamic: AuthorizationDetails
StorageTableLogs
  datetime: TimeGenerated LastModifiedTime
  int: OperationCount
  long: ContentLengthHeader RequestBodySize RequestHeaderSize ResponseBodySize ResponseHeaderSize
  real: DurationMs ServerLatencyMs
  string: AccountName AuthenticationHash AuthenticationType CallerIpAddress Category ClientRequestId ConditionsUsed
    CorrelationId Etag Location MetricResponseType ObjectKey OperationName OperationVersion Protocol ReferrerHeader
    RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn RequestMd5
    ResponseMd5 SasExpiryStatus SchemaVersion ServiceType StatusCode StatusText TlsVersion Uri UserAgentHeader
  dynamic: AuthorizationDetails
Usage
  datetime: TimeGenerated EndTime StartTime
  bool: IsBillable
  long: BatchesCapped BatchesOutsideSla BatchesWithinSla TotalBatches
  real: AvgLatencyInSeconds Quantity
  string: Computer DataType LinkedMeterId LinkedResourceUri MeterId QuantityUnit ResourceUri Solution
Operation
  datetime: TimeGenerated
  string: Computer CorrelationId Detail ErrorId HelpLink ManagementGroupName OperationCategory OperationKey OperationStatus
    Solution SourceComputerId
Alert
  datetime: TimeGenerated QueryExecutionEndTime QueryExecutionStartTime TimeLastModified TimeRaised TimeResolved
  int: AlertStatus AlertTypeNumber AlertValue Flags PriorityNumber RepeatCount ThresholdValue ValueFlags
  string: AlertContext AlertDescription AlertError AlertId AlertName AlertPriority AlertRuleId AlertRuleInstanceId
    AlertSeverity AlertState AlertTypeDescription Comments Computer Custom1 Custom10 Custom2 Custom3 Custom4 Custom5 Custom6
    Custom7 Custom8 Custom9 Expression FlagsDescription HostName LastModifiedBy LinkToSearchResults ManagementGroupName
    ObjectDisplayName Query RemediationJobId RemediationRunbookName ResolvedBy ResourceId ResourceType ResourceValue
    RootObjectName ServiceDeskConnectionName ServiceDeskId ServiceDeskWorkItemLink ServiceDeskWorkItemType SourceDisplayName
    SourceFullName StateType StatusDescription TemplateId ThresholdOperator TicketId TriggerId Url ValueDescription
    ValueFlagsDescription
Update
  datetime: TimeGenerated PublishedDate
  bool: Approved InstallTimeAvailable Optional
  real: InstallTimeDeviationRangeSeconds InstallTimePredictionSeconds
  string: ApprovalSource BulletinID BulletinUrl Classification Computer ComputerEnvironment CVENumbers KBID
    ManagementGroupName MSRCBulletinID MSRCSeverity OSFullName OSName OSType OSVersion PackageRepository PackageSeverity
    Product ProductArch ProductVersion RebootBehavior Resource ResourceGroup ResourceId ResourceProvider ResourceType
    RevisionNumber SourceComputerId SubscriptionId Title UpdateID UpdateState VMUUID
UpdateSummary
  datetime: TimeGenerated
  bool: RestartPending
  int: CriticalUpdatesMissing OldestMissingSecurityUpdateInDays OtherUpdatesMissing SecurityUpdatesMissing
    TotalUpdatesMissing
  string: Computer ComputerEnvironment ManagementGroupName NETRuntimeVersion OldestMissingSecurityUpdateBucket OsVersion
    Resource ResourceGroup ResourceId ResourceProvider ResourceType SourceComputerId SubscriptionId VMUUID
    WindowsUpdateAgentVersion WindowsUpdateSetting WSUSServer
UpdateRunProgress
  datetime: TimeGenerated EndTime StartTime
  bool: SucceededOnRetry
  string: Computer ComputerEnvironment CorrelationId ErrorResult InstallationStatus KBID ManagementGroupName OSType Product
    Resource ResourceGroup ResourceId ResourceProvider ResourceType SourceComputerId SubscriptionId Title UpdateId
    UpdateRunName VMUUID
SigninLogs
  datetime: TimeGenerated CreatedDateTime
  bool: FlaggedForReview IsInteractive IsRisky
  long: DurationMs
  string: AADTenantId AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies
    AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails
    AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies AutonomousSystemNumber Category
    ClientAppUsed ConditionalAccessStatus CorrelationId CrossTenantAccessType HomeTenantId Id Identity IPAddress
    IPAddressFromResourceProvider Level Location NetworkLocationDetails OperationName OperationVersion OriginalRequestId
    ProcessingTimeInMilliseconds Resource ResourceDisplayName ResourceGroup ResourceId ResourceIdentity ResourceProvider
    ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes
    RiskEventTypes_V2 RiskLevel RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId ServicePrincipalName
    SessionLifetimePolicies SignInIdentifier SignInIdentifierType TokenIssuerName TokenIssuerType UniqueTokenIdentifier
    UserAgent UserDisplayName UserId UserPrincipalName UserType
  dynamic: AppliedEventListeners ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status
AADNonInteractiveUserSignInLogs
  datetime: TimeGenerated CreatedDateTime
  bool: IsInteractive IsRisky
  long: DurationMs
  string: AlternateSignInName AppDisplayName AppId AuthenticationContextClassReferences AuthenticationDetails
    AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
    AuthenticationRequirementPolicies AutonomousSystemNumber Category ClientAppUsed ConditionalAccessPolicies
    ConditionalAccessStatus CorrelationId CrossTenantAccessType DeviceDetail HomeTenantId Id Identity IPAddress Level
    Location LocationDetails MfaDetail NetworkLocationDetails OperationName OperationVersion OriginalRequestId
    ProcessingTimeInMs ResourceDisplayName ResourceGroup ResourceIdentity ResourceServicePrincipalId ResourceTenantId
    ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated
    RiskLevelDuringSignIn RiskState ServicePrincipalId SessionLifetimePolicies SignInEventTypes SignInIdentifierType Status
    TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName UserType
  dynamic: AppliedEventListeners
AADServicePrincipalSignInLogs
  datetime: TimeGenerated
  long: DurationMs
  string: AppId AuthenticationContextClassReferences AuthenticationProcessingDetails Category ConditionalAccessPolicies
    ConditionalAccessStatus CorrelationId FederatedCredentialId Id Identity IPAddress Level Location LocationDetails
    OperationName OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceServicePrincipalId
    ResultDescription ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint
    ServicePrincipalId ServicePrincipalName UniqueTokenIdentifier
AADManagedIdentitySignInLogs
  datetime: TimeGenerated
  long: DurationMs
  string: AppId AuthenticationContextClassReferences AuthenticationProcessingDetails Category ConditionalAccessPolicies
    ConditionalAccessStatus CorrelationId FederatedCredentialId Id Identity IPAddress Level Location LocationDetails
    OperationName OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceServicePrincipalId
    ResultDescription ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint
    ServicePrincipalId ServicePrincipalName UniqueTokenIdentifier
AuditLogs
  datetime: TimeGenerated ActivityDateTime
  long: DurationMs
  string: AADOperationType AADTenantId ActivityDisplayName Category CorrelationId Id Identity Level Location LoggedByService
    OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider Result ResultDescription ResultReason
    ResultSignature ResultType
  dynamic: AdditionalDetails InitiatedBy TargetResources
SecurityEvent
  datetime: TimeGenerated
  int: AuditsDiscarded AuthenticationLevel AuthenticationService ErrorCode EventID KeyLength LogonType ServiceStartType
    SystemProcessId SystemThreadId Task Version
  string: AccessMask Account AccountDomain AccountExpires AccountName AccountSessionIdentifier AccountType Activity
    AdditionalInfo AdditionalInfo2 AllowedToDelegateTo Attributes AuditPolicyChanges AuthenticationPackageName
    AuthenticationProvider AuthenticationServer AuthenticationType AzureDeploymentID CACertificateHash CalledStationID
    CallerProcessId CallerProcessName CallingStationID CAPublicKeyHash CategoryId CertificateDatabaseHash Channel ClassId
    ClassName ClientAddress ClientIPAddress ClientName CommandLine CompatibleIds Computer Correlation DCDNSName
    DeviceDescription DeviceId DisplayName Disposition DomainBehaviorVersion DomainName DomainPolicyChanged DomainSid
    EAPType ElevatedToken EventData EventLevelName EventRecordId EventSourceName ExtendedQuarantineState FailureReason
    FileHash FilePath FilePathNoUser Filter ForceLogoff Fqbn FullyQualifiedSubjectMachineName FullyQualifiedSubjectUserName
    GroupMembership HandleId HardwareIds HomeDirectory HomePath InterfaceUuid IpAddress IpPort Keywords Level LmPackageName
    LocationInformation LockoutDuration LockoutObservationWindow LockoutThreshold LoggingResult LogonGuid LogonHours LogonID
    LogonProcessName LogonTypeName MachineAccountQuota MachineInventory MachineLogon ManagementGroupName MandatoryLabel
    MaxPasswordAge MemberName MemberSid MinPasswordAge MinPasswordLength MixedDomainMode NASIdentifier NASIPv4Address
    NASIPv6Address NASPort NASPortType NetworkPolicyName NewDate NewMaxUsers NewProcessId NewProcessName NewRemark
    NewShareFlags NewTime NewUacValue NewValue NewValueType ObjectName ObjectServer ObjectType ObjectValueName
    OemInformation OldMaxUsers OldRemark OldShareFlags OldUacValue OldValue OldValueType Opcode OperationType PackageName
    ParentProcessName PasswordHistoryLength PasswordLastSet PasswordProperties PreviousDate PreviousTime PrimaryGroupId
    PrivateKeyUsageCount PrivilegeList Process ProcessId ProcessName ProfilePath Properties ProtocolSequence ProxyPolicyName
    QuarantineHelpURL QuarantineSessionID QuarantineSessionIdentifier QuarantineState QuarantineSystemHealthResult
    RelativeTargetName RemoteIpAddress RemotePort Requester RequestId RestrictedAdminMode RowsDeleted SamAccountName
    ScriptPath SecurityDescriptor ServiceAccount ServiceFileName ServiceName ServiceType SessionName ShareLocalPath
    ShareName SidHistory SourceComputerId Status StorageAccount SubcategoryGuid SubcategoryId Subject SubjectAccount
    SubjectDomainName SubjectKeyIdentifier SubjectLogonId SubjectMachineName SubjectMachineSID SubjectUserName
    SubjectUserSid SubStatus SystemUserId TableId TargetAccount TargetDomainName TargetInfo TargetLinkedLogonId
    TargetLogonGuid TargetLogonId TargetOutboundDomainName TargetOutboundUserName TargetServerName TargetSid TargetUser
    TargetUserName TargetUserSid TemplateContent TemplateDSObjectFQDN TemplateInternalName TemplateOID TemplateSchemaVersion
    TemplateVersion TokenElevationType TransmittedServices UserAccountControl UserParameters UserPrincipalName
    UserWorkstations VendorIds VirtualAccount Workstation WorkstationName
SecurityIncident
  datetime: TimeGenerated ClosedTime CreatedTime FirstActivityTime FirstModifiedTime LastActivityTime LastModifiedTime
  int: IncidentNumber
  string: Classification ClassificationComment ClassificationReason Description IncidentName IncidentUrl ModifiedBy
    ProviderIncidentId ProviderName Severity Status Title
  dynamic: AdditionalData AlertIds BookmarkIds Comments Labels Owner RelatedAnalyticRuleIds Tasks
ApiManagementGatewayLogs
  datetime: TimeGenerated Timestamp
  bool: IsMasterTrace IsRequestSuccess IsTraceAllowed IsTraceExpired IsTraceRequested
  int: BackendResponseCode RequestSize ResponseCode ResponseSize
  long: BackendTime CacheTime ClientTime LastErrorElapsed TotalTime
  string: ApiId ApimSubscriptionId ApiRevision BackendId BackendMethod BackendProtocol BackendRequestBody
    BackendResponseBody BackendUrl Cache CallerIpAddress Category ClientProtocol ClientTlsVersion CorrelationId
    LastErrorMessage LastErrorReason LastErrorScope LastErrorSection LastErrorSource Method OperationId OperationName
    ProductId Region RequestBody ResponseBody Url UserId WorkspaceId
  dynamic: BackendRequestHeaders BackendResponseHeaders Errors RequestHeaders ResponseHeaders TraceRecords
AGWAccessLogs
  datetime: TimeGenerated
  int: HttpStatus ReceivedBytes SentBytes ServerStatus UpstreamSourcePort
  real: ClientResponseTime ServerResponseLatency TimeTaken WafEvaluationTime
  string: BackendPoolName BackendSettingName ClientIp Host HttpMethod HttpVersion InstanceId ListenerName OperationName
    OriginalHost OriginalRequestUriWithArgs RequestUri RuleName ServerRouted SslCipher SslEnabled SslProtocol TransactionId
    UserAgent WafMode
AGWFirewallLogs
  datetime: TimeGenerated
  int: ClientPort
  string: Action ClientIp DetailedData DetailedMessage FileDetails Hostname InstanceId LineDetails Message OperationName
    RequestUri RuleId RuleSetType RuleSetVersion Site TransactionId
AGWPerformanceLogs
  datetime: TimeGenerated
  int: FailedRequestCount HealthyHostCount Latency RequestCount Throughput UnHealthyHostCount
  string: InstanceId OperationName
AZFWApplicationRule
  datetime: TimeGenerated
  bool: IsExplicitProxyRequest IsTlsInspected
  int: DestinationPort SourcePort
  string: Action ActionReason Fqdn Policy Protocol Rule RuleCollection RuleCollectionGroup SourceIp TargetUrl WebCategory
AZFWNetworkRule
  datetime: TimeGenerated
  int: DestinationPort SourcePort
  string: Action ActionReason DestinationIp Policy Protocol Rule RuleCollection RuleCollectionGroup SourceIp
AZFWNatRule
  datetime: TimeGenerated
  int: DestinationPort SourcePort TranslatedPort
  string: DestinationIp Policy Protocol Rule RuleCollection RuleCollectionGroup SourceIp TranslatedIp
AZFWDnsQuery
  datetime: TimeGenerated
  bool: DnssecOkBit
  int: EDNS0BufferSize ErrorNumber QueryId RequestSize ResponseSize SourcePort
  real: RequestDurationSecs
  string: ErrorMessage Protocol QueryClass QueryName QueryType ResponseCode ResponseFlags SourceIp
AZFWThreatIntel
  datetime: TimeGenerated
  bool: IsTlsInspected
  int: DestinationPort SourcePort
  string: Action DestinationIp Fqdn Protocol SourceIp TargetUrl ThreatDescription
AZFWIdpsSignature
  datetime: TimeGenerated
  int: DestinationPort Severity SourcePort
  string: Action Category Description DestinationIp Protocol SignatureId SourceIp
AZKVAuditLogs
  datetime: TimeGenerated
  bool: EnabledForDeployment EnabledForDiskEncryption EnabledForTemplateDeployment EnablePurgeProtection
    EnableRbacAuthorization EnableSoftDelete IsAccessPolicyMatch IsAddressAuthorized IsRbacAuthorized
  int: DurationMs HttpStatusCode SoftDeleteRetentionInDays
  string: AddressAuthorizationType Algorithm AppliedAssignmentId CallerIpAddress ClientInfo CorrelationId HsmPoolResourceId
    Id OperationName OperationVersion RequestUri ResultDescription ResultSignature ResultType SubnetId Tlsversion
    TrustedService
  dynamic: CertificateIssuerProperties CertificatePolicyProperties CertificateProperties CertificateRequestProperties
    Identity KeyProperties NetworkAcls Nsp Properties SecretProperties Sku StorageAccountProperties
    StorageSasDefinitionProperties VaultProperties
NTANetAnalytics
  datetime: TimeGenerated FlowEndTime FlowIntervalEndTime FlowIntervalStartTime FlowStartTime TimeProcessed
  bool: IsFlowCapturedAtUdrHop
  int: DestPort SrcPort
  long: AllowedInFlows AllowedOutFlows BytesDestToSrc BytesSrcToDest CompletedFlows DeniedInFlows DeniedOutFlows
    PacketsDestToSrc PacketsSrcToDest
  string: AclGroup AclRule AzureRegion ConnectingVnets ConnectionName ConnectionType Country DestApplicationGateway
    DestExpressRouteCircuit DestIp DestLoadBalancer DestLocalNetworkGateway DestNic DestPublicIps DestRegion DestSubnet
    DestSubscription DestVm ExpressRouteCircuitPeeringType FaSchemaVersion FlowDirection FlowEncryption FlowLogResourceId
    FlowStatus FlowType L4Protocol L7Protocol MacAddress NsgList NsgRule NsgRuleType PrivateEndpointResourceId
    PrivateLinkResourceId PrivateLinkResourceName SrcApplicationGateway SrcExpressRouteCircuit SrcIp SrcLoadBalancer
    SrcLocalNetworkGateway SrcNic SrcPublicIps SrcRegion SrcSubnet SrcSubscription SrcVm Status SubType TargetResourceId
    TargetResourceType
SQLSecurityAuditEvents
  datetime: TimeGenerated EventTime
  bool: IsColumnPermission IsServerLevelAudit Succeeded
  int: AuditSchemaVersion ClientTlsVersion DatabasePrincipalId ObjectId SequenceNumber ServerPrincipalId SessionId
    TargetDatabasePrincipalId TargetServerPrincipalId UserDefinedEventId
  long: AffectedRows DurationMs ResponseRows TransactionId
  string: ActionId ActionName AdditionalInformation ApplicationName Category ClassType ClassTypeDescription ClientIp
    ConnectionId DatabaseName DatabasePrincipalName DataSensitivityInformation EventId HostName LogicalServerName ObjectName
    PermissionBitmask ResourceGroup SchemaName SecurableClassType SequenceGroupId ServerPrincipalName ServerPrincipalSid
    SessionContext SessionServerPrincipalName Statement TargetDatabasePrincipalName TargetServerPrincipalName
    TargetServerPrincipalSid UserDefinedInformation
CDBDataPlaneRequests
  datetime: TimeGenerated
  int: StatusCode
  real: DurationMs RequestCharge RequestLength ResponseLength
  string: AadAppliedRoleAssignmentId AadPrincipalId AccountName ActivityId AuthTokenType ClientIpAddress CollectionName
    ConnectionMode DatabaseName KeyType OperationName PartitionId RegionName RequestResourceId RequestResourceType
    ResourceTokenPermissionId ResourceTokenPermissionMode ResourceTokenUserRid UserAgent
CDBQueryRuntimeStatistics
  datetime: TimeGenerated
  string: AccountName ActivityId CollectionName DatabaseName PartitionKeyRangeId QueryText
CDBPartitionKeyRUConsumption
  datetime: TimeGenerated
  real: RequestCharge
  string: AccountName ActivityId CollectionName DatabaseName OperationName PartitionKey PartitionKeyRangeId RegionName
REDConnectionEvents
  datetime: TimeGenerated
  int: EventStatus
  long: ConnectionId EventEpochTime
  string: ClientIp EventType Location OperationName PrivateLinkIPv6
AZMSOperationalLogs
  datetime: TimeGenerated
  string: ActivityId Caller EventName Provider Status
  dynamic: EventProperties
AZMSRunTimeAuditLogs
  datetime: TimeGenerated
  int: Count
  string: ActivityId ActivityName AuthKey AuthType ClientIp NetworkType Protocol Provider Status
  dynamic: Properties
AZMSDiagnosticErrorLogs
  datetime: TimeGenerated
  int: ErrorCount
  string: ActivityId ActivityName EntityName EntityType ErrorMessage NamespaceName OperationResult Provider
AZMSApplicationMetricLogs
  datetime: TimeGenerated
  int: Value
  string: ActivityId AuthId AuthType OperationName Outcome Protocol Provider
  dynamic: Properties
AegDeliveryFailureLogs
  datetime: TimeGenerated
  string: Category EventSubscriptionName Message OperationName SubResourceName
AegPublishFailureLogs
  datetime: TimeGenerated
  string: Category Message OperationName SubResourceName
AutoscaleEvaluationsLog
  datetime: TimeGenerated EvaluationTime LastScaleActionTime MetricEndTime MetricStartTime ProfileEvaluationTime
  bool: ProfileSelected ShouldUpdateInstance SkipCurrentAutoscaleEvaluation SkipRuleEvaluationForCooldown
  int: CoolDown CurrentInstanceCount DefaultInstanceCount MaximumInstanceCount MinimumInstanceCount NewInstanceCount
  real: ObservedValue Projection Threshold
  string: AutoscaleMetricName AvailabilitySet Category CloudServiceName CloudServiceRole CorrelationId DeploymentSlot
    EstimateScaleResult EvaluationResult InstanceUpdateReason LastScaleActionOperationId LastScaleActionOperationStatus
    MetricData MetricNamespace MetricTimeGrain OperationName Operator Profile ResourceId ResultDescription ResultType
    SelectedAutoscaleProfile ServerFarm TargetResourceId TimeAggregationType TimeGrainStatistic TimeWindow Webspace
AutoscaleScaleActionsLog
  datetime: TimeGenerated
  bool: CreatedAsyncScaleActionJob
  int: CurrentInstanceCount NewInstanceCount
  string: Category CorrelationId CreatedAsyncScaleActionJobId OperationName ResourceId ResultDescription ResultType
    ScaleActionMessage ScaleActionOperationId ScaleActionOperationStatus ScaleDirection TargetResourceId
ADFPipelineRun
  datetime: TimeGenerated End Start
  string: Annotations Category CorrelationId ErrorCode ErrorMessage EventMessage FailureType Input Level Location
    OperationName Output Parameters PipelineName Predecessors ResourceId RunId Status SystemParameters Tags UserProperties
ADFActivityRun
  datetime: TimeGenerated End Start
  int: ActivityIterationCount
  string: ActivityName ActivityRunId ActivityType Annotations Category CorrelationId EffectiveIntegrationRuntime Error
    ErrorCode ErrorMessage EventMessage FailureType Input Level LinkedServiceName Location OperationName Output PipelineName
    PipelineRunId ResourceId Status Tags UserProperties
ADFTriggerRun
  datetime: TimeGenerated Start
  string: Annotations Category CorrelationId ErrorCode ErrorMessage EventMessage Input Level Location OperationName Output
    Parameters ResourceId Status SystemParameters Tags TriggerEvent TriggerFailureType TriggerId TriggerName TriggerType
    UserProperties
LAQueryLogs
  datetime: TimeGenerated QueryTimeRangeEnd QueryTimeRangeStart StatsDataProcessedEnd StatsDataProcessedStart
  bool: IsBillableQuery IsWorkspaceInFailover
  int: ResponseCode ResponseRowCount StatsRegionCount StatsWorkspaceCount
  real: ResponseDurationMs ScannedGB StatsCPUTimeMs
  string: AADClientId AADEmail AADObjectId AADTenantId CorrelationId QueryText RequestClientApp RequestTarget
    WorkspaceRegion
  dynamic: RequestContext RequestContextFilters
NWConnectionMonitorTestResult
  datetime: TimeGenerated
  int: ChecksFailed ChecksFailedPercentThreshold ChecksTotal DestinationPort
  real: AvgRoundTripTimeMs JitterMs MaxRoundTripTimeMs MinRoundTripTimeMs RoundTripTimeMsThreshold
  string: AdditionalData ConnectionMonitorResourceId DestinationAddress DestinationAgentId DestinationIP DestinationName
    DestinationResourceId DestinationSubnet DestinationType Protocol RecordId SourceAddress SourceAgentId SourceIP
    SourceName SourceResourceId SourceSubnet SourceType TestConfigurationName TestGroupName TestResult TestResultCriterion
NWConnectionMonitorPathResult
  datetime: TimeGenerated
  int: ChecksFailed ChecksFailedPercentThreshold ChecksTotal DestinationPort
  real: AvgRoundTripTimeMs JitterMs MaxRoundTripTimeMs MinRoundTripTimeMs RoundTripTimeMsThreshold
  string: AdditionalData ConnectionMonitorResourceId DestinationAddress DestinationAgentId DestinationIP DestinationName
    DestinationResourceId DestinationSubnet DestinationType HopAddresses HopLinkTypes HopResourceIds Hops HopTypes Issues
    PathTestResult PathTestResultCriterion Protocol RecordId SourceAddress SourceAgentId SourceIP SourceName
    SourceResourceId SourceSubnet SourceType TestConfigurationName TestGroupName TopologyId
AddonAzureBackupJobs
  datetime: TimeGenerated JobStartDateTime RecoveryJobRPDateTime
  real: DataTransferredInMB JobDurationInSecs
  string: AdHocOrScheduledJob ArchiveTierStorageReplicationType AzureDataCenter BackupItemFriendlyName BackupItemId
    BackupItemUniqueId BackupManagementServerUniqueId BackupManagementType Category DatasourceFriendlyName
    DatasourceResourceId DatasourceSetFriendlyName DatasourceSetResourceId DatasourceSetType DatasourceType JobFailureCode
    JobOperation JobOperationSubType JobStatus JobUniqueId OperationName ProtectedContainerUniqueId RecoveryJobDestination
    RecoveryJobRPLocation RecoveryLocationType ResourceGroupName ResourceId SchemaVersion State StorageReplicationType
    SubscriptionId VaultName VaultTags VaultType VaultUniqueId
  dynamic: ExtendedProperties
ASRJobs
  datetime: TimeGenerated EndTime StartTime
  int: DurationMs
  string: Category CorrelationId JobUniqueId OperationName PolicyFriendlyName PolicyId PolicyUniqueId
    ReplicatedItemFriendlyName ReplicatedItemId ReplicatedItemUniqueId ReplicationScenario ResultDescription
    SourceFriendlyName SourceResourceGroup SourceResourceId SourceType Status VaultLocation VaultName VaultType Version
SignalRServiceDiagnosticLogs
  datetime: TimeGenerated
  long: MessageTracingId
  string: CallerIpAddress Collection ConnectionId ConnectionType GroupName HubName InvocationId Level Location Message
    MessageType OperationName TransportType UserId
AppEnvSpringAppConsoleLogs
  datetime: TimeGenerated
  string: ContainerAppName ContainerGroupId ContainerGroupName ContainerId ContainerImage ContainerName EnvironmentName
    Location Log OperationName RevisionName Stream
AppPlatformLogsforSpring
  datetime: TimeGenerated AppTimestamp
  string: AppName Category CustomLevel ExceptionClass InstanceName Log Logger MDC Message OperationName ServiceName SpanId
    StackTrace Stream Thread TraceId
WireData
  datetime: TimeGenerated LatencySamplingTimeStamp SessionEndTime SessionStartTime
  int: LatencyMilliseconds LocalPortNumber ProcessID RemotePortNumber Severity
  long: ReceivedBytes ReceivedPackets SentBytes SentPackets SequenceNumber TotalBytes
  real: RemoteIPLatitude RemoteIPLongitude
  string: ApplicationProtocol ApplicationServiceName Computer Confidence Description Direction FirstReportedDateTime
    IndicatorThreatType IPVersion IsActive LastReportedDateTime LatencySamplingFailureRate LocalIP LocalMAC LocalSubnet
    MaliciousIP ManagementGroupName ProcessName ProtocolName RemoteIP RemoteIPCountry RemoteMAC SessionID SessionState
    TLPLevel
AppServiceFileAuditLogs
  datetime: TimeGenerated
  string: Category OperationName Path Process
ContainerServiceLog
  datetime: TimeGenerated TimeOfCommand
  string: Command Computer ContainerID Image ImageTag Repository
CoreAzureBackup
  datetime: TimeGenerated ArchiveTierLatestRecoveryPointTime ArchiveTierOldestRecoveryPointTime LatestRecoveryPointTime
    OldestRecoveryPointTime
  bool: IsArchiveEnabled
  real: ArchiveTierStorageConsumedInMBs BackupItemFrontEndSize StorageConsumedInMBs
  string: BackupItemFriendlyName BackupItemId BackupItemName BackupItemProtectionState BackupItemType BackupItemUniqueId
    BackupManagementServerName BackupManagementType Category DatasourceFriendlyName DatasourceResourceGroupName
    DatasourceResourceId DatasourceType OperationName PolicyId PolicyName ProtectedContainerFriendlyName
    ProtectedContainerName ProtectedContainerType ProtectionGroupName ResourceGroupName ResourceId SchemaVersion State
    StorageReplicationType SubscriptionId VaultName VaultTags VaultType VaultUniqueId
  dynamic: ExtendedProperties
SecurityAlert
  datetime: TimeGenerated EndTime ProcessingEndTime StartTime
  bool: IsIncident
  real: ConfidenceScore
  string: AlertLink AlertName AlertSeverity AlertType CompromisedEntity ConfidenceLevel Description DisplayName Entities
    ExtendedLinks ExtendedProperties ProductComponentName ProductName ProviderName RemediationSteps ResourceId
    SourceComputerId Status SubTechniques SystemAlertId Tactics Techniques VendorName VendorOriginalId
    WorkspaceResourceGroup WorkspaceSubscriptionId
`;
