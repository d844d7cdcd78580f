/** The settings of the extension; `package.json` contributes exactly these, with the same defaults. */
export const settingKeys = {
  timeZone: 'sre.timeZone',
  overnightHours: 'sre.overnight.hours',
  nightStart: 'sre.overnight.nightStart',
  lookbackHours: 'sre.alerts.lookbackHours',
  criticalUpTo: 'sre.alerts.criticalUpTo',
  pollSeconds: 'sre.alerts.pollSeconds',
  notifyUpTo: 'sre.notifications.upToSeverity',
  quietHours: 'sre.notifications.quietHours',
  keepOutputs: 'sre.notebook.keepOutputs',
  keptOutputKilobytes: 'sre.notebook.keptOutputKilobytes',
  stopOnError: 'sre.notebook.stopOnError',
  defaultHours: 'sre.query.defaultHours',
  queryTimeoutSeconds: 'sre.query.timeoutSeconds',
  clusters: 'sre.query.clusters',
  modelProvider: 'sre.models.provider',
  vscodeModel: 'sre.models.vscodeModel',
  modelEndpoint: 'sre.models.endpoint',
  modelEndpointKind: 'sre.models.endpointKind',
  modelName: 'sre.models.model',
  modelApiVersion: 'sre.models.apiVersion',
  modelPriceIn: 'sre.models.priceIn',
  modelPriceOut: 'sre.models.priceOut',
  modelCurrency: 'sre.models.currency',
  modelTimeoutSeconds: 'sre.models.timeoutSeconds',
  sendValues: 'sre.models.sendValues',
  cloud: 'sre.azure.cloud',
  credential: 'sre.azure.credential',
  writableSubscriptions: 'sre.azure.writableSubscriptions',
} as const;

export type SettingKey = (typeof settingKeys)[keyof typeof settingKeys];

export interface Settings {
  readonly timeZone: string;
  readonly overnightHours: number;
  readonly nightStart: string;
  readonly lookbackHours: number;
  readonly criticalUpTo: 0 | 1 | 2 | 3 | 4;
  readonly pollSeconds: number;
  readonly notifyUpTo: -1 | 0 | 1;
  readonly quietHours: string;
  readonly keepOutputs: boolean;
  readonly keptOutputKilobytes: number;
  readonly stopOnError: boolean;
  readonly defaultHours: number;
  readonly queryTimeoutSeconds: number;
  readonly clusters: readonly string[];
  readonly models: ModelSettings;
  readonly cloud: 'public' | 'usGov' | 'china';
  readonly credential: 'vscode' | 'azureCli' | 'default';
  readonly writableSubscriptions: readonly string[];
}

/** Which language model may help with questions. */
export interface ModelSettings {
  readonly provider: 'off' | 'vscode' | 'endpoint';
  /** `vendor/id`; empty: the first that is offered. */
  readonly vscodeModel: string;
  readonly endpoint: string;
  readonly kind: 'openai' | 'azure';
  /** The model; for `azure` the deployment. */
  readonly model: string;
  readonly apiVersion: string;
  /** For a million tokens; absent when none is set. */
  readonly price?: { readonly in: number; readonly out: number; readonly currency: string };
  readonly timeoutSeconds: number;
  readonly sendValues: boolean;
}

/** How VS Code hands out one setting; a parameter so that this module needs no editor. */
export type ReadSetting = (key: SettingKey) => unknown;

/** Reads all settings; a value of the wrong type falls back to the default, out-of-range numbers are clamped. */
export function readSettings(read: ReadSetting): Settings {
  const text = (key: SettingKey): string => {
    const value = read(key);
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = (key: SettingKey, fallback: number, min: number, max: number): number => {
    const value = read(key);
    return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
  };
  const choice = <T>(key: SettingKey, choices: readonly T[], fallback: T): T =>
    choices.find((candidate) => candidate === read(key)) ?? fallback;
  const flag = (key: SettingKey, fallback: boolean): boolean => {
    const value = read(key);
    return typeof value === 'boolean' ? value : fallback;
  };
  const texts = (key: SettingKey): readonly string[] => {
    const value = read(key);
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  };
  const price = {
    in: number(settingKeys.modelPriceIn, 0, 0, 100_000),
    out: number(settingKeys.modelPriceOut, 0, 0, 100_000),
    currency: text(settingKeys.modelCurrency) || 'USD',
  };
  return {
    timeZone: text(settingKeys.timeZone),
    overnightHours: number(settingKeys.overnightHours, 12, 1, 168),
    nightStart: text(settingKeys.nightStart),
    lookbackHours: number(settingKeys.lookbackHours, 24, 1, 720),
    criticalUpTo: choice(settingKeys.criticalUpTo, [0, 1, 2, 3, 4] as const, 1),
    pollSeconds: number(settingKeys.pollSeconds, 60, 0, 3600),
    notifyUpTo: choice(settingKeys.notifyUpTo, [-1, 0, 1] as const, 1),
    quietHours: text(settingKeys.quietHours),
    keepOutputs: flag(settingKeys.keepOutputs, false),
    keptOutputKilobytes: number(settingKeys.keptOutputKilobytes, 256, 1, 10_000),
    stopOnError: flag(settingKeys.stopOnError, true),
    defaultHours: number(settingKeys.defaultHours, 24, 1, 2160),
    queryTimeoutSeconds: number(settingKeys.queryTimeoutSeconds, 180, 1, 600),
    clusters: texts(settingKeys.clusters),
    models: {
      provider: choice(settingKeys.modelProvider, ['off', 'vscode', 'endpoint'] as const, 'off'),
      vscodeModel: text(settingKeys.vscodeModel),
      endpoint: text(settingKeys.modelEndpoint),
      kind: choice(settingKeys.modelEndpointKind, ['openai', 'azure'] as const, 'openai'),
      model: text(settingKeys.modelName),
      apiVersion: text(settingKeys.modelApiVersion),
      ...((price.in > 0 || price.out > 0) && { price }),
      timeoutSeconds: number(settingKeys.modelTimeoutSeconds, 30, 1, 300),
      sendValues: flag(settingKeys.sendValues, false),
    },
    cloud: choice(settingKeys.cloud, ['public', 'usGov', 'china'] as const, 'public'),
    credential: choice(settingKeys.credential, ['vscode', 'azureCli', 'default'] as const, 'vscode'),
    writableSubscriptions: texts(settingKeys.writableSubscriptions),
  };
}
