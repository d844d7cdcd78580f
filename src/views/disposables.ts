import type * as vscode from 'vscode';

/** Owns what it registers and disposes it in reverse order; later additions to a disposed owner are disposed at once. */
export abstract class Disposable {
  private readonly owned: vscode.Disposable[] = [];
  private disposed = false;

  protected own<T extends vscode.Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.owned.push(item);
    return item;
  }

  dispose(): void {
    this.disposed = true;
    for (const item of this.owned.splice(0).reverse()) item.dispose();
  }
}
