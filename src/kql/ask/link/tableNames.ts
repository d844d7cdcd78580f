import { compact, stemsOf } from './nameWords';
import { phraseWords } from './words';

/** What the prefixes of table names are short for, in other words after a comma. */
const abbreviations: Readonly<Record<string, string>> = {
  azkv: 'key vault',
  agw: 'application gateway, app gateway',
  azfw: 'azure firewall',
  cdb: 'cosmos db',
  aks: 'kubernetes, aks',
  kube: 'kubernetes',
  adf: 'data factory',
  la: 'log analytics',
  aad: 'active directory, entra',
  red: 'redis',
  vm: 'virtual machine',
  azms: 'event hub, service bus, messaging',
  acr: 'redis cache',
  acs: 'communication service',
  amw: 'azure monitor workspace',
  asr: 'site recovery',
  ad: 'active directory',
  w: 'iis, web server',
};

/** The words of a table's name, with what its prefix is short for. */
export function nameWords(name: string): readonly string[] {
  // Resource Graph writes its names without a seam.
  const seam = /^([a-z]+)(resource|change)s$/.exec(name);
  const words = seam === null ? stemsOf(name) : [seam[1] ?? '', seam[2] ?? ''];
  const long = abbreviations[words[0] ?? ''];
  return long === undefined ? words : [...words, ...phraseWords(long.replaceAll(',', ' '))];
}

/** Names as they may be written: without the suffix of custom tables, with the prefix written out. */
export function namesOf(name: string): readonly string[] {
  const [first = '', ...others] = stemsOf(name);
  const long = abbreviations[first];
  const plain = [name, name.replace(/_CL$/i, '')];
  return [...new Set([...plain, ...(long?.split(', ').map((one) => `${one}${others.join('')}`) ?? [])].map(compact))];
}
