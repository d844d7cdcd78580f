import { Router } from 'express';

import { handle, HttpError } from '../lib/errors.js';

const POINTS_PER_UNIT = 10;

export function bookingsRouter({ backend, loyalty, payments }) {
  const router = Router();

  router.get(
    '/bookings/:id',
    handle(async (req, res) => {
      res.json(await backend.booking(req.params.id));
    }),
  );

  router.post(
    '/checkout',
    handle(async (req, res) => {
      const { roomId, guestId, arrival, departure, paymentToken } = req.body;
      if (!paymentToken) throw new HttpError(400, 'paymentToken is missing');

      const booking = await backend.createBooking({ roomId, guestId, arrival, departure });
      try {
        await payments.charge({
          bookingId: booking.id,
          amount: booking.total,
          currency: booking.currency,
          token: paymentToken,
        });
      } catch (error) {
        // The room must not stay taken by a booking that nobody has paid.
        await backend.cancelBooking(booking.id);
        throw error;
      }

      await loyalty.addPoints(guestId, booking.id, Math.floor(booking.total * POINTS_PER_UNIT));
      res.status(201).location(`/bookings/${booking.id}`).json(booking);
    }),
  );

  router.delete(
    '/bookings/:id',
    handle(async (req, res) => {
      await backend.cancelBooking(req.params.id);
      res.status(204).end();
    }),
  );

  return router;
}
