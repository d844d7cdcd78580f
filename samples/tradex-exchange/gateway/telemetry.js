// Loaded before anything else, so that Express and fetch are instrumented.
import { useAzureMonitor } from '@azure/monitor-opentelemetry';

if (process.env.APPLICATIONINSIGHTS_CONNECTION_STRING) {
  useAzureMonitor();
} else {
  console.warn('APPLICATIONINSIGHTS_CONNECTION_STRING is not set: no telemetry');
}
