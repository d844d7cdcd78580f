import express from 'express';

import { MatchingClient } from './matching.js';
import { OrderQueue } from './queue.js';
import { loginRouter } from './routes/login.js';
import { ordersRouter } from './routes/orders.js';
import { Sessions } from './sessions.js';

const required = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

const matching = new MatchingClient(new URL(required('MATCHING_URL')));
const queue = new OrderQueue(required('SERVICE_BUS_NAMESPACE'), required('ORDERS_QUEUE'));
const sessions = new Sessions(required('SESSION_SECRET'));
const port = Number(process.env.PORT ?? 8080);

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '16kb' }));

app.get('/health', (req, res) => {
  res.json({ status: 'alive' });
});
app.use('/login', loginRouter({ matching, sessions }));
app.use('/orders', ordersRouter({ matching, queue, sessions }));

// Express recognises an error handler by its four parameters.
// eslint-disable-next-line no-unused-vars
app.use((error, req, res, next) => {
  const status = error.status ?? 500;
  if (status >= 500) console.error(`${req.method} ${req.originalUrl}:`, error);
  res.status(status).json({ error: status === 500 ? 'internal error' : error.message });
});

app.listen(port, () => {
  console.log(`tradex-gateway listens on ${port}`);
});
