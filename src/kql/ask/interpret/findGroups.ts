import { call, literal } from '../compose/build';
import type { Claims } from './claims';
import { exactColumn, timeColumn, timeExpr, type TableView } from './columns';
import type { Group } from './frame';
import { clauseGroups, groupOf, isMeasure } from './groupColumns';
import { nounGroup, nounPlaces } from './nounGroups';

/** What "by …", "per …" name: columns to group by, and words that no column is called by. */
export function findGroups(view: TableView, claims: Claims): { groups: Group[]; missing: number[] } {
  const groups: Group[] = cycleGroups(view, claims);
  const missing: number[] = [];
  for (const clause of claims.reading.groups) {
    const isWeak = clause.isWeak || /^(?:each|every|across|in|on|of|from)/.test(claims.reading.text.slice(clause.span.start));
    for (const found of clauseGroups(view, claims, clause)) {
      if ('missing' in found) {
        if (!isWeak) missing.push(...found.missing);
      } else if (!groups.some(({ name }) => name === found.group.name)) {
        groups.push(found.group);
        claims.say({ kind: 'group', meaning: `for each ${found.group.name}`, group: found.group.name }, found.tokens);
      }
    }
  }
  const before = groups.length > 0 ? undefined : groupBefore(view, claims);
  return { groups: before === undefined ? groups : [before], missing };
}

/** "browser share of page views", "result code distribution", "servers gone silent": what stands before the word. */
function groupBefore(view: TableView, claims: Claims): Group | undefined {
  const { ratio, summary, missing } = claims.reading.cues;
  const cue = summary ?? missing ?? (ratio?.value === 'share' ? ratio : undefined);
  let at = cue === undefined ? -1 : claims.tokens.findIndex((token) => token.start >= cue.span.start);
  while (at > 0 && /^(?:that|which|have|has|be|is|are|went|go|gone)$/i.test(claims.tokens[at - 1]?.text ?? '')) at--;
  for (const places of [[at - 2, at - 1], [at - 1]]) {
    if (places.some((place) => place < 0) || !claims.isFree(places)) continue;
    const named = exactColumn(view, claims.tokens, places);
    if (named === undefined || isMeasure(view, named.name)) continue;
    const group = groupOf(view, named);
    claims.say({ kind: 'group', meaning: `for each ${group.name}`, group: group.name }, places);
    return group;
  }
  return undefined;
}

/** "by hour of day": a part of each row's local time. */
function cycleGroups(view: TableView, { reading: { cycle, timeZone } }: Claims): Group[] {
  const time = timeColumn(view);
  if (cycle === undefined || time === undefined) return [];
  const local = call('datetime_utc_to_local', timeExpr(view, time), literal(timeZone));
  return cycle.part === 'hour'
    ? [{ name: 'HourOfDay', expr: call('hourofday', local) }]
    : [{ name: 'DayOfWeek', expr: call('dayofweek', local) }];
}

/** The noun that is ranked, told apart or asked for: "which computers", "top 5 operations"; "who" is a user where things are ranked. */
export function findNoun(view: TableView, claims: Claims, groups: readonly Group[]): Group | undefined {
  const { which, rank } = claims.reading.cues;
  const user = view.knowledge?.entities.user;
  if (user !== undefined && rank?.by === 'count' && which !== undefined && /^who\b/.test(which.value)) {
    const group = groupOf(view, { name: user });
    claims.note({ kind: 'group', meaning: group.name, span: which.span, group: group.name });
    return group;
  }
  for (const { after, isAsked } of nounPlaces(claims)) {
    const found = nounGroup(view, claims, after);
    if (found !== undefined && found !== 'rows' && !groups.some(({ name }) => name === found.group.name)) {
      claims.say({ kind: 'group', meaning: found.group.name, group: found.group.name }, found.tokens);
      return found.group;
    }
    // What is asked for and is no column is not to be taken for what is counted of it.
    if (isAsked && found === undefined) return undefined;
  }
  return undefined;
}
