import { randomUUID } from 'node:crypto';
import { Router } from 'express';

const INSTRUMENT = /^[A-Z0-9]{1,12}$/;

export function ordersRouter({ matching, queue, sessions }) {
  const router = Router();
  router.use(sessions.required);

  router.post('/', async (req, res, next) => {
    const order = readOrder(req.body, req.broker);
    if (typeof order === 'string') {
      res.status(400).json({ error: order });
      return;
    }
    try {
      await queue.accept(order);
    } catch (error) {
      next(error);
      return;
    }
    try {
      await matching.match(order.instrument);
    } catch (error) {
      // The order is on the queue: the next call for the instrument takes it along, so it counts as accepted.
      console.warn(`order ${order.id} waits to be matched:`, error.message);
    }
    res.status(202).json({ id: order.id });
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

/** The order, or what is wrong with it. */
function readOrder({ instrument, side, price, quantity }, broker) {
  if (!INSTRUMENT.test(instrument)) return 'instrument must be 1 to 12 capital letters or digits';
  if (side !== 'buy' && side !== 'sell') return 'side must be buy or sell';
  if (!Number.isSafeInteger(price) || price <= 0) return 'price must be a whole number of paise above 0';
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return 'quantity must be a whole number above 0';
  return { id: randomUUID(), broker, instrument, side, price, quantity };
}
