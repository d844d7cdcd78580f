import * as vscode from 'vscode';

/** Every question that a command asks a person. Tests in a real host answer through another implementation. */
export interface Prompts {
  /** Undefined when the person leaves. */
  pick<T extends vscode.QuickPickItem>(
    items: readonly T[] | Thenable<readonly T[]>,
    options: vscode.QuickPickOptions,
  ): Thenable<T | undefined>;
  pickMany<T extends vscode.QuickPickItem>(
    items: readonly T[],
    options: vscode.QuickPickOptions,
  ): Thenable<readonly T[] | undefined>;
  input(options: vscode.InputBoxOptions): Thenable<string | undefined>;
  /** A text of the person's own or one of those offered, which may come later; undefined when the person leaves. */
  inputOrPick(options: InputOrPickOptions): Thenable<string | undefined>;
  /** Files to read; undefined when the person leaves. */
  open(options: vscode.OpenDialogOptions): Thenable<readonly vscode.Uri[] | undefined>;
  /** Where to write; undefined when the person leaves. */
  save(options: vscode.SaveDialogOptions): Thenable<vscode.Uri | undefined>;
  /**
   * A modal question about a write. The first button, which Enter presses, is always the one that changes nothing.
   * `apply` only when the person chose exactly that.
   */
  confirmWrite(question: {
    readonly message: string;
    readonly detail: string;
    readonly apply: string;
    readonly review: string;
  }): Thenable<'apply' | 'review' | 'cancel'>;
}

export interface InputOrPickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** What Enter does with a typed text: "Ask". */
  readonly own: string;
  readonly offered: PromiseLike<readonly vscode.QuickPickItem[]>;
}

export const windowPrompts: Prompts = {
  pick: (items, options) => vscode.window.showQuickPick(items, options),
  pickMany: (items, options) => vscode.window.showQuickPick(items, { ...options, canPickMany: true }),
  input: (options) => vscode.window.showInputBox(options),
  inputOrPick,
  open: (options) => vscode.window.showOpenDialog(options),
  save: (options) => vscode.window.showSaveDialog(options),
  async confirmWrite({ message, detail, apply, review }) {
    const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, review, apply);
    return answer === apply ? 'apply' : answer === review ? 'review' : 'cancel';
  },
};

async function inputOrPick({ title, placeholder, own, offered }: InputOrPickOptions): Promise<string | undefined> {
  const box = vscode.window.createQuickPick();
  let isOpen = true;
  let items: readonly vscode.QuickPickItem[] = [];
  /** The typed text as an entry, and whether it has been the active one: before that, Enter comes ahead of what the list shows. */
  let typedItem: vscode.QuickPickItem | undefined;
  let wasActive = false;
  const draw = (): void => {
    const typed = box.value.trim();
    const rest = items.filter(({ label }) => label !== typed);
    typedItem = typed === '' ? undefined : { label: typed, description: own, alwaysShow: true };
    wasActive = false;
    box.items = typedItem === undefined ? rest : [typedItem, ...rest];
  };
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      Object.assign(box, { title, placeholder, busy: true, matchOnDescription: false });
      box.onDidChangeValue(draw);
      box.onDidChangeActive(([active]) => {
        if (active !== undefined && active === typedItem) wasActive = true;
      });
      box.onDidAccept(() => {
        const typed = box.value.trim();
        const active = box.activeItems[0]?.label;
        resolve(typed !== '' && !wasActive ? typed : (active ?? (typed === '' ? undefined : typed)));
      });
      box.onDidHide(() => resolve(undefined));
      box.show();
      offered.then((found) => {
        if (!isOpen) return;
        items = found;
        box.busy = false;
        draw();
      }, reject);
    });
  } finally {
    isOpen = false;
    box.dispose();
  }
}
