import type { AskAbstention } from '../answer';
import type { Span } from './slots';

export interface OutOfScope {
  readonly reason: AskAbstention['reason'];
  readonly message: string;
  readonly span: Span;
}

const polite = String.raw`(?:^\.?|[.;!]\s+|\b(?:and|then|please|can you|could you|would you|will you|go ahead and|i want you to|i need you to|let's|help me|now|just)\s+)(?:please\s+|also\s+|then\s+)*`;
const doing =
  'delete|remove|drop|purge|truncate|kill|terminate|restart|reboot|stop|start|shut ?down|power (?:on|off)|turn (?:on|off)|deallocate|scale|resize|upgrade|downgrade|patch|deploy|redeploy|roll ?back|create|provision|enable|disable|update|modify|change|set(?: up)?|configure|assign|grant|revoke|install|uninstall|rotate|renew|reset|recycle|acknowledge|resolve|close|silence|mute|suppress|escalate|move|migrate|rename|block|unblock|whitelist|quarantine|isolate|fix|repair|clear|wipe|erase|insert|write|execute|invoke|send|email|notify|page(?= (?:the|an?|our|on-?call|me|us|them|him|her|some\\w+|every\\w+|who\\w*)\\b)|buy|purchase|cancel|approve|merge|push|add|encrypt|failover|fail over|drain|cordon|evict|tag';
const action = new RegExp(
  `${polite}(${doing})\\b(?!\\s+(?:of|time|date|count|rate|events?|logs?|operations?|of the day|errors?|failures?|history|status|by\\b))`,
  'i',
);

/** What no query of this environment's data can answer. */
const outside: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:weather|temperature outside|jokes?|poem|haiku|story|song|lyrics|recipe|cook|football|soccer|world cup|lottery|horoscope|stock price|share price|bitcoin|exchange rate|movie|president|prime minister|capital of|translate|translation|birthday|restaurant|lunch|dinner|pizza|flight to|book a|holiday|vacation|meaning of life|what time is it|who are you|your name|how are you)\b/i,
    'That is nothing the data of this environment can tell.',
  ],
  [
    /\b(?:write|generate|create|draft|compose|give me|show me)\b.{0,30}\b(?:code|script|program|function in|class|terraform|bicep|arm template|powershell|bash|python|javascript|yaml|e-?mail|essay|blog|post ?mortem|runbook|report for|presentation|slides)\b/i,
    'Texts and code are not made here; questions about the data are answered.',
  ],
  [
    /\b(?:forecast|predict(?:ion|ed)?|will (?:we|it|they|there|the|cpu|disk|memory)\b|going to (?:be|fail|run out|happen|crash|fill)|next (?:hour|day|week|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|in the (?:future|coming|next)\b|run out of)\b/i,
    'What is to come is in no log.',
  ],
  [
    /^\s*(?:why|how (?:do|can|should|would|could|to)|should|what (?:should|can|could) (?:we|i)|explain|recommend|suggest|advise|which is better|is it (?:better|safe|ok)|what does .* mean|what is (?:a|an|kql|azure|kusto|kubernetes|the (?:difference|best|meaning|purpose))\b)/i,
    'A query can tell what happened, not why, nor what to do.',
  ],
  [/\b(?:root cause|best practices?|remediat\w+|pros and cons)\b/i, 'A query can tell what happened, not why, nor what to do.'],
  [
    /\b(?:salary|salaries|employees?|competitors?|marketing|revenue|profit|invoice for|customer satisfaction|sales figures)\b/i,
    'Nothing of that is in the data of this environment.',
  ],
];

/** Questions that ask to do something, or for what is in no data. */
export function outOfScope(question: string): OutOfScope | undefined {
  for (const [pattern, message] of outside) {
    const match = pattern.exec(question);
    if (match !== null) return { reason: 'outOfScope', message, span: { start: match.index, length: match[0].length } };
  }
  const found = action.exec(question);
  const verb = found?.[1];
  if (found !== null && verb !== undefined) {
    const start = found.index + found[0].length - verb.length;
    return {
      reason: 'notAllowed',
      message: `Asking reads data only: it does not ${verb.toLowerCase()} anything.`,
      span: { start, length: verb.length },
    };
  }
  return undefined;
}

const unusual =
  /\b(?:unusual|anomal\w*|abnormal\w*|strange|weird|odd|out of the ordinary|suspicious|unexpected|noteworthy|stood out|stand(?:s)? out|(?:different|changed|departed|deviated|away|off|apart) from (?:the |what is |what's )?(?:usual|normal|norm|baseline)|(?:not|isn't|wasn't) (?:as )?(?:usual|normal)|out of the norm|deviations?|anything wrong|what went wrong|what was wrong|out of line)\b/i;

/** "What was unusual around 2 AM?": asks for a scan, not for one query. */
export function asksForScan(question: string): Span | undefined {
  const match = unusual.exec(question);
  return match === null ? undefined : { start: match.index, length: match[0].length };
}
