import { KqlError } from '../errors.js';
import type { Plugin } from './definition.js';

const external = 'it reads from outside of the workbench';
const code = 'it runs code of another language';

/** Plugins that are refused on purpose, and why. */
const reasons: Readonly<Record<string, string>> = {
  azure_digital_twins_query_request: external,
  cosmosdb_sql_request: external,
  dax_request: external,
  mysql_request: external,
  postgresql_request: external,
  sql_request: external,
  http_request: external,
  http_request_post: external,
  infer_storage_schema: external,
  infer_storage_schema_with_suggestions: external,
  external_datatable: external,
  execute_query: external,
  execute_show_command: 'it manages a cluster',
  ai_embed_text: external,
  ai_embeddings: external,
  ai_chat_completion: external,
  ai_chat_completion_prompt: external,
  python: code,
  r: code,
  csharp: code,
};

export const refusedPlugins: readonly Plugin[] = Object.entries(reasons).map(([name, reason]) => ({
  name,
  refused: reason,
  run: (plan) => {
    throw new KqlError('unsupported', `The plugin ${name} is not supported by the embedded engine: ${reason}.`, plan);
  },
}));
