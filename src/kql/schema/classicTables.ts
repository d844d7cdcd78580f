/** The tables of an Application Insights resource under their classic names, in the form of workloadTables.ts. */
export const classicTables = `
availabilityResults
  datetime: timestamp
  int: itemCount
  real: duration
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id id location message name performanceBucket size success
  dynamic: customDimensions customMeasurements
browserTimings
  datetime: timestamp
  int: itemCount
  real: networkDuration processingDuration receiveDuration sendDuration totalDuration
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id name performanceBucket url
  dynamic: customDimensions customMeasurements
customEvents
  datetime: timestamp
  int: itemCount
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id name
  dynamic: customDimensions customMeasurements
customMetrics
  datetime: timestamp
  int: valueCount
  real: value valueMax valueMin valueSum
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id name
  dynamic: customDimensions
dependencies
  datetime: timestamp
  int: itemCount
  real: duration
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id data id name performanceBucket resultCode success target type
  dynamic: customDimensions customMeasurements
exceptions
  datetime: timestamp
  int: itemCount severityLevel
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id assembly handledAt innermostAssembly innermostMessage innermostMethod innermostType message method outerAssembly
    outerMessage outerMethod outerType problemId type
  dynamic: customDimensions customMeasurements details
pageViews
  datetime: timestamp
  int: itemCount
  real: duration
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id id name performanceBucket url
  dynamic: customDimensions customMeasurements
performanceCounters
  datetime: timestamp
  real: value
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id category counter instance name
  dynamic: customDimensions
requests
  datetime: timestamp
  int: itemCount
  real: duration
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id id name performanceBucket resultCode source success url
  dynamic: customDimensions customMeasurements
traces
  datetime: timestamp
  int: itemCount severityLevel
  string: appId application_Version appName client_Browser client_City client_CountryOrRegion client_IP client_Model
    client_OS client_StateOrProvince client_Type cloud_RoleInstance cloud_RoleName iKey itemId itemType operation_Id
    operation_Name operation_ParentId operation_SyntheticSource sdkVersion session_Id user_AccountId user_AuthenticatedId
    user_Id message
  dynamic: customDimensions customMeasurements
`;
