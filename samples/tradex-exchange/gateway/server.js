import express from 'express';

import { MatchingClient } from './matching.js';
import { ordersRouter } from './orders.js';
import { Sessions, sessionsRouter } from './sessions.js';

const { MATCHING_URL, SESSION_SECRET, PORT = '8080' } = process.env;
if (!MATCHING_URL || !SESSION_SECRET) throw new Error('MATCHING_URL and SESSION_SECRET must be set');

const matching = new MatchingClient(new URL(MATCHING_URL));
const sessions = new Sessions(SESSION_SECRET);

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '16kb' }));

app.get('/health', (req, res) => {
  res.json({ status: 'alive' });
});
app.use('/sessions', sessionsRouter({ matching, sessions }));
app.use('/orders', ordersRouter({ matching, sessions }));

// Express recognises an error handler by its four parameters.
// eslint-disable-next-line no-unused-vars
app.use((error, req, res, next) => {
  const status = error.status ?? 500;
  if (status >= 500) console.error(`${req.method} ${req.originalUrl}:`, error);
  res.status(status).json({ error: status === 500 ? 'internal error' : error.message });
});

app.listen(Number(PORT), () => {
  console.log(`tradex-gateway listens on ${PORT}`);
});
