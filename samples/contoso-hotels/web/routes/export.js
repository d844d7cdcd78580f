import { Router } from 'express';

import { handle, HttpError } from '../lib/errors.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Partners reach the backend's export through this route only; the VM has no public address. */
export function exportRouter({ backend }) {
  const router = Router();

  router.get(
    '/',
    handle(async (req, res) => {
      const { from, to, after = '0' } = req.query;
      if (!DATE.test(from) || !DATE.test(to)) throw new HttpError(400, 'from and to must be dates like 2030-01-31');

      // The answer is read whole before the first byte goes out: while the backend is slow, requests pile up here too.
      const body = await backend.exportData(new URLSearchParams({ from, to, after }));
      res.type('application/json').send(body);
    }),
  );

  return router;
}
