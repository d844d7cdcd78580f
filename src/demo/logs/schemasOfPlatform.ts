/**
 * Columns of the tables that machines, services and clusters write to a workspace, as Microsoft's table reference documents them: names in the order that people read them, with the type after
 * a colon (`b` bool, `i` int, `l` long, `r` real, `t` datetime, `j` dynamic, `g` guid; string without). The columns that every table
 * has are in `schemas.ts`.
 */
export const platformTables = {
  Perf: `
    Computer ObjectName CounterName InstanceName CounterValue:r CounterPath Min:r Max:r SampleCount:i BucketEndTime:t
    BucketStartTime:t StandardDeviation:r`,
  InsightsMetrics: `
    Computer Origin Namespace Name Val:r Tags AgentId Value`,
  W3CIISLog: `
    sSiteName Computer sIP sPort:i csMethod csUriStem csUriQuery cIP csUserAgent scStatus scSubStatus scWin32Status
    TimeTaken:l scBytes:l csBytes:l csHost csVersion AzureDeploymentID Confidence csCookie csReferer csUserName
    Description FirstReportedDateTime IndicatorThreatType IsActive LastReportedDateTime MaliciousIP ManagementGroupName
    RemoteIPCountry RemoteIPLatitude:r RemoteIPLongitude:r Role RoleInstance Severity:i StorageAccount TLPLevel`,
  AppServiceHTTPLogs: `
    CsHost CsMethod CsUriStem CsUriQuery ScStatus:i ScSubStatus ScWin32Status TimeTaken:i CIp UserAgent Result ScBytes:i
    CsBytes:i ComputerName SPort Protocol Cookie CsUsername Referer`,
  AppServiceConsoleLogs: `
    Level ResultDescription Host ContainerId OperationName Category`,
  AppServicePlatformLogs: `
    Level Message Host ContainerId OperationName DeploymentId Exception StackTrace ActivityId`,
  AzureActivity: `
    OperationName OperationNameValue Level CategoryValue ActivityStatusValue ActivitySubstatusValue Caller
    CallerIpAddress ResourceGroup ResourceProviderValue Resource ResourceId CorrelationId OperationId EventDataId
    EventSubmissionTimestamp:t Properties Properties_d:j Authorization Authorization_d:j Claims Claims_d:j HTTPRequest
    Hierarchy SubscriptionId ActivityStatus ActivitySubstatus Category ResourceProvider`,
  AzureMetrics: `
    ResourceId Resource ResourceGroup ResourceProvider SubscriptionId MetricName TimeGrain Average:r Total:r Count:r
    Minimum:r Maximum:r UnitName CallerIpAddress Category Confidence CorrelationId Description DurationMs:l
    FirstReportedDateTime IndicatorThreatType IsActive LastReportedDateTime MaliciousIP OperationName OperationVersion
    RemoteIPCountry RemoteIPLatitude:r RemoteIPLongitude:r ResultDescription ResultSignature ResultType Severity:i
    TLPLevel`,
  AzureDiagnostics: `
    ResourceId Category ResourceGroup SubscriptionId ResourceProvider Resource ResourceType OperationName ResultType
    ResultSignature ResultDescription DurationMs:l CallerIPAddress CorrelationId Level action_id_s action_name_s
    action_s ActivityId_g:g AdHocOrScheduledJob_s application_name_s audit_schema_version_d:r avg_cpu_percent_s
    avg_mean_time_s backendHostname_s Caller_s callerId_s calls_s certificateName_s client_ip_s clientInfo_s clientIP_s
    clientIp_s clientIpAddress_s clientPort_d:r code_s collectionName_s conditions_destinationIP_s
    conditions_destinationPortRange_s conditions_None_s conditions_protocols_s conditions_sourceIP_s
    conditions_sourcePortRange_s count_executions_d:r cpu_time_d:r database_name_s database_principal_name_s
    DatabaseName_s db_id_s deadlock_xml_s detections_s direction_s dop_d:r duration_d:r duration_milliseconds_d:r
    ElasticPoolName_s endTime_t:t Environment_s error_code_s error_message_s errorLevel_s event_class_s event_s
    event_subclass_s event_time_t:t EventName_s execution_type_d:r executionInfo_endTime_t:t executionInfo_exitCode_d:r
    executionInfo_startTime_t:t host_s httpMethod_s httpStatus_d:r httpStatusCode_d:r httpStatusCode_s httpVersion_s
    id_s identity_claim_appid_g:g identity_claim_ipaddr_s impact_s instanceId_s interval_end_time_d:r
    interval_start_time_d:r intervalEndTime_t:t intervalStartTime_t:t ip_s is_column_permission_s
    isAccessPolicyMatch_b:b issueId_d:r JobDurationInSecs_s JobFailureCode_s JobId_g:g jobId_s JobOperation_s
    JobOperationSubType_s JobStartDateTime_s JobStatus_s JobUniqueId_g:g log_bytes_used_d:r logical_io_reads_d:r
    logical_io_writes_d:r LogicalServerName_s macAddress_s matchedConnections_d:r max_cpu_time_d:r max_dop_d:r
    max_duration_d:r max_log_bytes_used_d:r max_logical_io_reads_d:r max_logical_io_writes_d:r
    max_num_physical_io_reads_d:r max_physical_io_reads_d:r max_query_max_used_memory_d:r max_rowcount_d:r max_time_s
    mean_time_s Message min_time_s msg_s num_physical_io_reads_d:r object_id_d:r object_name_s OperationVersion
    partitionKey_s physical_io_reads_d:r plan_id_d:r policy_s policyMode_s primaryIPv4Address_s priority_d:r
    properties_enabledForDeployment_b:b properties_enabledForDiskEncryption_b:b
    properties_enabledForTemplateDeployment_b:b properties_s properties_sku_Family_s properties_sku_Name_s
    properties_tenantId_g:g query_hash_s query_id_d:r query_max_used_memory_d:r query_plan_hash_s query_time_d:r
    querytext_s receivedBytes_d:r Region_s requestCharge_s requestQuery_s requestResourceId_s requestResourceType_s
    requestUri_s reserved_storage_mb_s resource_actionName_s resource_location_s resource_originRunId_s
    resource_resourceGroupName_s resource_runId_s resource_subscriptionId_g:g resource_triggerName_s
    resource_workflowId_g:g resource_workflowName_s response_rows_d:r resultCode_s resultDescription_ChildJobs_s
    resultDescription_ErrorJobs_s resultMessage_s rootCauseAnalysis_s routingRuleName_s rowcount_d:r ruleName_s
    RunbookName_s RunOn_s schema_name_s sentBytes_d:r sequence_group_id_g:g sequence_number_d:r server_principal_sid_s
    session_id_d:r statement_type_s status_s timeout_count_d:r total_num_queries_d:r wait_type_s`,
  Heartbeat: `
    Computer Category OSType OSName OSMajorVersion OSMinorVersion Version ComputerIP ComputerEnvironment Resource
    ResourceGroup ResourceType ResourceProvider ResourceId SubscriptionId VMUUID Solutions ComputerPrivateIPs:j
    IsGatewayInstalled:b ManagementGroupName RemoteIPCountry RemoteIPLatitude:r RemoteIPLongitude:r SCAgentChannel`,
  Event: `
    Computer EventLog Source EventID:i EventLevel:i EventLevelName RenderedDescription UserName EventData ParameterXml
    EventCategory:i AzureDeploymentID ManagementGroupName Message Role`,
  Syslog: `
    Computer Facility SeverityLevel SyslogMessage ProcessName ProcessID:i HostName HostIP EventTime:t CollectorHostName`,
  ContainerLogV2: `
    Computer ContainerId ContainerName PodName PodNamespace LogMessage:j LogSource LogLevel KubernetesMetadata:j`,
  KubeEvents: `
    ObjectKind Namespace Name Reason Message KubeEventType Count:r FirstSeen:t LastSeen:t SourceComponent Computer
    ClusterName ClusterId`,
  KubePodInventory: `
    ClusterName ClusterId Namespace Name PodUid PodStatus PodIp PodRestartCount:i ContainerName ContainerID
    ContainerStatus ContainerStatusReason ContainerLastStatus ContainerRestartCount:i ControllerKind ControllerName
    ServiceName Computer PodLabel PodCreationTimeStamp:t PodStartTime:t ContainerCreationTimeStamp:t
    ContainerStartTime:t InstanceName`,
  VMConnection: `
    Computer ProcessName Process Direction SourceIp DestinationIp DestinationPort:i Protocol RemoteIp
    RemoteDnsCanonicalNames LinksEstablished:l LinksTerminated:l LinksLive:l LinksFailed:l BytesSent:l BytesReceived:l
    Responses:l ResponseTimeMin:l ResponseTimeMax:l ResponseTimeSum:l AgentId Confidence ConnectionId Description
    FirstReportedDateTime IndicatorThreatType IsActive LastReportedDateTime Machine MaliciousIp RemoteClassification
    RemoteCountry RemoteDnsQuestions RemoteLatitude:r RemoteLongitude:r Severity:i TLPLevel`,
  VMProcess: `
    Computer ExecutableName DisplayName Process ExecutablePath CommandLine FirstPid:i StartTime:t Group UserName
    CompanyName ProductName Services:j AgentId Description FileVersion InternalName Machine ProductVersion Role
    UserDomain WorkingDirectory`,
  Alert: `
    AlertName AlertSeverity AlertState AlertDescription AlertId AlertRuleId SourceDisplayName TimeRaised:t
    TimeResolved:t TimeLastModified:t ResourceId ResourceType Query ThresholdOperator ThresholdValue:i AlertValue:i
    AlertContext AlertError AlertPriority AlertRuleInstanceId AlertStatus:i AlertTypeDescription AlertTypeNumber:i
    Comments Computer Custom1 Custom10 Custom2 Custom3 Custom4 Custom5 Custom6 Custom7 Custom8 Custom9 Expression
    Flags:i FlagsDescription HostName LastModifiedBy LinkToSearchResults ManagementGroupName ObjectDisplayName
    PriorityNumber:i QueryExecutionEndTime:t QueryExecutionStartTime:t RemediationJobId RemediationRunbookName
    RepeatCount:i ResolvedBy ResourceValue RootObjectName ServiceDeskConnectionName ServiceDeskId
    ServiceDeskWorkItemLink ServiceDeskWorkItemType SourceFullName StateType StatusDescription TemplateId TicketId
    TriggerId Url ValueDescription ValueFlags:i ValueFlagsDescription`,
  Usage: `
    DataType Quantity:r QuantityUnit IsBillable:b Solution StartTime:t EndTime:t AvgLatencyInSeconds:r BatchesCapped:l
    BatchesOutsideSla:l BatchesWithinSla:l Computer LinkedMeterId LinkedResourceUri MeterId ResourceUri TotalBatches:l`,
  StorageBlobLogs: `
    AccountName OperationName StatusCode StatusText DurationMs:r ServerLatencyMs:r Uri CallerIpAddress
    AuthenticationType UserAgentHeader Category Location ObjectKey AccessTier AuthenticationHash AuthorizationDetails:j
    ClientRequestId ConditionsUsed ContentLengthHeader:l CorrelationId DestinationUri Etag LastModifiedTime:t
    MetricResponseType OperationCount:i OperationVersion Protocol ReferrerHeader RehydratePriority RequestBodySize:l
    RequesterAppId RequesterAudience RequesterObjectId RequesterTenantId RequesterTokenIssuer RequesterUpn
    RequestHeaderSize:l RequestMd5 ResponseBodySize:l ResponseHeaderSize:l ResponseMd5 SasExpiryStatus SchemaVersion
    ServiceType SourceAccessTier SourceUri TlsVersion`,
} as const;
