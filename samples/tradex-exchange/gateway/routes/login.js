import { Router } from 'express';

export function loginRouter({ matching, sessions }) {
  const router = Router();

  // The front door checks the client certificate and passes the broker on.
  router.post('/', async (req, res, next) => {
    const broker = req.get('x-broker-id');
    if (!broker) {
      res.status(401).json({ error: 'no client certificate' });
      return;
    }
    try {
      // A broker may only trade on with its open orders on screen, so there is no session without them.
      const openOrders = await matching.openOrders(broker);
      res.status(201).json({ token: await sessions.open(broker), openOrders });
    } catch (error) {
      next(error);
    }
  });

  return router;
}
