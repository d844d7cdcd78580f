/** Forms that the rules below would get wrong. */
const irregular = new Map(
  `
  apis api; reqs request; req request; deps dependency; msgs message; msg message; errs error; k8s kubernetes; vms vm; ids id; dbs db; aliases alias; caches cache; cached cache; caching cache; indices index; indexes index; children child;
  routing route; routed route; rerouted reroute; queuing queue; queueing queue; queued queue; changing change; changed change;
  completed complete; completing complete; deleted delete; deleting delete; restored restore; ignored ignore; ignoring ignore;
  stored store; storing store; pinging ping; pinged ping; threw throw; thrown throw; ran run; went go; gone go; took take; taken take;
  wrote write; written write; sent send; got get; spent spend; broke break; broken break; rose rise; risen rise;
  was be; were be; is be; are be; been be; has have; had have; does do; did do; done do; goes go; dies die; died die; dying die;
  people person; matrices matrix; vertices vertex; hundred hundred; embed embed; shed shed; string string; strings string;
  warning warning; warnings warning; during during; nothing nothing; something something; anything anything;
  everything everything; thing thing; things thing; morning morning; mornings morning; evening evening; evenings evening;
  spring spring; king king; bring bring; ring ring; beginning begin; series series; news news; always always; kubernetes kubernetes;
  https https; required require; requires require; requiring require; added add; adding add; buses bus; postgres postgres; gas gas; alias alias; bias bias; atlas atlas; canvas canvas; perhaps perhaps;
  settings setting; setting setting; meeting meeting; building building; findings finding; finding finding;
  ratings rating; rating rating; movies movie; cookies cookie; zombies zombie; ties tie; tied tie; tying tie;
  lies lie; species species; virus virus; seeing see; agreed agree; freed free; killing kill; timings timing; timing timing
  `
    .split(';')
    .map((pair) => pair.trim().split(' '))
    .map(([form, base]): readonly [string, string] => [form ?? '', base ?? '']),
);

/** Verbs whose stem ends like this lost an `e`: `resolv`, `clos`, `caus`, `produc`, `charg`, `acknowledg`, `throttl`, `creat`. */
const lostE = /(?:[vc]|[^aeiou]u|[aeiou]s|[aeiou]z|rg|dg|[^aeiourl]l|[^aeiou]at|eat|[^aeiou]it[^aeiou]*iz)$/;
/** And those of two or more syllables that end in one vowel and one of these: `comput`, `requir`, `configur`, `upgrad`, `provid`, `combin`. */
const lostELong = /[aeiouy].*[^aeiou](?:ut|ir|ur|ad|id|in|ar|um|ok|uc|iz|yz|as|us)$/;
/** One syllable of consonant, vowel, consonant: `tim`, `writ`, `scal`. */
const short = /^[^aeiouy]*[aeiouy][^aeiouywx]$/;
const hasVowel = /[aeiouy]/;

/**
 * An English word without its plural, `-ing` or `-ed`: `queries` is `query`, `failures` is `failure`, `throttled` is `throttle`.
 * The word is expected in lower case; short ones and those that it is not sure of stay as they are.
 */
export function stem(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  return word.length < 4 || word.length > 40 || !/^[a-z]+$/.test(word) ? word : withoutVerbEnding(withoutPlural(word));
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|tus|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutVerbEnding(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  const cut = word.endsWith('ing') ? 3 : word.endsWith('ed') && !word.endsWith('eed') ? 2 : 0;
  const base = word.slice(0, word.length - cut);
  if (cut === 0 || base.length < 2 || !hasVowel.test(base)) return word;
  const doubled = /([bdgmnprt])\1$/.test(base);
  if (doubled) return base.slice(0, -1);
  return lostE.test(base) || lostELong.test(base) || (short.test(base) && base.length < 6) ? `${base}e` : base;
}
