import type { KqlError } from '../../kql/engine/errors';
import { ArmError, type Reply } from '../http';
import { isSemantic, isSyntax, placeOf, semantic } from '../logs/queryErrors';
import type { QueryAnswer } from '../logs/queryJob';

/** The body of an error as a cluster writes it: `code` and `message` for programs, those with `@` for people. */
export interface OneApiError {
  readonly error: Readonly<Record<string, unknown>>;
}

export function oneApiError(
  code: string,
  type: string,
  message: string,
  { isPermanent, inner }: { readonly isPermanent: boolean; readonly inner?: object },
): OneApiError {
  return {
    error: {
      code,
      message: 'Request is invalid and cannot be executed.',
      '@type': type,
      '@message': message,
      '@permanent': isPermanent,
      ...(inner === undefined ? {} : { innererror: inner }),
    },
  };
}

/** What a cluster answers to a query that cannot be run, by what stopped it. */
export function clusterRefusal(error: KqlError, text: string): QueryAnswer {
  if (isSyntax(error)) {
    const { line, pos, token } = placeOf(text, error);
    const message = `Syntax error: Query could not be parsed at '${token}' on line [${line},${pos}]: ${error.message} [line:position=${line}:${pos}]. Query: '${text}'`;
    const type = 'Kusto.Data.Exceptions.SyntaxException';
    return answer(400, oneApiError('General_BadRequest', type, message, { isPermanent: true }));
  }
  if (isSemantic(error)) {
    const { line, pos } = placeOf(text, error);
    const { code, message } = semantic(error);
    const inner = {
      code,
      '@type': 'Kusto.Data.Exceptions.SemanticException',
      '@errorCode': code,
      '@errorMessage': `${message} [line:position=${line}:${pos}]`,
    };
    return answer(
      400,
      oneApiError('General_BadRequest', 'Kusto.Data.Exceptions.SemanticException', `Semantic error: ${code}: ${message}`, {
        isPermanent: true,
        inner,
      }),
    );
  }
  const { line, pos } = placeOf(text, error);
  // A cluster runs it: the words say that this is the embedded environment speaking.
  if (error.code === 'unsupported') {
    const message = `${error.message} [line:position=${line}:${pos}]`;
    return answer(
      400,
      oneApiError('General_BadRequest', 'EmbeddedEnvironment.NotSupportedException', message, { isPermanent: true }),
    );
  }
  if (error.code === 'limit') {
    const message = `Request execution has timed out on the service side: ${error.message} (E_QUERY_TIMEOUT).`;
    return answer(
      504,
      oneApiError('Query timeout', 'Kusto.DataNode.Exceptions.QueryTimeoutException', message, { isPermanent: false }),
    );
  }
  return answer(
    500,
    oneApiError('Internal service error', 'Kusto.Data.Exceptions.KustoServiceException', error.message, { isPermanent: false }),
  );
}

function answer(status: number, error: OneApiError): QueryAnswer {
  return { status, body: JSON.stringify(error) };
}

/** An error of a cluster that is not about the text of a query. */
export class ClusterError extends ArmError {
  constructor(
    status: number,
    code: string,
    readonly type: string,
    message: string,
    readonly isPermanent = true,
  ) {
    super(status, code, message);
  }
}

/** Whatever was thrown, in the shape of a cluster; faults are thrown in the words of the resource manager. */
export function clusterErrorReply(error: unknown, principal: string): Reply {
  const status = error instanceof ArmError ? error.status : 500;
  const headers = error instanceof ArmError ? error.headers : {};
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ClusterError) {
    const { code, type, isPermanent } = error;
    return { status, body: oneApiError(code, type, message, { isPermanent }), headers };
  }
  const data = 'Kusto.DataNode.Exceptions';
  switch (status) {
    case 403: {
      const denied = `Principal 'aaduser=${principal}' is not authorized to read the database.`;
      return {
        status,
        headers,
        body: oneApiError('Forbidden', `${data}.UnauthorizedDatabaseAccessException`, denied, { isPermanent: true }),
      };
    }
    case 429: {
      const throttled = 'The query was aborted due to throttling. Retrying after some backoff might help.';
      return {
        status,
        headers,
        body: oneApiError('Too many requests', `${data}.QueryThrottledException`, throttled, { isPermanent: false }),
      };
    }
    default:
      return {
        status,
        headers,
        body: oneApiError(
          status >= 500 ? 'Internal service error' : 'General_BadRequest',
          'Kusto.Data.Exceptions.KustoServiceException',
          message,
          {
            isPermanent: status < 500,
          },
        ),
      };
  }
}
