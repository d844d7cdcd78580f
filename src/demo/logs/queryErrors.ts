import { KqlError } from '../../kql/engine/errors';
import type { QueryAnswer } from './queryJob';

interface Place {
  /** From 1. */
  readonly line: number;
  /** From 0, as both services count. */
  readonly pos: number;
  readonly token: string;
}

export function placeOf(text: string, { span }: KqlError): Place {
  const before = text.slice(0, span.start).split('\n');
  const token =
    span.length === 0
      ? (/^\s*(\w+|\S)/.exec(text.slice(span.start))?.[1] ?? '<EOF>')
      : text.slice(span.start, span.start + span.length);
  return { line: before.length, pos: before.at(-1)?.length ?? 0, token };
}

/** The language service's codes of what could not be parsed. */
export function isSyntax({ code }: KqlError): boolean {
  return code === 'syntax' || /^KS0\d\d$/.test(code) || code === 'KS176' || code === 'KS228';
}

export function isSemantic({ code }: KqlError): boolean {
  return code === 'semantic' || code === 'data' || code === 'runtime' || code.startsWith('KS');
}

/** Kusto's own number for what the binder found, and its words where it has a name to speak of. */
export function semantic(error: KqlError): { readonly code: string; readonly message: string } {
  const name = /^The name '([^']*)' does not refer to any known (.*)\.$/.exec(error.message);
  if (name === null) return { code: 'SEM0001', message: error.message };
  const [, subject = '', kind = ''] = name;
  if (kind === 'function') return { code: 'SEM0260', message: `Unknown function: '${subject}'.` };
  const what = error.code === 'KS204' ? 'table or column expression' : 'column or scalar expression';
  return { code: 'SEM0100', message: `Failed to resolve ${what} named '${subject}'` };
}

/** What the Log Analytics API answers to a query that cannot be run, by what stopped it. */
export function logRefusal(error: KqlError, text: string): QueryAnswer {
  const place = placeOf(text, error);
  if (isSyntax(error)) {
    const message = `Query could not be parsed at '${place.token}' on line [${place.line},${place.pos}]: ${error.message}`;
    return badArgument({
      code: 'SyntaxError',
      message: 'A recognition error occurred in the query.',
      innererror: { code: 'SYN0002', message, ...place },
    });
  }
  if (isSemantic(error)) {
    return badArgument({
      code: 'SemanticError',
      message: 'A semantic error occurred.',
      innererror: { ...semantic(error), ...place },
    });
  }
  // The service runs it: the words say that this is the embedded environment speaking.
  if (error.code === 'unsupported') return badArgument({ code: 'NotSupportedError', message: error.message, ...place });
  if (error.code === 'limit') {
    return answer(504, {
      message: error.message,
      code: 'GatewayTimeout',
      innererror: { code: 'GatewayTimeout', message: error.message },
    });
  }
  return answer(500, {
    message: 'The server encountered an internal error.',
    code: 'InternalServerError',
    innererror: { code: 'InternalServerError', message: error.message },
  });
}

/** A 400 of the Log Analytics API. */
export function badArgument(innererror: object): QueryAnswer {
  return answer(400, { message: 'The request had some invalid properties', code: 'BadArgumentError', innererror });
}

function answer(status: number, error: object): QueryAnswer {
  return { status, body: JSON.stringify({ error }) };
}

/** The error beside the rows of an answer that is not whole. */
export function partialError(message: string, code: string): object {
  return {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [
      {
        code: 'EngineError',
        message: 'Something went wrong processing your query on the server.',
        innererror: { code, message, severity: 2, severityName: 'Error' },
      },
    ],
  };
}

/** What Resource Graph answers to a query that cannot be run. */
export function graphRefusal(error: KqlError, text: string): QueryAnswer {
  if (error.code === 'internal') return answer(500, { code: 'InternalServerError', message: error.message });
  if (error.code === 'limit') return answer(504, { code: 'GatewayTimeout', message: error.message });
  const { line, pos, token } = placeOf(text, error);
  const where = { line, characterPositionInLine: pos, token };
  const detail = isSyntax(error)
    ? { code: 'ParserFailure', message: `ParserFailure: ${error.message}`, ...where }
    : error.code === 'KS204'
      ? { code: 'DisallowedLogicalTableName', message: `Table ${token} is invalid, unsupported or disallowed.`, ...where }
      : { code: 'SemanticError', message: isSemantic(error) ? semantic(error).message : error.message, ...where };
  return graphBadRequest(detail);
}

export function graphBadRequest(...details: readonly object[]): QueryAnswer {
  return answer(400, {
    code: 'BadRequest',
    message: 'The query could not be run.',
    details: [
      {
        code: 'InvalidQuery',
        message:
          'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
      },
      ...details,
    ],
  });
}

export function toKqlError(error: unknown): KqlError {
  return error instanceof KqlError ? error : new KqlError('internal', error instanceof Error ? error.message : String(error));
}
