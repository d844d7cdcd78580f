const TIMEOUT_MS = 3_000;

/** A failure with the status that the broker should see. */
export class UpstreamError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.name = 'UpstreamError';
    this.status = status;
  }
}

/** The matching service. */
export class MatchingClient {
  #url;

  constructor(url) {
    this.#url = url;
  }

  openOrders(broker) {
    return this.#json(`/brokers/${encodeURIComponent(broker)}/orders`);
  }

  /** Resolves once the waiting orders of the instrument have been matched. */
  match(instrument) {
    return this.#json('/match', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ instrument }),
    });
  }

  async #json(path, init = {}) {
    let response;
    try {
      response = await fetch(new URL(path, this.#url), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (cause) {
      throw cause.name === 'TimeoutError'
        ? new UpstreamError(504, `matching did not answer within ${TIMEOUT_MS} ms`, { cause })
        : new UpstreamError(502, 'matching could not be reached', { cause });
    }
    if (!response.ok) throw new UpstreamError(502, `matching answered ${response.status}`);
    return response.json();
  }
}
