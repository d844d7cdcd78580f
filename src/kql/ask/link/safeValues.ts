const longest = 200;
const mail = /[^\s@]+@[^\s@]+\.[^\s@]+/;
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const ip = /^(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]*:[0-9a-f.:]*)(?::\d+)?$/i;
/** Long and random: hexadecimal digests, base64, keys. */
const digest = /^(?:[0-9a-f]{24,}|(?=[^\s]*\d)(?=[^\s]*[a-z])(?=[^\s]*[A-Z])[A-Za-z0-9+/_-]{24,}={0,2})$/;
/** Prefixes of keys that services give out. */
const keyed = /^(?:sk|pk|ghp|gho|ghs|github_pat|xox[abprs]|AKIA|ASIA|AIza|glpat|npm|eyJ|SG)[-_.A-Za-z0-9]{14,}$/;
const urlSecret = /[?&](?:sig|se|sv|token|key|code|secret|password|pwd|api[-_]?key|access_token)=/i;

/**
 * True for what may be kept as a value of a column: short, no identifier of a single thing, nothing that looks like a secret, and no mail
 * or network address unless those are wanted.
 */
export function isSafeValue(text: string, redact: (text: string) => string, isPersonalWanted = false): boolean {
  if (text.length > longest || guid.test(text) || digest.test(text) || keyed.test(text) || urlSecret.test(text)) return false;
  if (!isPersonalWanted && (mail.test(text) || ip.test(text))) return false;
  return !/[\u0000-\u001f\u007f]/.test(text) && redact(text) === text;
}
