import type { AskTable } from '../answer';
import type { Entity, TableKnowledge } from '../catalogue/types';
import { isFunctionWord } from './generalWords';
import { compact, stemsOf } from './nameWords';
import type { ColumnFit, ColumnMatch, Token } from './types';
import { phraseWords, PhraseIndex, type PlacedWord, spansOf, tokensIn, wordsOf } from './words';

export interface ColumnIndex {
  find(tokens: readonly Token[], fit?: ColumnFit): readonly ColumnMatch[];
}

/** What people call the thing that a column names. */
const entityWords: Readonly<Record<Entity, string>> = {
  role: 'role, cloud role, service, app, application, component, microservice',
  resource: 'resource, app, service',
  host: 'host, machine, server, computer, vm, virtual machine, node, instance, hostname, host name, server name',
  operation: 'operation, endpoint, url, path, api, route, page, operation name, request name, uri',
  user: 'user, account, caller, person, who, user name, username, identity',
  client: 'client, client ip, ip, ip address, caller ip, source ip, address, remote address',
  target: 'target, dependency, destination, remote, downstream, host',
  container: 'container, container name',
  pod: 'pod, pod name',
  namespace: 'namespace, kubernetes namespace',
  process: 'process, process name, program, executable',
  database: 'database, db, database name',
  message: 'message, text, body, description, log line',
  code: 'code, status code, result code, response code, http status, http code, error code, status, exit code, error number',
  level: 'level, severity, log level, severity level, priority',
  type: 'type, kind, category, exception type, class',
};

/** Pieces of names that say little: `Name` of `CounterName`. */
const weak = new Set('name id type value code key number count time date is has of original display'.split(' '));
const numbers = new Set(['int', 'long', 'real', 'decimal', 'timespan']);

interface Target {
  readonly column: string;
  readonly keys: readonly string[];
  readonly type: string;
}

const most = 12;

/** Columns of a table by name, by pieces of it, by the words of the catalogue, and by the kind of thing that they name. */
export function makeColumnIndex(table: AskTable, known: TableKnowledge | undefined, paths: readonly string[] = []): ColumnIndex {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const targets = new Map<string, Target>();
  const targetOf = (name: string): Target | undefined => {
    const [column = '', ...keys] = types.has(name) ? [name] : name.split('.');
    const type = types.get(column);
    if (type === undefined) return undefined;
    let target = targets.get(name);
    if (target === undefined) targets.set(name, (target = { column, keys, type: keys.length > 0 ? 'dynamic' : type }));
    return target;
  };
  const names = [...new Set([...types.keys(), ...Object.keys(known?.columns ?? {}), ...paths])];
  const byName = new Map<string, Target[]>();
  const phrases = new PhraseIndex<{ readonly target: Target; readonly strength: number }>();
  const parts: { readonly target: Target; readonly words: readonly string[]; readonly described: ReadonlySet<string> }[] = [];
  const descriptions = new Map(table.columns.map(({ name, description }) => [name, description ?? '']));
  for (const name of names) {
    const target = targetOf(name);
    if (target === undefined) continue;
    for (const key of new Set([compact(name), compact(name.replace(/_[sdgbt]$/, '')), compact(target.keys.at(-1) ?? name)])) {
      byName.set(key, [...(byName.get(key) ?? []), target]);
    }
    known?.columns[name]?.words.forEach((phrase, rank) =>
      phrases.add(phrase, { target, strength: Math.max(0.7, 0.9 - 0.02 * rank) }),
    );
    const described = new Set(phraseWords(descriptions.get(name) ?? '').filter((word) => !isFunctionWord(word)));
    parts.push({ target, words: stemsOf(name), described });
  }
  for (const [entity, name] of Object.entries(known?.entities ?? {})) {
    const target = targetOf(name);
    if (target === undefined) continue;
    entityWords[entity as Entity]
      .split(', ')
      .forEach((phrase, rank) => phrases.add(phrase, { target, strength: 0.84 - 0.015 * rank }));
  }

  return {
    find(tokens, fit) {
      const best = new Map<Target, { score: number; tokens: readonly number[] }>();
      const offer = (target: Target, score: number, places: readonly number[]): void => {
        const fitted = score * fitOf(target, fit);
        if (fitted > (best.get(target)?.score ?? 0.2)) best.set(target, { score: Math.min(1, fitted), tokens: places });
      };
      for (const { text, tokens: places } of spansOf(tokens, 4)) {
        const key = compact(text);
        const isExact = types.has(text);
        for (const target of byName.get(key) ?? (key.endsWith('s') ? (byName.get(key.slice(0, -1)) ?? []) : [])) {
          offer(target, isExact && target.column === text ? 1 : target.keys.length > 0 ? 0.9 : 0.95, places);
        }
      }
      const words = wordsOf(tokens);
      for (const { item, tokens: places, size } of phrases.find(words)) {
        offer(item.target, Math.min(0.94, item.strength + 0.03 * (size - 1)), places);
      }
      byParts(words, parts, offer);
      return [...best]
        .map(([{ column, keys }, match]): ColumnMatch => ({ column, keys, ...match }))
        .toSorted((a, b) => b.score - a.score || a.column.length - b.column.length || (a.column < b.column ? -1 : 1))
        .slice(0, most);
    },
  };
}

/** Neighbouring words that are pieces of a name: `status` of `ScStatus`. */
function byParts(
  words: readonly PlacedWord[],
  parts: readonly { readonly target: Target; readonly words: readonly string[]; readonly described: ReadonlySet<string> }[],
  offer: (target: Target, score: number, tokens: readonly number[]) => void,
): void {
  const asked = words.filter(({ word }) => !isFunctionWord(word));
  for (const { target, words: own, described } of parts) {
    const said = asked.filter(({ word }) => own.includes(word));
    if (said.length > 0) {
      const weight = (word: string): number => (weak.has(word) ? 0.4 : 1);
      const all = [...new Set(own)].reduce((sum, word) => sum + weight(word), 0);
      const covered = [...new Set(said.map(({ word }) => word))].reduce((sum, word) => sum + weight(word), 0);
      offer(target, 0.78 * (covered / all) ** 0.7 * (target.keys.length > 0 ? 0.9 : 1), tokensIn(said));
    }
    const told = asked.filter(({ word }) => described.has(word));
    if (told.length > 0 && described.size > 0)
      offer(target, Math.min(0.45, 0.22 + (0.3 * told.length) / described.size), tokensIn(told));
  }
}

function fitOf(target: Target, fit: ColumnFit | undefined): number {
  if (fit === undefined || target.type === 'dynamic') return 1;
  if (fit === 'number') return numbers.has(target.type) ? 1 : 0.5;
  if (fit === 'time') return target.type === 'datetime' ? 1 : 0.4;
  if (fit === 'bool') return target.type === 'bool' ? 1 : 0.6;
  return target.type === 'string' || target.type === 'guid' ? 1 : 0.6;
}
