import type { Plugin } from './definition.js';

/** Every plugin that the engine knows. */
export const plugins: readonly Plugin[] = [];

const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));

export function pluginNamed(name: string): Plugin | undefined {
  return byName.get(name);
}
