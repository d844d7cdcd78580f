import { isAbort, type Failure } from '../../../model/failure';
import { failureOf, isKqlError } from '../../notebook/sentText';

/** Undefined when the source could not be read, which is then among the failures. Rejects with what is no failure of a source. */
export async function orFailure<T>(reading: Promise<T>, failures: Failure[]): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error)) throw error;
    const failure = failureOf(error);
    if (failure !== undefined) failures.push(failure);
    else if (isKqlError(error))
      failures.push({
        source: 'logs',
        kind: 'badRequest',
        message: error.message,
        nextAction: 'Ask again; the question is read without these values.',
      });
    else throw error;
    return undefined;
  }
}
