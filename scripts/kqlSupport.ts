/**
 * Writes docs/kql-support.md from the registries of the engine and the official list of functions: `npm run docs:kql`. A check compares
 * the page with what this would write.
 */
import { writeFile } from 'node:fs/promises';
import { supportPage } from './lib/kqlSupportPage';

await writeFile(new URL('../docs/kql-support.md', import.meta.url), await supportPage());
