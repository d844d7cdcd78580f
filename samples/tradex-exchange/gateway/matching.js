const TIMEOUT_MS = 3_000;

/** A failure with the status that the broker should see. */
export class UpstreamError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.name = 'UpstreamError';
    this.status = status;
  }
}

/** The matching service. Nothing is sent twice: an order that timed out may have been accepted. */
export class MatchingClient {
  #url;

  constructor(url) {
    this.#url = url;
  }

  openOrders(broker) {
    return this.#json(`/brokers/${encodeURIComponent(broker)}/orders`);
  }

  enter(order) {
    return this.#json('/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
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
    if (response.status === 422) throw new UpstreamError(422, 'the order is not valid');
    if (!response.ok) throw new UpstreamError(502, `matching answered ${response.status}`);
    return response.json();
  }
}
