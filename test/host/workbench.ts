/** What the suites share: the running extension, environments to look at, and the answers of a scripted person. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandContext } from '../../src/commands/context';
import type { Prompts } from '../../src/commands/prompts';
import type { DemoHandle, StoryInfo } from '../../src/demo/handle';
import type { Environment } from '../../src/environments/environment';
import type { TestApi } from '../../src/extension';
import type { Node } from '../../src/views/alertTreeNodes';
import { countWrites } from './ledger';

const ID = 'sre-workbench.sre-workbench-azure';

export interface Opened {
  readonly context: CommandContext;
  readonly environment: Environment;
  readonly demo: DemoHandle;
}

export type AlertNode = Node & { readonly kind: 'alert' };
export type IncidentNode = Node & { readonly kind: 'incident' };

let activated: Promise<TestApi> | undefined;

/** The extension as it runs in this host. Nothing polls, so that only what a suite does changes its state. */
export function extension(): Promise<TestApi> {
  activated ??= (async () => {
    const api: unknown = await vscode.extensions.getExtension(ID)?.activate();
    assert.ok(isTestApi(api), 'the extension gave its tests nothing');
    await setSetting('sre.alerts.pollSeconds', 0);
    return api;
  })();
  return activated;
}

/** Opens a fresh embedded environment of a story, at its opening moment, and waits for its alerts. */
export async function open(story: StoryInfo): Promise<Opened> {
  const { context } = await extension();
  await leave(context);
  context.tree.setFilter(undefined);
  context.tree.setGroupBy('incident');
  const environment = await context.environment.select({ kind: 'demo', story: story.id });
  await context.feed.ensureLoaded();
  assert.ok(environment.demo);
  assert.equal(context.feed.state.error, undefined);
  return { context, environment, demo: environment.demo };
}

/** Counts what the present environment was asked to write, before it goes away. */
export async function leave(context: CommandContext): Promise<void> {
  const demo = context.environment.current?.demo;
  if (demo !== undefined) await countWrites(demo);
}

export async function setSetting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Workspace);
}

/** Waits until something is so. It is looked at again and again because not every cause has an event. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let turn = 0; turn < 400; turn += 1) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never happened: ${what}`);
}

/** Every row of the first two levels of the tree, as a person sees it with all branches open. */
export async function rows(context: CommandContext): Promise<readonly Node[]> {
  const top = await context.tree.getChildren();
  const all: Node[] = [];
  for (const node of top) {
    all.push(node);
    if (node.kind === 'incident' || node.kind === 'group') all.push(...(await context.tree.getChildren(node)));
  }
  return all;
}

export async function alertRow(context: CommandContext, name: string): Promise<AlertNode> {
  const all = await rows(context);
  const row = all.find((node): node is AlertNode => node.kind === 'alert' && node.alert.name === name);
  assert.ok(row, `${name} is not among ${all.map((node) => node.id).join('\n')}`);
  return row;
}

export async function incidentRows(context: CommandContext): Promise<readonly IncidentNode[]> {
  return (await context.tree.getChildren()).filter((node): node is IncidentNode => node.kind === 'incident');
}

export interface Answers {
  /** What is typed; of a list, one per question. */
  readonly input?: string | readonly string[];
  readonly open?: readonly vscode.Uri[];
  readonly save?: vscode.Uri;
  readonly confirm?: 'apply' | 'review' | 'cancel';
  /** The labels of the items to pick, one per question. */
  readonly pick?: readonly string[];
}

/** Runs a command while a person answers as told; returns what the command gave and the questions it asked. */
export async function run(
  context: CommandContext,
  command: string,
  args: readonly unknown[],
  answers: Answers = {},
): Promise<{ readonly result: unknown; readonly asked: readonly string[]; readonly messages: readonly string[] }> {
  const asked: string[] = [];
  const picks = [...(answers.pick ?? [])];
  const inputs = typeof answers.input === 'string' ? undefined : [...(answers.input ?? [])];
  const usual = context.prompts;
  const prompts: Prompts = {
    pick: async (items, options) => {
      asked.push(options.title ?? '');
      const wanted = picks.shift();
      return (await items).find(({ label }) => label === wanted);
    },
    pickMany: (items, options) => {
      asked.push(options.title ?? '');
      const wanted = items.filter(({ label }) => picks.includes(label));
      return Promise.resolve(wanted.length === 0 ? undefined : wanted);
    },
    input: (options) => {
      asked.push(options.title ?? '');
      return Promise.resolve(typeof answers.input === 'string' ? answers.input : inputs?.shift());
    },
    inputOrPick: async ({ title, offered }) => {
      asked.push(title);
      await offered;
      return typeof answers.input === 'string' ? answers.input : inputs?.shift();
    },
    open: (options) => {
      asked.push(options.title ?? '');
      return Promise.resolve(answers.open);
    },
    save: (options) => {
      asked.push(options.title ?? '');
      return Promise.resolve(answers.save);
    },
    confirmWrite: ({ message, detail }) => {
      asked.push(`${message}\n${detail}`);
      return Promise.resolve(answers.confirm ?? 'cancel');
    },
  };
  context.prompts = prompts;
  try {
    return await withMessages(async (messages) => {
      const result: unknown = await vscode.commands.executeCommand(command, ...args);
      return { result, asked, messages };
    });
  } finally {
    context.prompts = usual;
  }
}

const kinds = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;

/** Hears every message that is shown while the work is under way; none of them is answered. */
export async function withMessages<T>(work: (messages: readonly string[]) => Promise<T>): Promise<T> {
  const messages: string[] = [];
  const usual = kinds.map((kind) => [kind, Reflect.get(vscode.window, kind) as unknown] as const);
  for (const kind of kinds) {
    Reflect.set(vscode.window, kind, (message: string) => {
      messages.push(message);
      return Promise.resolve(undefined);
    });
  }
  try {
    return await work(messages);
  } finally {
    for (const [kind, shown] of usual) Reflect.set(vscode.window, kind, shown);
  }
}

function isTestApi(value: unknown): value is TestApi {
  return typeof value === 'object' && value !== null && 'context' in value && 'notifications' in value;
}
