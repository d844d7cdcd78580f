type Vocabulary = Readonly<Record<string, readonly string[]>>;

const split = (texts: Readonly<Record<string, string>>): Vocabulary =>
  Object.fromEntries(Object.entries(texts).map(([id, words]) => [id, words.split(', ')]));

/** Words of conditions that many tables have, by id. A table adds its own, or takes others instead. */
export const conditionWords: Vocabulary = split({
  error: 'error, err, errored, error level, error severity',
  warning: 'warning, warn, warning level',
  warningOrWorse: 'warning or worse, warning or above, warning and above, warning and error, warning or error, at least warning',
  critical: 'critical, fatal, critical level, critical severity',
  informational: 'informational, info, information',
  verbose: 'verbose, debug, debugging',
  failed: 'failed, failure, fail, failing, unsuccessful, not successful, did not succeed',
  succeeded: 'successful, succeeded, success, succeed, successfully',
  slow: 'slow, slowly, sluggish, long running, took too long, took long',
  timeout: 'timeout, time out, timed out, time-out, timing out, times out',
  throttled: 'throttled, throttling, throttle, rate limited, rate limiting, rate limit, too many requests',
  serverError: '5xx, http 5xx, 5xxs, server error, server side error, server failure',
  internalError: 'internal server error, internal error, http 500, 500s',
  badGateway: 'bad gateway, 502s',
  unavailable: 'service unavailable, unavailable, 503s',
  clientError: '4xx, http 4xx, 4xxs, client error, client side error',
  httpError: 'http error, 4xx and 5xx, 4xx or 5xx',
  badRequest: 'bad request, 400s',
  unauthorized: 'unauthorized, unauthorised, unauthenticated, not authenticated, 401s',
  forbidden: 'forbidden, access denied, permission denied, 403s',
  notFound: 'not found, 404s, page not found, broken link, missing page',
  redirected: '3xx, http 3xx, redirect, redirected, redirection',
  succeededHttp: '2xx, http 2xx',
  denied: 'denied, deny, denial, blocked, block, refused, rejected, dropped',
  allowed: 'allowed, allow, permitted, accepted',
  restart: 'restart, restarted, restarting, reboot, rebooted, rebooting',
  started: 'started, start, starting, startup',
  stopped: 'stopped, stop, stopping, shut down, shutdown, shutting down',
  crash: 'crash, crashed, crashing, crash loop, crashloop, crashlooping, crash looping, crashloopbackoff',
  outOfMemory: 'out of memory, oom, oomkilled, oom killed, oom kill, memory exhausted',
  unhealthy: 'unhealthy, not healthy, health check failed',
  healthy: 'healthy',
  connection: 'connection error, connection failure, connection refused, connection reset, cannot connect, could not connect',
  synthetic: 'synthetic, from availability tests, from bots, bot traffic',
  deleted: 'deleted, delete, removed, deletion, removal',
  created: 'created, create, creation, added',
  updated: 'updated, update, modified, edited',
});

/** Words of measures that many tables have, by id. */
export const measureWords: Vocabulary = split({
  duration:
    'response time, latency, duration, time taken, request duration, request time, elapsed time, execution time, processing time, how long, speed',
  cpu: 'cpu, cpu usage, cpu utilization, cpu utilisation, cpu percent, cpu percentage, cpu load, processor, processor time, processor usage, processor utilization',
  memory:
    'memory, memory usage, memory utilization, memory utilisation, memory percent, used memory, ram, ram usage, memory pressure',
  memoryFree:
    'available memory, free memory, memory available, memory left, available mb, available mbytes, available megabytes, free ram, available ram, unused memory',
  diskFree:
    'free disk space, disk free, disk space free, free space, disk space left, available disk space, disk space, free disk, free storage',
  diskUsed: 'disk usage, used disk space, disk used, disk utilization, disk full, disk percentage used, used space',
  diskFreeSize: 'free megabytes, free disk megabytes, free space in mb, megabytes free',
  diskReads: 'disk reads, disk read operations, read iops, reads per second, disk read rate',
  diskWrites: 'disk writes, disk write operations, write iops, writes per second, disk write rate',
  diskOperations: 'disk iops, iops, disk operations, disk transfers, disk activity',
  diskBytes: 'disk throughput, disk bandwidth, disk bytes',
  diskReadBytes: 'disk read bytes, disk read throughput, bytes read from disk',
  diskWriteBytes: 'disk write bytes, disk write throughput, bytes written to disk',
  diskLatency: 'disk latency, disk response time',
  diskReadLatency: 'disk read latency, read latency',
  diskWriteLatency: 'disk write latency, write latency',
  diskQueue: 'disk queue, disk queue length',
  networkIn:
    'network in, incoming network traffic, inbound network traffic, network received, bytes received, received bytes, ingress, download',
  networkOut:
    'network out, outgoing network traffic, outbound network traffic, network sent, bytes sent, sent bytes, egress, upload',
  network: 'network traffic, network throughput, network usage, network bandwidth, network bytes, network',
  requestSize: 'request size, size of the request, request bytes, bytes in, upload size',
  responseSize: 'response size, size of the response, response bytes, bytes out, payload size, download size',
  backendDuration: 'backend time, backend latency, backend response time, backend duration, upstream latency',
  restarts: 'restart, restart count, number of restarts, restarts',
  ingestion: 'data volume, ingestion, ingested data, data ingested, log volume, ingestion volume, billable data',
});
