/** The same questions in both languages; both answer with the same columns in the same order. */
export interface BenchQuery {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
}

const from = '2026-11-10T00:00:00Z';
const to = '2026-11-17T00:00:00Z';

export const queries: readonly BenchQuery[] = [
  {
    name: 'filter and count',
    kql: 'AppRequests | where DurationMs > 2000 and ResultCode == "500" and Success == false | summarize count(), max(DurationMs)',
    sql: `SELECT count(*), max(DurationMs) FROM AppRequests WHERE DurationMs > 2000 AND ResultCode = '500' AND NOT Success`,
  },
  {
    name: 'group by, percentile, exact dcount',
    kql: 'AppRequests | summarize count(), percentile(DurationMs, 95), count_distinct(OperationId) by AppRoleName, Name',
    sql: `SELECT AppRoleName, Name, count(*), quantile_disc(DurationMs, 0.95), count(DISTINCT OperationId)
          FROM AppRequests GROUP BY ALL`,
  },
  {
    name: 'dynamic path',
    kql: 'AppRequests | summarize count(), sum(tolong(Properties.items)) by Region = tostring(Properties.region)',
    sql: `SELECT json_extract_string(Properties, '$.region'), count(*), sum(json_extract(Properties, '$.items')::BIGINT)::BIGINT
          FROM AppRequests GROUP BY ALL`,
  },
  {
    name: 'join',
    kql: `AppRequests | join kind=inner (AppRequests | where ResultCode == "503" | project OperationId) on OperationId
          | summarize count(), sum(DurationMs) by AppRoleName`,
    sql: `SELECT l.AppRoleName, count(*), sum(l.DurationMs) FROM AppRequests l
          JOIN (SELECT OperationId FROM AppRequests WHERE ResultCode = '503') r ON l.OperationId = r.OperationId GROUP BY ALL`,
  },
  {
    name: 'arg_max',
    kql: 'AppRequests | summarize arg_max(TimeGenerated, OperationId, DurationMs) by Url | summarize count(), sum(DurationMs), countif(OperationId == "")',
    sql: `SELECT count(*), sum(d), count(*) FILTER (o = '') FROM
          (SELECT max(TimeGenerated), arg_max(OperationId, TimeGenerated) o, arg_max(DurationMs, TimeGenerated) d FROM AppRequests GROUP BY Url)`,
  },
  {
    name: 'make-series',
    kql: `AppRequests | make-series n = count(), d = avg(DurationMs) on TimeGenerated from datetime(${from}) to datetime(${to}) step 1h by AppRoleName
          | project AppRoleName, n, d`,
    sql: `SELECT AppRoleName, list(n ORDER BY t), list(d ORDER BY t) FROM
          (SELECT AppRoleName, time_bucket(INTERVAL 1 HOUR, TimeGenerated) t, count(*) n, avg(DurationMs) d FROM AppRequests GROUP BY ALL)
          GROUP BY ALL`,
  },
  {
    name: 'contains scan',
    kql: 'AppRequests | where Url contains "Orders/77" | summarize count() by Name',
    sql: `SELECT Name, count(*) FROM AppRequests WHERE contains(lower(Url), 'orders/77') GROUP BY ALL`,
  },
  {
    name: 'top',
    kql: 'AppRequests | top 20 by DurationMs | project OperationId, DurationMs, Name',
    sql: 'SELECT OperationId, DurationMs, Name FROM AppRequests ORDER BY DurationMs DESC LIMIT 20',
  },
];
