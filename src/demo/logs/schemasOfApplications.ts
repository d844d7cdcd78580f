/**
 * Columns of the tables of Application Insights in a workspace, as Microsoft's table reference documents them: names in the order that people read them, with the type after
 * a colon (`b` bool, `i` int, `l` long, `r` real, `t` datetime, `j` dynamic, `g` guid; string without). The columns that every table
 * has are in `schemas.ts`.
 */
export const applicationTables = {
  AppRequests: `
    Id Source Name Url Success:b ResultCode DurationMs:r PerformanceBucket Properties:j Measurements:j OperationName
    OperationId ParentId AppRoleName AppRoleInstance AppVersion ItemCount:i ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey ReferencedItemId
    ReferencedType ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppDependencies: `
    Id Target DependencyType Name Data Success:b ResultCode DurationMs:r PerformanceBucket Properties:j Measurements:j
    OperationName OperationId ParentId AppRoleName AppRoleInstance AppVersion ItemCount:i ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey ReferencedItemId
    ReferencedType ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppExceptions: `
    ProblemId ExceptionType Message SeverityLevel:i Method Assembly HandledAt OuterType OuterMessage OuterMethod
    OuterAssembly InnermostType InnermostMessage InnermostMethod InnermostAssembly Details:j Properties:j Measurements:j
    OperationName OperationId ParentId AppRoleName AppRoleInstance AppVersion ItemCount:i ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey ResourceGUID SDKVersion
    SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppTraces: `
    Message SeverityLevel:i Properties:j Measurements:j OperationName OperationId ParentId AppRoleName AppRoleInstance
    AppVersion ItemCount:i ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel ClientOS
    ClientStateOrProvince ClientType IKey ReferencedItemId ReferencedType ResourceGUID SDKVersion SessionId
    SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppAvailabilityResults: `
    Id Name Location Success:b Message DurationMs:r PerformanceBucket Properties:j Measurements:j OperationName
    OperationId ParentId AppRoleName AppRoleInstance ItemCount:i AppVersion ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey ResourceGUID SDKVersion
    SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppPerformanceCounters: `
    Category Counter Name Instance Value:r Properties:j AppRoleName AppRoleInstance AppVersion ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey OperationId OperationName
    ParentId ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppMetrics: `
    Name Sum:r Min:r Max:r ItemCount:i Properties:j AppRoleName AppRoleInstance AppVersion ClientBrowser ClientCity
    ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince ClientType IKey OperationId OperationName
    ParentId ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppEvents: `
    Name Properties:j Measurements:j OperationName OperationId ParentId AppRoleName ItemCount:i AppRoleInstance
    AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP ClientModel ClientOS ClientStateOrProvince
    ClientType IKey ResourceGUID SDKVersion SessionId SyntheticSource UserAccountId UserAuthenticatedId UserId`,
  AppPageViews: `
    Id Name Url DurationMs:r PerformanceBucket Properties:j Measurements:j OperationName OperationId ParentId
    AppRoleName ItemCount:i AppRoleInstance AppVersion ClientBrowser ClientCity ClientCountryOrRegion ClientIP
    ClientModel ClientOS ClientStateOrProvince ClientType IKey ResourceGUID SDKVersion SessionId SyntheticSource
    UserAccountId UserAuthenticatedId UserId`,
} as const;
