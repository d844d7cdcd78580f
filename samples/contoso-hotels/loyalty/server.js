import express from 'express';
import sql from 'mssql';

const pool = await sql.connect(process.env.LOYALTY_DATABASE);

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '16kb' }));

app.get('/health', (req, res) => {
  res.json({ status: 'alive' });
});

app.get('/guests/:guestId/points', async (req, res, next) => {
  try {
    const result = await pool
      .request()
      .input('guest', sql.BigInt, req.params.guestId)
      .query('select coalesce(sum(Points), 0) as points from loyalty.Points where GuestId = @guest');
    res.json({ guestId: req.params.guestId, points: result.recordset[0].points });
  } catch (error) {
    next(error);
  }
});

app.post('/guests/:guestId/points', async (req, res, next) => {
  const { bookingId, points } = req.body;
  if (!Number.isInteger(points) || points < 0) {
    res.status(400).json({ error: 'points must be a whole number, 0 or more' });
    return;
  }
  try {
    // One booking counts once, however often the request is repeated.
    await pool
      .request()
      .input('guest', sql.BigInt, req.params.guestId)
      .input('booking', sql.BigInt, bookingId)
      .input('points', sql.Int, points)
      .query(`insert into loyalty.Points (GuestId, BookingId, Points)
              select @guest, @booking, @points
              where not exists (select 1 from loyalty.Points where BookingId = @booking)`);
    res.status(204).end();
  } catch (error) {
    next(error);
  }
});

const port = process.env.PORT ?? 8080;
app.listen(port, () => {
  console.log(`contoso-loyalty listens on ${port}`);
});
