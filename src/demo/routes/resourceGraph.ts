import { faultsOf } from '../faults';
import { ArmError, badRequest, field, same, type Call, type Reply, type Route } from '../http';
import { brokenToken } from '../logs/graphAnswer';
import type { GraphJob } from '../logs/queryJob';
import { instances } from './alerts';

const pageSize = 1000;

async function answer(call: Call): Promise<Reply> {
  const { body } = call;
  const query = field(body, 'query');
  if (typeof query !== 'string' || query.trim() === '') throw badRequest('The query of the request is missing or empty.');
  if (Array.isArray(field(body, 'facets'))) {
    throw badRequest('The embedded environment does not compute facets; use summarize in the query.', 'FacetsNotSupported');
  }
  const subscriptions = scopeOf(call);
  const format = option(body, 'resultFormat') ?? 'objectArray';
  if (format !== 'table' && format !== 'objectArray')
    throw badRequest(`The result format ${JSON.stringify(format)} is not known.`);
  const token = option(body, 'skipToken');
  const skip =
    typeof token === 'string' && token !== '' ? positionOf(token) : numberOf(body, 'skip', 0, Number.MAX_SAFE_INTEGER, 0);
  const struck = faultsOf(call.state.faults, 'resourceGraph');
  const spoilt = struck.has('empty') ? 'empty' : struck.has('partial') ? 'partial' : undefined;
  const job: GraphJob = {
    kind: 'resourceGraph',
    text: query,
    now: call.state.now,
    subscriptions,
    state: {
      now: call.state.now,
      alerts: /alertsmanagementresources/i.test(query)
        ? instances(call).map(({ id, rule, essentials }) => ({ id, name: rule.name, essentials }))
        : [],
    },
    format,
    top: numberOf(body, 'top', 1, pageSize, pageSize),
    skip,
    ...(spoilt === undefined ? {} : { spoilt }),
  };
  const { status, body: text } = await call.queries.answer(job, call.left);
  return { status, text };
}

/** The chosen subscriptions, or all: a management group holds all that there are. */
function scopeOf(call: Call): readonly string[] {
  const all = call.state.story.subscriptions.map(({ id }) => id.toLowerCase());
  const chosen = field(call.body, 'subscriptions');
  if (!Array.isArray(chosen) || chosen.length === 0) return all;
  const known = chosen.map(String).filter((id) => all.some((subscription) => same(subscription, id)));
  if (known.length === 0) {
    throw new ArmError(
      400,
      'NoValidSubscriptionsInQueryRequest',
      'There must be at least one subscription that is eligible to be queried.',
    );
  }
  return known.map((id) => id.toLowerCase());
}

/** Options are known with and without the dollar sign. */
function option(body: unknown, name: string): unknown {
  const options = field(body, 'options');
  return field(options, `$${name}`) ?? field(options, name);
}

function numberOf(body: unknown, name: string, least: number, most: number, otherwise: number): number {
  const value = option(body, name) ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw badRequest(`The option '${name}' must be a whole number from ${least} to ${most}.`);
}

function positionOf(token: string): number {
  const text = Buffer.from(token, 'base64url').toString();
  if (text === brokenToken) throw new ArmError(500, 'InternalServerError', 'The next page of the results could not be read.');
  if (!/^\d+$/.test(text)) throw badRequest(`The skip token '${token}' is not valid.`);
  return Number(text);
}

export const resourceGraphRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    service: 'resourceGraph',
    action: 'Microsoft.ResourceGraph/resources/read',
    handle: answer,
  },
];
