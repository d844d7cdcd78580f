import type { Token } from '../link/types';

/** Words that hold a question together and name nothing. In the form that tokens have, and as written. */
const fillers = new Set(
  `
  a an the this that these those it its they them their there here i me my we us our you your he she
  is are was were be been being am do does did done has have had having can could will would should shall may might must let
  of in on at to for from by with within into onto over under about as and or but not no nor so if then than too very just only also
  any all each every some both either neither other another such same own
  what which who whom whose when where why how
  please kindly hey hi hello thanks thank ok okay now currently right still ever yet already recently lately again
  show list find give get tell display fetch return see look search view print need want like know check identify determine
  row record entry entries data result information info detail happen happened occur occurred occurring going go come came seen
  there's what's that's it's i'd i'll we've let's s t re ve ll d m
  per per- vs via up out off down between during while through until since before after
  more most less least much many few lot number amount count total value values
  one thing things something anything stuff kind sort type types
  system environment workspace subscription azure
  happen occur exist report log be have do go make use see receive reach respond return produce emit generate raise get hit
  trend time chart graph series line plot render point bucket interval
  order descend ascend desc asc sort rank limit group break split
  first last late latest recent new old
  average maximum minimum sum mean percentile percent percentage rate ratio share
  unique distinct different overall
  across along around among against
  today tonight yesterday
  trigger fire fired firing triggered raised exist present available
  did was were had
  grep tail line lines talk talks talking speak connect connects connecting throw throws threw thrown visit visited open back
  response hit hits
  respectively together individually separately side
  itself themselves myself
  pls plz thx w w/ lemme gimme get got
  send sent take took run ran call serve served handle handled use used open come work worked nobody somebody someone anyone everybody
  current currently state status tag tagged whom
  change changed differ difference
  allow allows enabled start started begin began ingest belong become contain include show appear affect cause keep stay remain
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Short forms of everyday writing. */
const shortForms: Readonly<Record<string, string>> = {
  ips: 'ip',
  vms: 'vm',
  dbs: 'db',
  req: 'request',
  reqs: 'request',
  err: 'error',
  errs: 'error',
  errors: 'error',
  deps: 'dependency',
  ops: 'operation',
  mem: 'memory',
  svc: 'service',
  svcs: 'service',
  msg: 'message',
  msgs: 'message',
  resp: 'response',
  excs: 'exception',
  exc: 'exception',
  util: 'utilization',
  k8s: 'kubernetes',
  conns: 'connection',
  proc: 'process',
  procs: 'process',
  logins: 'login',
  fns: 'function',
  fn: 'function',
  sev: 'severity',
  utilisation: 'utilization',
};

/** A token whose word is written out; `sign-ins` is several of `sign-in`. */
export function plainWord(token: Token): Token {
  if (token.kind === 'word' && /^[a-z]+-[a-z]+s$/.test(token.word)) return { ...token, word: token.word.slice(0, -1) };
  const word = token.kind === 'word' ? shortForms[token.word] : undefined;
  return word === undefined ? token : { ...token, word };
}

export function isFiller({ text, word, kind }: Token): boolean {
  if (kind === 'symbol') return true;
  if (kind !== 'word') return false;
  return fillers.has(word) || fillers.has(text.toLowerCase());
}
