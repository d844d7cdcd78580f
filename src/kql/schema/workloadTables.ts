/**
 * Tables of applications, machines and clusters with their columns by type, as documented: a line with the name, then lines of columns.
 * Columns that every table has are in knownTables.ts. Real workspaces have more; what a workspace says of itself comes first.
 */
export const workloadTables = `
AppRequests
  datetime: TimeGenerated
  bool: Success
  int: ItemCount
  real: DurationMs
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType Id IKey Name OperationId OperationName ParentId ReferencedItemId
    ReferencedType ResourceGUID ResultCode SDKVersion SessionId Source SyntheticSource Url UserAccountId UserAuthenticatedId
    UserId PerformanceBucket
  dynamic: Measurements Properties
AppDependencies
  datetime: TimeGenerated
  bool: Success
  int: ItemCount
  real: DurationMs
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType Data DependencyType Id IKey Name OperationId OperationName ParentId
    ReferencedItemId ReferencedType ResourceGUID ResultCode SDKVersion SessionId SyntheticSource Target UserAccountId
    UserAuthenticatedId UserId PerformanceBucket
  dynamic: Measurements Properties
AppExceptions
  datetime: TimeGenerated
  int: ItemCount SeverityLevel
  string: AppRoleInstance AppRoleName AppVersion Assembly ClientBrowser ClientCity ClientCountryOrRegion ClientIP
    ClientModel ClientOS ClientStateOrProvince ClientType ExceptionType HandledAt IKey InnermostAssembly InnermostMessage
    InnermostMethod InnermostType Message Method OperationId OperationName OuterAssembly OuterMessage OuterMethod OuterType
    ParentId ProblemId ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId
  dynamic: Details Measurements Properties
AppTraces
  datetime: TimeGenerated
  int: ItemCount SeverityLevel
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType IKey Message OperationId OperationName ParentId ReferencedItemId
    ReferencedType ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId
  dynamic: Measurements Properties
AppEvents
  datetime: TimeGenerated
  int: ItemCount
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType IKey Name OperationId OperationName ParentId ResourceGUID SDKVersion SessionId
    SyntheticSource UserAccountId UserAuthenticatedId UserId
  dynamic: Measurements Properties
AppMetrics
  datetime: TimeGenerated
  int: ItemCount
  real: Max Min Sum
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType IKey Name OperationId OperationName ParentId ResourceGUID SDKVersion SessionId
    SyntheticSource UserAccountId UserAuthenticatedId UserId
  dynamic: Properties
AppPageViews
  datetime: TimeGenerated
  int: ItemCount
  real: DurationMs
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType Id IKey Name OperationId OperationName ParentId ResourceGUID SDKVersion
    SessionId SyntheticSource Url UserAccountId UserAuthenticatedId UserId PerformanceBucket
  dynamic: Measurements Properties
AppBrowserTimings
  datetime: TimeGenerated
  int: ItemCount
  real: NetworkDurationMs ProcessingDurationMs ReceiveDurationMs SendDurationMs TotalDurationMs
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType IKey Name OperationId OperationName ParentId ResourceGUID SDKVersion SessionId
    SyntheticSource Url UserAccountId UserAuthenticatedId UserId PerformanceBucket
  dynamic: Measurements Properties
AppAvailabilityResults
  datetime: TimeGenerated
  bool: Success
  int: ItemCount
  real: DurationMs
  string: AppRoleInstance AppRoleName AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel
    ClientOS ClientStateOrProvince ClientType Id IKey Location Message Name OperationId OperationName ParentId ResourceGUID
    SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId PerformanceBucket
  dynamic: Measurements Properties
AppPerformanceCounters
  datetime: TimeGenerated
  real: Value
  string: AppRoleInstance AppRoleName AppVersion Category ClientBrowser ClientCity ClientCountryOrRegion ClientIP
    ClientModel ClientOS ClientStateOrProvince ClientType Counter IKey Instance Name OperationId OperationName ParentId
    ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId
  dynamic: Properties
AppSystemEvents
  datetime: TimeGenerated
  string: EventType Name
  dynamic: Measurements Properties
AzureActivity
  datetime: TimeGenerated EventSubmissionTimestamp
  string: ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller CallerIpAddress
    Category CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId OperationName
    OperationNameValue Properties Resource ResourceGroup ResourceId ResourceProvider ResourceProviderValue SubscriptionId
  dynamic: Authorization_d Claims_d Properties_d
AzureDiagnostics
  datetime: TimeGenerated endTime_t event_time_t executionInfo_endTime_t executionInfo_startTime_t
  bool: isAccessPolicyMatch_b properties_enabledForDeployment_b properties_enabledForDiskEncryption_b
    properties_enabledForTemplateDeployment_b
  long: DurationMs
  real: audit_schema_version_d clientPort_d count_executions_d cpu_time_d dop_d duration_d duration_milliseconds_d
    execution_type_d executionInfo_exitCode_d httpStatus_d httpStatusCode_d interval_end_time_d interval_start_time_d
    log_bytes_used_d logical_io_reads_d logical_io_writes_d matchedConnections_d max_cpu_time_d max_dop_d max_duration_d
    max_log_bytes_used_d max_logical_io_reads_d max_logical_io_writes_d max_num_physical_io_reads_d max_physical_io_reads_d
    max_query_max_used_memory_d max_rowcount_d num_physical_io_reads_d object_id_d physical_io_reads_d plan_id_d priority_d
    query_id_d query_max_used_memory_d query_time_d receivedBytes_d response_rows_d rowcount_d sentBytes_d sequence_number_d
    session_id_d
  string: action_id_s action_name_s action_s AdHocOrScheduledJob_s application_name_s avg_cpu_percent_s avg_mean_time_s
    backendHostname_s Caller_s callerId_s CallerIPAddress calls_s Category client_ip_s clientInfo_s clientIP_s clientIp_s
    clientIpAddress_s code_s collectionName_s conditions_destinationIP_s conditions_destinationPortRange_s conditions_None_s
    conditions_protocols_s conditions_sourceIP_s conditions_sourcePortRange_s CorrelationId database_name_s
    database_principal_name_s DatabaseName_s db_id_s direction_s ElasticPoolName_s Environment_s error_code_s
    error_message_s errorLevel_s event_class_s event_s event_subclass_s EventName_s host_s httpMethod_s httpStatusCode_s
    httpVersion_s id_s identity_claim_ipaddr_s instanceId_s ip_s is_column_permission_s JobDurationInSecs_s JobFailureCode_s
    jobId_s JobOperation_s JobOperationSubType_s JobStartDateTime_s JobStatus_s Level LogicalServerName_s macAddress_s
    max_time_s mean_time_s Message min_time_s msg_s object_name_s OperationName OperationVersion partitionKey_s policy_s
    policyMode_s primaryIPv4Address_s properties_s properties_sku_Family_s properties_sku_Name_s query_hash_s
    query_plan_hash_s querytext_s Region_s requestCharge_s requestQuery_s requestResourceId_s requestResourceType_s
    requestUri_s reserved_storage_mb_s Resource resource_actionName_s resource_location_s resource_originRunId_s
    resource_resourceGroupName_s resource_runId_s resource_triggerName_s resource_workflowName_s ResourceGroup
    ResourceProvider ResourceType resultCode_s ResultDescription resultDescription_ChildJobs_s resultDescription_ErrorJobs_s
    resultMessage_s ResultSignature ResultType rootCauseAnalysis_s routingRuleName_s ruleName_s RunbookName_s RunOn_s
    schema_name_s server_principal_sid_s
  guid: ActivityId_g identity_claim_appid_g JobId_g JobUniqueId_g properties_tenantId_g resource_subscriptionId_g
    resource_workflowId_g sequence_group_id_g
AzureMetrics
  datetime: TimeGenerated
  int: Severity
  long: DurationMs
  real: Average Count Maximum Minimum RemoteIPLatitude RemoteIPLongitude Total
  string: CallerIpAddress Category Confidence CorrelationId Description FirstReportedDateTime IndicatorThreatType IsActive
    LastReportedDateTime MaliciousIP MetricName OperationName OperationVersion RemoteIPCountry Resource ResourceGroup
    ResourceId ResourceProvider ResultDescription ResultSignature ResultType SubscriptionId TimeGrain TLPLevel UnitName
AppServiceHTTPLogs
  datetime: TimeGenerated
  int: CsBytes ScBytes ScStatus TimeTaken
  string: CIp ComputerName Cookie CsHost CsMethod CsUriQuery CsUriStem CsUsername Referer Result ScSubStatus ScWin32Status
    SPort UserAgent
AppServiceConsoleLogs
  datetime: TimeGenerated
  string: Category ContainerId Host Level OperationName ResultDescription
AppServiceAppLogs
  datetime: TimeGenerated
  string: Category ContainerId CustomLevel ExceptionClass Host Level Logger Message Method OperationName ResultDescription
    Source Stacktrace StackTrace WebSiteInstanceId
AppServicePlatformLogs
  datetime: TimeGenerated
  string: ActivityId ContainerId DeploymentId Exception Host Level Message OperationName StackTrace
AppServiceAuditLogs
  datetime: TimeGenerated
  string: Category OperationName Protocol User UserAddress UserDisplayName
AppServiceEnvironmentPlatformLogs
  datetime: TimeGenerated
  string: Category OperationName ResourceId ResultDescription ResultType
AppServiceIPSecAuditLogs
  datetime: TimeGenerated
  string: CIp CsHost Details Result ServiceEndpoint XAzureFDID XFDHealthProbe XForwardedFor XForwardedHost
AppServiceAuthenticationLogs
  datetime: TimeGenerated
  int: StatusCode SubStatusCode
  string: CorrelationId Details HostName Level Message ModuleRuntimeVersion OperationName SiteName TaskName
FunctionAppLogs
  datetime: TimeGenerated
  int: EventId LevelId ProcessId
  string: ActivityId AppName Category EventName ExceptionDetails ExceptionMessage ExceptionType FunctionInvocationId
    FunctionName HostInstanceId HostVersion Level Location Message RoleInstance
LogicAppWorkflowRuntime
  datetime: TimeGenerated EndTime StartTime
  string: ActionName ActionTrackingId ClientKeywords ClientTrackingId Code Error Location OperationName OriginRunId
    RetryHistory RunId Status Tags TrackedProperties TriggerName WorkflowId WorkflowName
Perf
  datetime: TimeGenerated BucketEndTime BucketStartTime
  int: SampleCount
  real: CounterValue Max Min StandardDeviation
  string: Computer CounterName CounterPath InstanceName ObjectName
Heartbeat
  datetime: TimeGenerated
  bool: IsGatewayInstalled
  real: RemoteIPLatitude RemoteIPLongitude
  string: Category Computer ComputerEnvironment ComputerIP ManagementGroupName OSMajorVersion OSMinorVersion OSName OSType
    RemoteIPCountry Resource ResourceGroup ResourceId ResourceProvider ResourceType SCAgentChannel Solutions SubscriptionId
    Version VMUUID
  dynamic: ComputerPrivateIPs
Syslog
  datetime: TimeGenerated EventTime
  int: ProcessID
  string: CollectorHostName Computer Facility HostIP HostName ProcessName SeverityLevel SyslogMessage
Event
  datetime: TimeGenerated
  int: EventCategory EventID EventLevel
  string: AzureDeploymentID Computer EventData EventLevelName EventLog ManagementGroupName Message ParameterXml
    RenderedDescription Role Source UserName
WindowsEvent
  datetime: TimeGenerated
  int: EventID EventLevel SystemProcessId SystemThreadId Task Version
  string: Channel Computer Correlation EventLevelName EventOriginId EventRecordId Keywords ManagementGroupName Opcode
    Provider RawEventData SystemUserId
  dynamic: EventData
W3CIISLog
  datetime: TimeGenerated
  int: Severity sPort
  long: csBytes scBytes TimeTaken
  real: RemoteIPLatitude RemoteIPLongitude
  string: AzureDeploymentID cIP Computer Confidence csCookie csHost csMethod csReferer csUriQuery csUriStem csUserAgent
    csUserName csVersion Description FirstReportedDateTime IndicatorThreatType IsActive LastReportedDateTime MaliciousIP
    ManagementGroupName RemoteIPCountry Role RoleInstance scStatus scSubStatus scWin32Status sIP sSiteName StorageAccount
    TLPLevel
InsightsMetrics
  datetime: TimeGenerated
  real: Val
  string: AgentId Computer Name Namespace Origin Tags Value
VMComputer
  datetime: TimeGenerated BootTime
  int: Cpus CpuSpeed
  long: PhysicalMemoryMB
  string: AgentId AzureCloudServiceDeployment AzureCloudServiceInstanceId AzureCloudServiceName AzureCloudServiceRoleName
    AzureCloudServiceRoleType AzureFaultDomain AzureImageOffering AzureImagePublisher AzureImageSku AzureImageVersion
    AzureLocation AzureResourceGroup AzureResourceName AzureServiceFabricClusterId AzureServiceFabricClusterName AzureSize
    AzureSubscriptionId AzureUpdateDomain AzureVmId AzureVmScaleSetDeployment AzureVmScaleSetInstanceId AzureVmScaleSetName
    AzureVmScaleSetResourceId Computer DependencyAgentVersion DisplayName FullDisplayName HostingProvider HostName
    HypervisorId HypervisorType Machine OperatingSystemFamily OperatingSystemFullName TimeZone VirtualizationState
    VirtualMachineHypervisorId VirtualMachineNativeId VirtualMachineNativeName VirtualMachineType
  dynamic: DnsNames Ipv4Addresses Ipv4DefaultGateways Ipv4SubnetMasks Ipv6Addresses MacAddresses
VMConnection
  datetime: TimeGenerated
  int: DestinationPort Severity
  long: BytesReceived BytesSent LinksEstablished LinksFailed LinksLive LinksTerminated Responses ResponseTimeMax
    ResponseTimeMin ResponseTimeSum
  real: RemoteLatitude RemoteLongitude
  string: AgentId Computer Confidence ConnectionId Description DestinationIp Direction FirstReportedDateTime
    IndicatorThreatType IsActive LastReportedDateTime Machine MaliciousIp Process ProcessName Protocol RemoteClassification
    RemoteCountry RemoteDnsCanonicalNames RemoteDnsQuestions RemoteIp SourceIp TLPLevel
VMBoundPort
  datetime: TimeGenerated
  bool: IsWildcardBind
  int: Port
  long: BytesReceived BytesSent LinksEstablished LinksLive LinksTerminated Responses ResponseTimeMax ResponseTimeMin
    ResponseTimeSum
  string: AgentId Computer Ip Machine PortId Process ProcessName Protocol
VMProcess
  datetime: TimeGenerated StartTime
  int: FirstPid
  string: AgentId CommandLine CompanyName Computer Description DisplayName ExecutableName ExecutablePath FileVersion Group
    InternalName Machine Process ProductName ProductVersion Role UserDomain UserName WorkingDirectory
  dynamic: Services
ConfigurationChange
  datetime: TimeGenerated DateCreated DateModified PreviousDateCreated PreviousDateModified
  long: LastSnapshotAge PreviousSize Size
  string: Acls Attributes ChangeCategory Computer ConfigChangeType Current FieldsChanged FileContentChecksum FileSystemPath
    Hive Location ManagementGroupName Name Previous PreviousAcls PreviousAttributes PreviousFileContentChecksum
    PreviousValueData PreviousValueType Publisher RegistryKey SoftwareDescription SoftwareName SoftwareType SourceComputerId
    SvcAccount SvcChangeType SvcController SvcDisplayName SvcName SvcPath SvcPreviousAccount SvcPreviousController
    SvcPreviousPath SvcPreviousRunlevels SvcPreviousStartupType SvcPreviousState SvcRunlevels SvcStartupType SvcState
    ValueData ValueName ValueType VMUUID
ConfigurationData
  datetime: TimeGenerated DateCreated DateModified
  long: Size
  string: Acls Architecture Attributes Computer ConfigDataType CurrentVersion FileContentChecksum FileSystemPath Hive
    Location ManagementGroupName Name Publisher RegistryKey SoftwareDescription SoftwareName SoftwareType SourceComputerId
    SvcAccount SvcController SvcDescription SvcDisplayName SvcName SvcPath SvcRunlevels SvcStartupType SvcState ValueData
    ValueName ValueType VMUUID
ContainerLog
  datetime: TimeGenerated TimeOfCommand
  string: Computer ContainerID Image ImageTag LogEntry LogEntrySource Name Repository
ContainerLogV2
  datetime: TimeGenerated
  string: Computer ContainerId ContainerName LogLevel LogSource PodName PodNamespace
  dynamic: KubernetesMetadata LogMessage
ContainerInventory
  datetime: TimeGenerated CreatedTime FinishedTime StartedTime
  int: ExitCode
  string: Command ComposeGroup Computer ContainerHostname ContainerID ContainerState EnvironmentVar Image ImageID ImageTag
    Links Name Ports Repository
ContainerImageInventory
  datetime: TimeGenerated
  int: Failed Paused Running Stopped
  long: TotalContainer
  string: Computer Image ImageID ImageSize ImageTag Repository VirtualSize
ContainerNodeInventory
  datetime: TimeGenerated
  string: Computer DockerVersion OperatingSystem
ContainerAppConsoleLogs
  datetime: TimeGenerated
  string: ContainerAppName ContainerGroupId ContainerGroupName ContainerId ContainerImage ContainerName EnvironmentName
    JobName Location Log OperationName RevisionName Stream
ContainerAppSystemLogs
  datetime: TimeGenerated
  int: Count
  string: ComponentName ComponentType ContainerAppName ContainerName EnvironmentName EventSource JobName Location Log
    OperationName Reason ReplicaName RevisionName
ContainerInstanceLog
  datetime: TimeGenerated
  string: ContainerGroup ContainerID ContainerImage ContainerName Location Message OSType Source
ContainerEvent
  datetime: TimeGenerated
  int: Count
  string: ContainerGroup ContainerGroupInstanceID ContainerID ContainerName Location Message OSType Reason
ContainerRegistryLoginEvents
  datetime: TimeGenerated
  string: CallerIpAddress Category CorrelationId DurationMs Identity JwtId LoginServer OperationName Region
    ResultDescription ResultType UserAgent
ContainerRegistryRepositoryEvents
  datetime: TimeGenerated
  int: Size
  string: ArtifactType CallerIpAddress Category CorrelationId Digest DurationMs Identity LoginServer MediaType OperationName
    Region Repository ResultDescription ResultType Tag UserAgent UserTenantId
KubeEvents
  datetime: TimeGenerated FirstSeen LastSeen
  real: Count
  string: ClusterId ClusterName Computer KubeEventType Message Name Namespace ObjectKind Reason SourceComponent
KubePodInventory
  datetime: TimeGenerated ContainerCreationTimeStamp ContainerStartTime PodCreationTimeStamp PodStartTime
  int: ContainerRestartCount PodRestartCount
  string: ClusterId ClusterName Computer ContainerID ContainerLastStatus ContainerName ContainerStatus ContainerStatusReason
    ControllerKind ControllerName InstanceName Name Namespace PodIp PodLabel PodStatus PodUid ServiceName
KubeNodeInventory
  datetime: TimeGenerated CreationTimeStamp LastTransitionTimeReady
  string: ClusterId ClusterName Computer DockerVersion KubeletVersion KubeProxyVersion KubernetesProviderID Labels
    OperatingSystem Status
KubeServices
  datetime: TimeGenerated
  string: ClusterId ClusterIp ClusterName Namespace SelectorLabels ServiceName ServiceType
KubeMonAgentEvents
  datetime: TimeGenerated
  string: Category ClusterId ClusterName Computer Level Message Tags
KubePVInventory
  datetime: TimeGenerated PVCreationTimeStamp
  real: PVCapacityBytes
  string: ClusterId ClusterName PVAccessModes PVCName PVCNamespace PVName PVStatus PVStorageClassName PVType
  dynamic: PVTypeInfo
KubeHealth
  datetime: TimeGenerated TimeFirstObserved
  string: ClusterId Details MonitorConfig MonitorInstanceId MonitorLabels MonitorTypeId NewState OldState
    ParentMonitorInstanceId
AKSAudit
  datetime: TimeGenerated RequestReceivedTime StageReceivedTime
  string: AuditId Level PodName RequestUri Stage UserAgent Verb
  dynamic: Annotations ObjectRef RequestObject ResponseObject ResponseStatus SourceIps User
AKSAuditAdmin
  datetime: TimeGenerated RequestReceivedTime StageReceivedTime
  string: AuditId Level PodName RequestUri Stage UserAgent Verb
  dynamic: Annotations ObjectRef RequestObject ResponseObject ResponseStatus SourceIps User
AKSControlPlane
  datetime: TimeGenerated
  string: Category Level Message PodName Stream
`;
