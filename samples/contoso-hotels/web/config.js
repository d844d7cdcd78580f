/** Reads the settings of the process; throws on the first one that is missing or malformed. */
export function readConfig(env) {
  return {
    port: positiveInteger(env, 'PORT', 8080),
    backendUrl: url(env, 'BACKEND_URL'),
    backendTimeoutMs: positiveInteger(env, 'BACKEND_TIMEOUT_MS', 30_000),
    loyaltyUrl: url(env, 'LOYALTY_URL'),
    paymentsUrl: url(env, 'PAYMENTS_URL'),
    paymentsKey: required(env, 'PAYMENTS_KEY'),
    paymentsTimeoutMs: positiveInteger(env, 'PAYMENTS_TIMEOUT_MS', 5_000),
  };
}

function required(env, name) {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function url(env, name) {
  return new URL(required(env, name));
}

function positiveInteger(env, name, fallback) {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value <= 0) throw new Error(`${name} must be a positive whole number`);
  return value;
}
