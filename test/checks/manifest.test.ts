import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds } from '../../src/commands/ids';
import { contextKeys } from '../../src/views/contextKeys';
import { readSettings, settingKeys } from '../../src/views/settings';
import { localized, manifest, root, sourceFiles, strings, texts } from './project';

const { commands, views, viewsWelcome = [], menus, configuration } = manifest.contributes;
const sources = sourceFiles();

/** Activation on start-up costs everyone; who needs it writes the reason here. */
const startupActivation: Readonly<Record<string, string>> = {};

describe('manifest and code', () => {
  it('contribute the same commands', () => {
    sameSet(
      commands.map(({ command }) => command),
      Object.values(commandIds),
    );
  });

  it('register every command, by its constant', () => {
    const code = sources.filter(({ path }) => path !== 'src/commands/ids.ts');
    const unused = Object.keys(commandIds).filter(
      (key) => !code.some(({ text }) => new RegExp(`\\bcommandIds\\.${key}\\b`).test(text)),
    );
    assert.deepEqual(unused, [], 'constants that nothing registers');
    const literal = code.filter(({ text }) => /registerCommand\(\s*['"`]/.test(text)).map(({ path }) => path);
    assert.deepEqual(literal, [], 'files that register a command by a literal');
  });

  it('know the same settings with the same defaults', () => {
    const contributed = Object.fromEntries(configuration.flatMap(({ properties }) => Object.entries(properties)));
    sameSet(Object.keys(contributed), Object.values(settingKeys));
    assert.deepEqual(
      readSettings((key) => contributed[key]?.default),
      readSettings(() => undefined),
      'defaults in package.json against those in the code',
    );
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [];
    assert.deepEqual(
      restricted.filter((key) => !(key in contributed)),
      [],
      'restricted settings that do not exist',
    );
  });

  it('set and use the same context keys', () => {
    sameSet(whenClauses().flatMap(ownKeys), Object.values(contextKeys));
    const code = sources.filter(({ path }) => path !== 'src/views/contextKeys.ts');
    const unset = Object.keys(contextKeys).filter((key) => !code.some(({ text }) => text.includes(`contextKeys.${key}`)));
    assert.deepEqual(unset, [], 'context keys that nothing sets');
  });
});

describe('manifest', () => {
  it('names every command in Title Case and in the category SRE', () => {
    const wrong = commands.filter(({ title, category }) => category !== 'SRE' || !isTitleCase(localized(title)));
    assert.deepEqual(
      wrong.map(({ command, title }) => `${command}: ${localized(title)}`),
      [],
    );
  });

  it('activates on nothing that everyone meets', () => {
    const early = manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished');
    assert.deepEqual(
      early.filter((event) => (startupActivation[event] ?? '') === ''),
      [],
    );
  });

  it('finds every text, and has no text that nothing asks for', () => {
    const asked = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    sameSet(asked, Object.keys(texts));
  });

  it('refers to commands, views and files that exist', () => {
    const known = new Set(commands.map(({ command }) => command));
    const inMenus = Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));
    assert.deepEqual(
      inMenus.filter((command) => !known.has(command)),
      [],
      'commands in menus',
    );
    const viewIds = new Set(Object.values(views).flatMap((list) => list.map(({ id }) => id)));
    const namedViews = whenClauses().flatMap((clause) =>
      [...clause.matchAll(/\bview == ([\w.]+)/g)].flatMap((match) => match[1] ?? []),
    );
    assert.deepEqual(
      [...namedViews, ...viewsWelcome.map(({ view }) => view)].filter((view) => !viewIds.has(view)),
      [],
      'views in when-clauses and welcome texts',
    );
    const files = strings(manifest).filter((text) => text.startsWith('media/'));
    assert.deepEqual(
      files.filter((file) => !existsSync(join(root, file))),
      [],
      'media files',
    );
  });

  it('keeps commands that need a row out of the command palette', () => {
    const fromRows = new Set((menus['view/item/context'] ?? []).flatMap(({ command }) => command ?? []));
    const decided = new Set((menus['commandPalette'] ?? []).flatMap(({ command }) => command ?? []));
    const inTitle = new Set((menus['view/title'] ?? []).flatMap(({ command }) => command ?? []));
    const undecided = [...fromRows].filter((command) => !decided.has(command) && !inTitle.has(command));
    assert.deepEqual(undecided, [], 'row commands without an entry under menus.commandPalette');
  });
});

describe('isTitleCase', () => {
  for (const [text, expected] of [
    ['Show Overnight Summary', true],
    ['Group Alerts By…', true],
    ['Group Alerts by…', false],
    ['Open in Azure Portal', true],
    ['Show overnight Summary', false],
    ['show Summary', false],
    ['Look The Other Way', false],
  ] as const) {
    it(`${text}: ${expected}`, () => assert.equal(isTitleCase(text), expected));
  }
});

function sameSet(actual: readonly string[], expected: readonly string[]): void {
  assert.deepEqual([...new Set(actual)].sort(), [...new Set(expected)].sort());
}

function whenClauses(): string[] {
  const clauses = [
    ...commands.map(({ enablement }) => enablement),
    ...Object.values(views).flatMap((list) => list.map(({ when }) => when)),
    ...viewsWelcome.map(({ when }) => when),
    ...Object.values(menus).flatMap((items) => items.map(({ when }) => when)),
  ];
  return clauses.filter((clause) => clause !== undefined);
}

/** Our own context keys in a when-clause; what stands right of an operator is a value. */
function ownKeys(clause: string): string[] {
  const keys = clause.replaceAll(/=~\s*\/(?:\\.|[^/\\])*\/\w*/g, '').replaceAll(/[!=]==?\s*[^\s)]+/g, '');
  return keys.match(/\bsre\.[\w.]+/g) ?? [];
}

/** VS Code's rule: every word starts with a capital, except articles, conjunctions and prepositions of up to four letters inside. */
function isTitleCase(text: string): boolean {
  const small = new Set([
    'a',
    'an',
    'and',
    'as',
    'at',
    'but',
    'by',
    'for',
    'from',
    'in',
    'into',
    'of',
    'on',
    'or',
    'the',
    'to',
    'with',
  ]);
  const words = text.split(/\s+/).map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ''));
  return words.every((word, index) => {
    const inside = index > 0 && index < words.length - 1;
    return inside && small.has(word.toLowerCase()) ? word === word.toLowerCase() : !/^\p{Ll}/u.test(word);
  });
}
