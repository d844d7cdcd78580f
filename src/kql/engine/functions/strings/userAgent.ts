import { elements, isArray, type Bag, type Dynamic } from '../../dynamic.js';
import { semanticError } from '../../errors.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

/** A rule: where the pattern matches, the family (`$1` is its first group) and the version that the last group holds. */
type Rule = readonly [pattern: RegExp, family: string];

// Rules from the particular to the general: most agents also name the browsers that they descend from.
const browsers: readonly Rule[] = [
  [/(AdobeAIR)\/([\d.]+)/, '$1'],
  [
    /(Googlebot|bingbot|YandexBot|Baiduspider|AhrefsBot|SemrushBot|DuckDuckBot|facebookexternalhit|Twitterbot|Applebot)(?:\/([\d.]+))?/,
    '$1',
  ],
  [/(?:Edg|Edge)\/([\d.]+)/, 'Edge'],
  [/(?:EdgA|EdgiOS)\/([\d.]+)/, 'Edge Mobile'],
  [/Teams\/([\d.]+)/, 'Microsoft Teams'],
  [/(?:OPR|OPiOS)\/([\d.]+)/, 'Opera'],
  [/Opera Mini\/([\d.]+)/, 'Opera Mini'],
  [/Opera\/.*Version\/([\d.]+)/, 'Opera'],
  [/Opera[/ ]([\d.]+)/, 'Opera'],
  [/SamsungBrowser\/([\d.]+)/, 'Samsung Internet'],
  [/YaBrowser\/([\d.]+)/, 'Yandex Browser'],
  [/Vivaldi\/([\d.]+)/, 'Vivaldi'],
  [/UCBrowser[/ ]?([\d.]+)/, 'UC Browser'],
  [/Electron\/([\d.]+)/, 'Electron'],
  [/SymbianOS.*Series60\/([\d.]+).*Safari/, 'Nokia OSS Browser'],
  [/FxiOS\/([\d.]+)/, 'Firefox iOS'],
  [/Mobile.*Firefox\/([\d.]+)/, 'Firefox Mobile'],
  [/Firefox\/([\d.]+)/, 'Firefox'],
  [/HeadlessChrome(?:\/([\d.]+))?/, 'HeadlessChrome'],
  [/CriOS\/([\d.]+)/, 'Chrome Mobile iOS'],
  [/Android.*; wv\).*Chrome\/([\d.]+)/, 'Chrome Mobile WebView'],
  [/Chrome\/([\d.]+) Mobile/, 'Chrome Mobile'],
  [/Chromium\/([\d.]+)/, 'Chromium'],
  [/Chrome\/([\d.]+)/, 'Chrome'],
  [/(?:iPhone|iPad|iPod).*Version\/([\d.]+).*Safari/, 'Mobile Safari'],
  [/(?:iPhone|iPad|iPod).*AppleWebKit/, 'Mobile Safari UI/WKWebView'],
  [/Android.*Version\/([\d.]+)/, 'Android'],
  [/Version\/([\d.]+).*Safari/, 'Safari'],
  [/Safari/, 'Safari'],
  [/IEMobile[/ ]([\d.]+)/, 'IE Mobile'],
  [/MSIE ([\d.]+)/, 'IE'],
  [/Trident\/.*rv:([\d.]+)/, 'IE'],
  [
    /(PowerShell|curl|Wget|okhttp|axios|PostmanRuntime|python-requests|Go-http-client|Java|Apache-HttpClient|aiohttp)\/([\d.]+)/,
    '$1',
  ],
];

const systems: readonly Rule[] = [
  [/Windows Phone(?: OS)? ([\d.]+)/, 'Windows Phone'],
  [/Windows NT 10\.0()/, 'Windows 10'],
  [/Windows NT 6\.3()/, 'Windows 8.1'],
  [/Windows NT 6\.2()/, 'Windows 8'],
  [/Windows NT 6\.1()/, 'Windows 7'],
  [/Windows NT 6\.0()/, 'Windows Vista'],
  [/Windows NT 5\.[12]()/, 'Windows XP'],
  [/Windows()/, 'Windows'],
  [/SymbianOS\/([\d.]+)/, 'Symbian OS'],
  [/Android[ -]([\d.]+)/, 'Android'],
  [/Android()/, 'Android'],
  [/(?:iPhone|iPad|iPod).*? OS ([\d_]+)/, 'iOS'],
  [/Mac OS X ([\d_.]+)/, 'Mac OS X'],
  [/Mac OS X()/, 'Mac OS X'],
  [/CrOS \S+ ([\d.]+)/, 'Chrome OS'],
  [/(Ubuntu|Fedora|Debian|Red Hat|SUSE)(?:\/([\d.]+))?/, '$1'],
  [/Linux()/, 'Linux'],
];

function match(rules: readonly Rule[], agent: string): { family: string; version: readonly string[] } {
  for (const [pattern, family] of rules) {
    const found = pattern.exec(agent);
    if (found === null) continue;
    const version = found.length > 1 ? (found.at(-1) ?? '') : '';
    return { family: family.replace('$1', found[1] ?? ''), version: /^\d/.test(version) ? version.split(/[._]/) : [] };
  }
  return { family: 'Other', version: [] };
}

function browserOf(agent: string): Bag {
  const { family, version } = match(browsers, agent);
  return { Family: family, MajorVersion: version[0] ?? '', MinorVersion: version[1] ?? '', Patch: version[2] ?? '' };
}

function systemOf(agent: string): Bag {
  const { family, version } = match(systems, agent);
  const named = /^Windows ([\d.]+|Vista|XP)$/.exec(family)?.[1];
  return {
    Family: named === undefined ? family : 'Windows',
    MajorVersion: named ?? version[0] ?? '',
    MinorVersion: version[1] ?? '',
    Patch: version[2] ?? '',
    PatchMinor: version[3] ?? '',
  };
}

function deviceOf(agent: string): Bag {
  const device = (family: string, brand: string, model: string): Bag => ({ Family: family, Brand: brand, Model: model });
  const apple = /\b(iPhone|iPad|iPod)\b/.exec(agent)?.[1];
  if (apple !== undefined) return device(apple, 'Apple', apple);
  if (/bot\b|spider|crawl/i.test(agent)) return device('Spider', 'Spider', 'Desktop');
  const nokia = /Nokia ?([A-Za-z0-9]+)(-\d+)?/.exec(agent);
  if (nokia !== null) return device(`Nokia ${nokia[1] ?? ''}`, 'Nokia', `${nokia[1] ?? ''}${nokia[2] ?? ''}`);
  const samsung = /\b(SM-[A-Z0-9]+|GT-[A-Z0-9]+)/.exec(agent)?.[1];
  if (samsung !== undefined) return device(`Samsung ${samsung}`, 'Samsung', samsung);
  const pixel = /\b(Pixel [^;)]*?)(?: Build|[;)])/.exec(agent)?.[1];
  if (pixel !== undefined) return device(pixel, 'Google', pixel);
  const android = /Android[^;)]*;(?: [a-z]{2}[-_][a-zA-Z]{2};)? ([^;)]+?)(?: Build[^;)]*)?[;)]/.exec(agent)?.[1];
  if (android !== undefined && android !== 'wv') return device(android, 'Generic_Android', android);
  if (/Macintosh/.test(agent)) return device('Mac', 'Apple', 'Mac');
  return device('Other', '', '');
}

/** The parts that the second argument asks for: one name, or an array of names. */
function parseUserAgent(agent: string, lookFor: Dynamic = ['browser', 'os', 'device']): Dynamic {
  const asked = isArray(lookFor) ? elements(lookFor) : [lookFor];
  const result: Record<string, Dynamic> = {};
  for (const part of asked) {
    const name = typeof part === 'string' ? part.toLowerCase() : '';
    if (name === 'browser') result['Browser'] = browserOf(agent);
    else if (name === 'os') result['OperatingSystem'] = systemOf(agent);
    else if (name === 'device') result['Device'] = deviceOf(agent);
    else throw semanticError("parse_user_agent: look for 'browser', 'os' or 'device'.");
  }
  return result;
}

export const userAgentFunctions: readonly ScalarFunction[] = [
  converting('parse_user_agent', overload(['string', 'dynamic?'], 'dynamic', parseUserAgent), {
    deviation: 'Knows the agents of the common browsers, systems and devices; families of rare ones differ or are "Other".',
  }),
];
