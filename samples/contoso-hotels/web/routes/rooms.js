import { Router } from 'express';

import { handle } from '../lib/errors.js';

export function roomsRouter({ backend }) {
  const router = Router();

  router.get(
    '/',
    handle(async (req, res) => {
      const { hotelId = '', arrival = '', departure = '' } = req.query;
      res.json(await backend.availability(new URLSearchParams({ hotelId, arrival, departure })));
    }),
  );

  return router;
}
