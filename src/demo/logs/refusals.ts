import type { KqlError } from '../../kql/engine/errors';
import { clusterRefusal } from '../clusters/clusterErrors';
import { graphRefusal, logRefusal } from './queryErrors';
import type { QueryAnswer, QueryJob } from './queryJob';

/** What each service answers to a query that cannot be run. */
export const refusals: Readonly<Record<QueryJob['kind'], (error: KqlError, text: string) => QueryAnswer>> = {
  logs: logRefusal,
  resourceGraph: graphRefusal,
  cluster: clusterRefusal,
};
