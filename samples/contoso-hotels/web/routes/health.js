import { Router } from 'express';

import { handle } from '../lib/errors.js';

export function healthRouter() {
  const router = Router();

  // App Service's health check. The backend is left out on purpose: restarting this app would not mend it.
  router.get(
    '/',
    handle(async (req, res) => {
      res.json({ status: 'alive' });
    }),
  );

  return router;
}
