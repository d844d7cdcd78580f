import type { ScalarFunction } from '../definition.js';
import { base64Functions } from './base64.js';
import { basicStringFunctions } from './basic.js';
import { compressionFunctions } from './compression.js';
import { extractFunctions } from './extract.js';
import { formatFunctions } from './format.js';
import { parseFunctions } from './parse.js';
import { replaceFunctions } from './replace.js';
import { searchFunctions } from './search.js';
import { unicodeFunctions } from './unicode.js';
import { urlFunctions } from './url.js';
import { userAgentFunctions } from './userAgent.js';
import { xmlFunctions } from './xml.js';

export const stringsFunctions: readonly ScalarFunction[] = [
  ...basicStringFunctions,
  ...searchFunctions,
  ...replaceFunctions,
  ...extractFunctions,
  ...parseFunctions,
  ...urlFunctions,
  ...base64Functions,
  ...unicodeFunctions,
  ...compressionFunctions,
  ...formatFunctions,
  ...userAgentFunctions,
  ...xmlFunctions,
];
