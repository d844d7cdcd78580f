import { Router } from 'express';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Contoso Hotels</title>
  </head>
  <body>
    <h1>Contoso Hotels</h1>
    <form action="/rooms">
      <label>Hotel <input name="hotelId" type="number" min="1" required /></label>
      <label>Arrival <input name="arrival" type="date" required /></label>
      <label>Departure <input name="departure" type="date" required /></label>
      <button>Find a room</button>
    </form>
  </body>
</html>
`;

export function homeRouter() {
  const router = Router();

  router.get('/', (req, res) => {
    res.type('html').send(PAGE);
  });

  return router;
}
