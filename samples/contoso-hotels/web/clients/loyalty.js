import { call } from '../lib/errors.js';

/** Points are a courtesy: a booking never fails because this service does. */
export class LoyaltyClient {
  #url;

  constructor(url) {
    this.#url = url;
  }

  async addPoints(guestId, bookingId, points) {
    try {
      const response = await call(
        'loyalty',
        new URL('/points', this.#url),
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ guestId, bookingId, points }),
        },
        1_500,
      );
      if (!response.ok) console.warn(`loyalty answered ${response.status} for booking ${bookingId}`);
    } catch (error) {
      console.warn(`no points for booking ${bookingId}:`, error.message);
    }
  }
}
