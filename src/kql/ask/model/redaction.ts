/**
 * Takes personal data and identifiers out of what a model gets to see. What a query may need is exchanged for a stand-in of the same form,
 * and put back into the answer; secrets are gone for good. One for each question: the same thing has the same stand-in in all its texts.
 */
export class Redaction {
  private readonly standIns = new Map<string, string>();
  private readonly originals = new Map<string, string>();
  private hidden = 0;

  /** `secrets` takes out tokens, keys and passwords; what it leaves is looked through here again. */
  constructor(private readonly secrets: (text: string) => string) {}

  /** Different things that have a stand-in, and secrets that were taken out. */
  get count(): number {
    return this.standIns.size + this.hidden;
  }

  hide(text: string): string {
    let plain = this.secrets(text);
    if (plain !== text) this.hidden++;
    for (const pattern of secretPatterns) {
      plain = plain.replace(pattern, (_, before: string) => {
        this.hidden++;
        return `${before}[redacted]`;
      });
    }
    return plain.replace(identifiers, (found) => this.standInOf(found));
  }

  /** Stand-ins are exchanged for what they stand for. None of those has quotes, brackets or spaces in it: a literal stays one. */
  restore(text: string): string {
    return text.replace(identifiers, (found) => this.originals.get(found.toLowerCase()) ?? found);
  }

  private standInOf(found: string): string {
    let standIn = this.standIns.get(found);
    if (standIn === undefined) {
      standIn = standInFor(found, this.standIns.size + 1);
      this.standIns.set(found, standIn);
      this.originals.set(standIn, found);
    }
    return standIn;
  }
}

function standInFor(found: string, number: number): string {
  if (found.includes('@')) return `person${number}@example.invalid`;
  if (guid.test(found)) return guidOf(number);
  return found.includes(':') ? addressOf(number) : shortAddressOf(number);
}

/** Of the kinds that keep their place: `$1` is what comes before. */
const secretPatterns: readonly RegExp[] = [
  /()\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g,
  /()\b(?:gh[pousr]_|github_pat_|xox[abprs]-|glpat-|AKIA|ASIA|AIza|npm_|SG\.)[A-Za-z0-9_.-]{12,}/g,
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(\b(?:api[-_ ]?key|x-functions-key|ocp-apim-subscription-key|access[-_ ]?token|client[-_ ]?secret|password|passwd|pwd)["']?\s*[:=]\s*["']?)(?!\[redacted\])[^\s"',;&]{4,}/gi,
  /(\b(?:Server|Data Source|Endpoint|AccountName|User ID|Uid)\s*=\s*)(?!\[redacted\])[^;\s"']+(?=;[A-Za-z][A-Za-z ]*=)/gi,
  /(:\/\/[^\s/:@]{1,100}:)(?!\[redacted\])[^\s/@]+(?=@)/g,
  /()\b(?=[A-Za-z0-9+]*[a-z])(?=[A-Za-z0-9+]*[A-Z])(?=[A-Za-z0-9+]*\d)[A-Za-z0-9+]{36,}={0,2}/g,
];

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Mail addresses, GUIDs, addresses of IPv4 and of IPv6. */
const identifiers = new RegExp(
  [
    String.raw`(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+`,
    String.raw`(?<![0-9A-Za-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9A-Za-z])`,
    String.raw`(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)`,
    String.raw`(?<![\w:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])`,
  ].join('|'),
  'gi',
);

const guidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Ranges that are kept for documentation: RFC 3849 and RFC 2544's 198.18.0.0/15, which has more of them than those of RFC 5737. */
const addressOf = (number: number): string => `2001:db8::${number.toString(16)}`;
const shortAddressOf = (number: number): string => `198.18.${Math.floor(number / 250) % 256}.${(number % 250) + 1}`;
