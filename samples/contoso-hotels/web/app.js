import express from 'express';

import { BackendClient } from './clients/backend.js';
import { LoyaltyClient } from './clients/loyalty.js';
import { PaymentsClient } from './clients/payments.js';
import { errorHandler } from './lib/errors.js';
import { bookingsRouter } from './routes/bookings.js';
import { exportRouter } from './routes/export.js';
import { healthRouter } from './routes/health.js';
import { homeRouter } from './routes/home.js';
import { roomsRouter } from './routes/rooms.js';

export function createApp(config) {
  const backend = new BackendClient(config.backendUrl, config.backendTimeoutMs);
  const loyalty = new LoyaltyClient(config.loyaltyUrl);
  const payments = new PaymentsClient(config.paymentsUrl, config.paymentsKey, config.paymentsTimeoutMs);

  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '64kb' }));

  app.use('/health', healthRouter());
  app.use('/', homeRouter());
  app.use('/rooms', roomsRouter({ backend }));
  app.use('/', bookingsRouter({ backend, loyalty, payments }));
  app.use('/exportData', exportRouter({ backend }));

  app.use(errorHandler);
  return app;
}
