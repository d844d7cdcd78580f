/** A failure with the status that the caller of this app should see. */
export class HttpError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.name = 'HttpError';
    this.status = status;
  }
}

/** `fetch` that answers with a Response of any status, and turns "no answer" into 502 or 504. */
export async function call(service, url, init, timeoutMs) {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw fromFetch(service, cause, timeoutMs);
  }
}

/** The time limit of `call` covers the body too, so reading it can fail in the same ways. */
export async function read(service, response, timeoutMs) {
  try {
    return await response.text();
  } catch (cause) {
    throw fromFetch(service, cause, timeoutMs);
  }
}

function fromFetch(service, cause, timeoutMs) {
  return cause.name === 'TimeoutError'
    ? new HttpError(504, `${service} did not answer within ${timeoutMs} ms`, { cause })
    : new HttpError(502, `${service} could not be reached`, { cause });
}

/** Hands rejections of async handlers to Express 4. */
export const handle = (handler) => (req, res, next) => {
  handler(req, res, next).catch(next);
};

// Express recognises an error handler by its four parameters.
// eslint-disable-next-line no-unused-vars
export function errorHandler(error, req, res, next) {
  const status = error.status ?? 500;
  if (status >= 500) console.error(`${req.method} ${req.originalUrl}:`, error);
  if (res.headersSent) {
    res.destroy(error);
    return;
  }
  res.status(status).json({ error: status === 500 ? 'internal error' : error.message });
}
