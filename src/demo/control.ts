import { toIso } from '../model/time';
import { parseFaults } from './faults';
import { badRequest, field, notFound, ok, type Reply } from './http';
import type { EmulatorState } from './state';

export const controlPrefix = '/__control/';
const mostAlerts = 100_000;

/** Moves the clock, switches faults, adds load: what Azure has no API for. Same token, other paths. */
export function control(state: EmulatorState, method: string, path: string, body: unknown): Reply {
  switch (`${method} ${path.slice(controlPrefix.length)}`) {
    case 'GET state':
      return ok({ story: state.story.info, now: state.now, faults: state.faults, alerts: state.alerts().length });
    case 'PUT clock': {
      const now = field(body, 'now');
      if (typeof now !== 'number' || !Number.isFinite(now)) throw badRequest('now must be a number of milliseconds since 1970.');
      const { from, to } = state.story;
      if (now < from || now > to) throw badRequest(`The clock can be set from ${toIso(from)} to ${toIso(to)}.`);
      state.now = now;
      return ok({ now });
    }
    case 'PUT faults':
      state.faults = parseFaults(field(body, 'faults'));
      return ok({ faults: state.faults });
    case 'POST alerts': {
      const count = field(body, 'count');
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > mostAlerts) {
        throw badRequest(`count must be a whole number from 1 to ${mostAlerts}.`);
      }
      state.addAlerts(count);
      return ok({ alerts: state.alerts().length });
    }
    case 'GET requests':
      return ok({ requests: state.requests });
    case 'POST reset':
      state.reset();
      return ok({ now: state.now });
    default:
      throw notFound(`There is no control operation ${method} ${path}.`, 'NotFound');
  }
}
