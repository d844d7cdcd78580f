import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { waitFor } from '../../../scripts/lib/process.mjs';
import type { TreeView } from './treeView';
import type { Workbench } from './workbench';

/** What a person does with SRE in a workbench, in the words of its commands. Every function waits for its effect. */

/** The tree of incidents and alerts, in sight, once it has rows. */
export async function openTree(workbench: Workbench, row?: string): Promise<TreeView> {
  await workbench.showContainer('SRE');
  const tree = workbench.view('Incidents and Alerts');
  await (row === undefined ? tree.items.first() : tree.row(row)).waitFor();
  return tree;
}

export async function selectEnvironment(workbench: Workbench, name: string): Promise<void> {
  await workbench.runCommand('SRE: Select Environment…');
  await workbench.quickInput.choose(name);
  await workbench.statusItem(`Demo: ${name}`).waitFor();
}

/** Opens the overnight summary, or makes it anew, and waits until its text has `containing`. */
export async function openSummary(workbench: Workbench, containing: string): Promise<FrameLocator> {
  await workbench.runCommand('SRE: Overnight Summary');
  const page = workbench.webview();
  await page.locator('main').getByText(containing).first().waitFor();
  return page;
}

export async function setFault(workbench: Workbench, service: string, fault: string): Promise<void> {
  await workbench.runCommand('SRE: Demo: Set Faults…');
  // The list is longer than what is in sight.
  await workbench.quickInput.type(service);
  if (!(await workbench.quickInput.offers(service))) {
    // A busy window can close the pick of a command that comes right after another one.
    await workbench.runCommand('SRE: Demo: Set Faults…');
    await workbench.quickInput.type(service);
  }
  await workbench.quickInput.choose(service);
  await workbench.quickInput.choose(fault);
}

export async function moveClock(workbench: Workbench, to: string): Promise<void> {
  await workbench.runCommand('SRE: Demo: Move Clock…');
  await workbench.quickInput.choose(to);
}

/** The text above the tree, once it has what is looked for. */
export async function messageWith(tree: TreeView, containing: string | RegExp): Promise<string> {
  return waitFor(`a message with "${String(containing)}" above the tree`, async () => {
    const message = await tree.message();
    const found = typeof containing === 'string' ? message.includes(containing) : containing.test(message);
    return found && message;
  });
}

/** Text editors in sight that show this text. */
export function editorWith(workbench: Workbench, text: string | RegExp): Locator {
  return workbench.page.locator('.monaco-editor .view-lines').filter({ hasText: text }).first();
}

export async function closeEditors(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Close All Editors');
  const unsaved = workbench.dialog('Do you want to save');
  const tabs = workbench.page.locator('.part.editor .tabs-container .tab');
  await waitFor('all editors to close', async () => {
    if ((await unsaved.count()) > 0) await unsaved.getByRole('button', { name: "Don't Save" }).click();
    return (await tabs.count()) === 0;
  });
}

/** Waits until a file of the workspace folder has what is looked for, and gives it. */
export async function fileWith(folder: string, file: string, containing: string): Promise<string> {
  return waitFor(`"${containing}" in ${file}`, () => {
    const text = readFileSync(join(folder, file), 'utf8');
    return text.includes(containing) && text;
  });
}
