import { Router } from 'express';

export function ordersRouter({ matching, sessions }) {
  const router = Router();
  router.use(sessions.required);

  router.post('/', async (req, res, next) => {
    const { instrument, side, price, quantity } = req.body;
    try {
      res.status(201).json(await matching.enter({ broker: req.broker, instrument, side, price, quantity }));
    } catch (error) {
      next(error);
    }
  });

  router.get('/', async (req, res, next) => {
    try {
      res.json(await matching.openOrders(req.broker));
    } catch (error) {
      next(error);
    }
  });

  return router;
}
