import { jwtVerify, SignJWT } from 'jose';

const ISSUER = 'tradex-gateway';

/** Signed, stateless sessions, valid for one trading day. */
export class Sessions {
  #key;

  constructor(secret) {
    this.#key = new TextEncoder().encode(secret);
  }

  open(broker) {
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(broker)
      .setExpirationTime('8h')
      .sign(this.#key);
  }

  /** Express middleware: sets `req.broker`, or answers 401. */
  required = async (req, res, next) => {
    const token = req.get('authorization')?.replace(/^Bearer /, '') ?? '';
    try {
      const { payload } = await jwtVerify(token, this.#key, { issuer: ISSUER });
      req.broker = payload.sub;
    } catch {
      res.status(401).json({ error: 'no valid session' });
      return;
    }
    next();
  };
}
