import * as vscode from 'vscode';
import { ModelError, type ModelProvider } from '../../kql/ask/model/provider';
import { Disposable } from '../disposables';
import type { Settings } from '../settings';

const consentKey = 'sre.models.consent';

export interface ModelsParts {
  readonly extension: Pick<vscode.ExtensionContext, 'secrets' | 'workspaceState' | 'languageModelAccessInformation'>;
  readonly settings: () => Settings;
}

/** The model that a person has chosen, its key, and what they allowed. None is chosen until they do; nothing here sends anything. */
export class Models extends Disposable {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when another model or none is chosen, and when consent changes. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: ModelsParts) {
    super();
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('sre.models')) this.changed.fire();
      }),
    );
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()));
  }

  get settings(): Settings['models'] {
    return this.parts.settings().models;
  }

  /** False in Restricted Mode, whatever is chosen. */
  get isOn(): boolean {
    return this.settings.provider !== 'off' && vscode.workspace.isTrusted;
  }

  /** The chosen model, to be asked at once. Rejects with a ModelError that says what is missing. */
  async provider(): Promise<ModelProvider> {
    if (!vscode.workspace.isTrusted)
      throw new ModelError('noConsent', vscode.l10n.t('This folder is in Restricted Mode: nothing is sent to a model.'));
    const { settings } = this;
    if (settings.provider === 'off') throw new ModelError('unavailable', vscode.l10n.t('No model is chosen.'));
    if (settings.provider === 'vscode') {
      const { vscodeProvider } = await import('./vscodeProvider');
      return vscodeProvider(settings.vscodeModel, this.parts.extension.languageModelAccessInformation);
    }
    const { kind, endpoint, model, apiVersion, price } = settings;
    if (endpoint === '' || model === '')
      throw new ModelError('unavailable', vscode.l10n.t('The settings name no address of a model, or no model.'));
    const { openAiCompatible } = await import('../../kql/ask/model/openAiCompatible');
    return openAiCompatible({
      kind,
      baseUrl: endpoint,
      model,
      ...(apiVersion !== '' && { apiVersion }),
      ...(price !== undefined && { price }),
      key: async () => this.parts.extension.secrets.get(secretOf(endpoint)),
    });
  }

  /** A key belongs to the address of the settings: another address never gets it. */
  async setKey(key: string | undefined): Promise<void> {
    const { endpoint } = this.settings;
    const { secrets } = this.parts.extension;
    if (key === undefined) await secrets.delete(secretOf(endpoint));
    else await secrets.store(secretOf(endpoint), key);
  }

  /** A person has allowed, for this workspace, that questions are sent to this model, with values or without as is set now. */
  hasConsent(provider: ModelProvider): boolean {
    return this.consents().includes(this.consentOf(provider));
  }

  async giveConsent(provider: ModelProvider): Promise<void> {
    await this.setConsents([...new Set([...this.consents(), this.consentOf(provider)])]);
  }

  /** Takes back what was allowed for any model in this workspace; gives for how many. */
  async withdrawConsent(): Promise<number> {
    const count = this.consents().length;
    await this.setConsents([]);
    return count;
  }

  private consentOf({ id }: ModelProvider): string {
    return this.settings.sendValues ? `${id} with values` : id;
  }

  private consents(): readonly string[] {
    const kept = this.parts.extension.workspaceState.get<unknown>(consentKey);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  }

  private async setConsents(consents: readonly string[]): Promise<void> {
    await this.parts.extension.workspaceState.update(consentKey, consents);
    this.changed.fire();
  }
}

/** By origin and path, so that one server may host what needs two keys. */
const secretOf = (endpoint: string): string => `sre.models.key ${endpoint.replace(/\/+$/, '')}`;
