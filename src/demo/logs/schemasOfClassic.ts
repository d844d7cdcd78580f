const client =
  'client_Type client_Model client_OS client_IP client_City client_StateOrProvince client_CountryOrRegion client_Browser';
const context = `operation_Name operation_Id operation_ParentId operation_SyntheticSource session_Id user_Id user_AuthenticatedId
  user_AccountId application_Version ${client} cloud_RoleName cloud_RoleInstance appId appName iKey sdkVersion itemId itemType
  itemCount:i _ResourceId`;
const custom = 'customDimensions:j customMeasurements:j';

/**
 * Columns of the tables of Application Insights as the component itself names them; types as in `schemasOfApplications.ts`. `success` is
 * a text here, `True` or `False`.
 */
export const classicTables = {
  requests: `timestamp:t id source name url success resultCode duration:r performanceBucket ${custom} ${context}`,
  dependencies: `timestamp:t id target type name data success resultCode duration:r performanceBucket ${custom} ${context}`,
  exceptions: `timestamp:t problemId handledAt type message assembly method outerType outerMessage outerAssembly outerMethod
    innermostType innermostMessage innermostAssembly innermostMethod severityLevel:i details:j ${custom} ${context}`,
  traces: `timestamp:t message severityLevel:i ${custom} ${context}`,
  availabilityResults: `timestamp:t id name location success message size:r duration:r performanceBucket ${custom} ${context}`,
  customEvents: `timestamp:t name ${custom} ${context}`,
  pageViews: `timestamp:t id name url duration:r performanceBucket ${custom} ${context}`,
  performanceCounters: `timestamp:t name category counter instance value:r customDimensions:j ${context}`,
  customMetrics: `timestamp:t name value:r valueCount:i valueSum:r valueMin:r valueMax:r valueStdDev:r ${custom} ${context}`,
} as const;
