import type { Expr } from '../compose/ast';
import { atLeast, call, column, is, oneOf, when, within } from './build';
import type { Condition } from './types';

/**
 * What HTTP status codes say, as RFC 9110 has them: classes and the codes that people call by name. `isText` for a column that keeps
 * them as text. `leftOut` are ids that the table says otherwise.
 */
export function httpConditions(code: string, isText = false, ...leftOut: readonly string[]): readonly Condition[] {
  const number: Expr = isText ? call('toint', column(code)) : column(code);
  const exactly = (value: number): Expr => is(code, isText ? String(value) : value);
  const all = [
    when('serverError', atLeast(number, 500)),
    when('clientError', within(number, 400, 499)),
    when('httpError', atLeast(number, 400)),
    when('redirected', within(number, 300, 399)),
    when('succeededHttp', within(number, 200, 299)),
    when('badRequest', exactly(400)),
    when('unauthorized', exactly(401)),
    when('forbidden', exactly(403)),
    when('notFound', exactly(404)),
    when('throttled', exactly(429)),
    when('internalError', exactly(500)),
    when('badGateway', exactly(502)),
    when('unavailable', exactly(503)),
    when('timeout', isText ? oneOf(code, '408', '504') : oneOf(code, 408, 504), { words: 'gateway timeout, request timeout' }),
  ];
  return all.filter(({ id }) => !leftOut.includes(id));
}
