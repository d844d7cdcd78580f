import { call, HttpError, read } from '../lib/errors.js';

/** The booking API on the backend VM. */
export class BackendClient {
  #url;
  #timeoutMs;

  constructor(url, timeoutMs) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }


  availability(query) {
    return this.#json(`/availability?${query}`);
  }

  booking(id) {
    return this.#json(`/bookings/${encodeURIComponent(id)}`);
  }

  createBooking(booking) {
    return this.#json('/bookings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(booking),
    });
  }

  cancelBooking(id) {
    return this.#json(`/bookings/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** The export as text: it is handed on as it came. */
  exportData(query) {
    return this.#text(`/exportData?${query}`);
  }

  async #json(path, init) {
    const text = await this.#text(path, init);
    return text === '' ? undefined : JSON.parse(text);
  }

  async #text(path, init = {}) {
    const response = await call('backend', new URL(path, this.#url), init, this.#timeoutMs);
    if (response.status >= 500) throw new HttpError(502, `backend answered ${response.status}`);
    if (!response.ok) throw new HttpError(response.status, `backend refused ${path.split('?')[0]}`);
    return read('backend', response, this.#timeoutMs);
  }
}
