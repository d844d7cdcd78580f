import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';
import express from 'express';
import sql from 'mssql';

const { LOYALTY_DATABASE, MESSAGES_NAMESPACE, PORT = '8080' } = process.env;
if (!LOYALTY_DATABASE || !MESSAGES_NAMESPACE) throw new Error('LOYALTY_DATABASE and MESSAGES_NAMESPACE must be set');

const database = await sql.connect(LOYALTY_DATABASE);
const messages = new ServiceBusClient(`${MESSAGES_NAMESPACE}.servicebus.windows.net`, new DefaultAzureCredential());
const earned = messages.createSender('points-earned');

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '16kb' }));

app.get('/health', (req, res) => {
  res.json({ status: 'alive' });
});

app.get('/points', async (req, res, next) => {
  const guestId = Number(req.query.guestId);
  if (!Number.isSafeInteger(guestId)) {
    res.status(400).json({ error: 'guestId must be a whole number' });
    return;
  }
  try {
    const result = await database
      .request()
      .input('guest', sql.BigInt, guestId)
      .query('select coalesce(sum(Points), 0) as points from loyalty.Points where GuestId = @guest');
    res.json({ guestId, points: result.recordset[0].points });
  } catch (error) {
    next(error);
  }
});

app.post('/points', async (req, res, next) => {
  const { guestId, bookingId, points } = req.body;
  if (!Number.isInteger(points) || points < 0) {
    res.status(400).json({ error: 'points must be a whole number, 0 or more' });
    return;
  }
  try {
    // One booking counts once: the queue drops messages whose id it has seen.
    await earned.sendMessages({ messageId: `booking-${bookingId}`, body: { guestId, bookingId, points } });
    res.status(202).end();
  } catch (error) {
    next(error);
  }
});

app.listen(Number(PORT), () => {
  console.log(`contoso-loyalty listens on ${PORT}`);
});
