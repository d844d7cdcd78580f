import { call, HttpError } from '../lib/errors.js';

/** The external payments provider. Charges carry an idempotency key, so a charge may be sent again after a time-out. */
export class PaymentsClient {
  #url;
  #key;
  #timeoutMs;

  constructor(url, key, timeoutMs) {
    this.#url = url;
    this.#key = key;
    this.#timeoutMs = timeoutMs;
  }

  async charge({ bookingId, amount, currency, token }) {
    const send = () => this.#post('/v1/charges', `booking-${bookingId}`, { amount, currency, token });
    try {
      return await send();
    } catch (error) {
      if (error.status !== 504) throw error;
      console.warn(`payments timed out for booking ${bookingId}, one more try`);
      return send();
    }
  }

  async #post(path, idempotencyKey, body) {
    const response = await call(
      'payments',
      new URL(path, this.#url),
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#key}`,
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
        },
        body: JSON.stringify(body),
      },
      this.#timeoutMs,
    );
    if (response.status === 402) throw new HttpError(402, 'the card was declined');
    if (!response.ok) throw new HttpError(502, `payments answered ${response.status}`);
    return response.json();
  }
}
