import * as vscode from 'vscode';
import type { Fact } from '../model/fact';
import { isAbort } from '../model/failure';
import { toIso } from '../model/time';
import { Disposable } from './disposables';
import type { ActiveEnvironment } from './activeEnvironment';
import { errorText } from './failureText';

const SCHEME = 'sre-fact';
/** A response longer than this many characters is cut, and says so. */
const MAX_RESPONSE = 400_000;

/**
 * "Where does this number come from": a read-only document with the fact, the request that it was computed from,
 * and what that request answers now.
 */
export class FactDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  private readonly facts = new Map<string, Fact>();

  constructor(private readonly environment: ActiveEnvironment) {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  async open(fact: Fact): Promise<void> {
    const key = `${fact.id}-${this.facts.size}`;
    this.facts.set(key, fact);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${fact.label.replaceAll(/[^\w.-]+/g, '-')}.jsonc`, query: key });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const fact = this.facts.get(uri.query);
    if (fact === undefined)
      return vscode.l10n.t('// This number belongs to an earlier session. Open it again from its document.');
    const environment = this.environment.current;
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    const value = fact.unit === 'instant' && typeof fact.value === 'number' ? toIso(fact.value) : fact.value;
    const parts = [
      `// ${oneLine(fact.label)}: ${value}${fact.unit === 'instant' || fact.unit === 'text' ? '' : ` (${fact.unit})`}`,
    ];
    if (fact.provenance.length === 0) parts.push(vscode.l10n.t('// Counted from the facts of the same document.'));
    for (const provenance of fact.provenance) {
      parts.push('', `// ${provenance.request.method} ${provenance.request.url}`);
      if (provenance.derivation !== undefined) parts.push(`// ${oneLine(provenance.derivation)}`);
      if (environment === undefined) {
        parts.push(vscode.l10n.t('// No environment is active: the request cannot be sent again.'));
        continue;
      }
      try {
        const { status, body } = await environment.stores.replayer.replay(provenance, abort.signal);
        parts.push(
          vscode.l10n.t('// Asked again at {0} in {1}: HTTP {2}', toIso(environment.clock.now()), environment.name, status),
          pretty(body),
        );
      } catch (error) {
        if (isAbort(error)) throw error;
        parts.push(vscode.l10n.t('// Could not be asked again: {0}', oneLine(errorText(error))));
      }
    }
    return `${parts.join('\n')}\n`;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function pretty(body: string): string {
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    // Not JSON: an HTML error page of a proxy, say. Shown as it came.
    text = body;
  }
  return text.length <= MAX_RESPONSE
    ? text
    : `${text.slice(0, MAX_RESPONSE)}\n${vscode.l10n.t('// … cut: {0} of {1} characters shown', MAX_RESPONSE, text.length)}`;
}
