import type { SyntaxNode } from '../../../src/kql/engine/lower/syntax';
import type * as Language from '../../../src/kql/language/kusto';

/** Kinds of nodes that read from elsewhere, run code, or write. */
const forbiddenKind = /external|evaluate|command|directive|badquery|unknown|skipped/i;
const forbiddenCall =
  /^(workspace|app|adx|arg|cluster|database|external_table|resource|http_request|python|r|sql_request|cosmosdb_sql_request)$/i;

/**
 * What a generated query does that none may, found apart from the product's own gate: in the tree of the language service, and in what is
 * left of the text without its string literals.
 */
export function violationsOf(
  kql: string,
  tables: ReadonlySet<string>,
  language: typeof Language,
  globals: Language.Globals,
): readonly string[] {
  const { root, diagnostics } = language.analyze(kql, globals);
  const found: string[] = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const literals: SyntaxNode[] = [];
  let statements = 0;
  const walk = (node: SyntaxNode): void => {
    if (node.kind === 'StringLiteralExpression') literals.push(node);
    if (node.kind === 'ExpressionStatement') statements++;
    if (forbiddenKind.test(node.kind)) found.push(`a ${node.kind}`);
    if (node.kind === 'FunctionCallExpression' && forbiddenCall.test(node.child('Name')?.text ?? ''))
      found.push(`a call of ${node.text}`);
    if (node.symbol?.kind === 'Table' && !tables.has(node.symbol.name)) found.push(`the table ${node.symbol.name}`);
    node.children.forEach(walk);
  };
  walk(root);
  if (statements !== 1) found.push(`${statements} statements`);
  let bare = kql;
  for (const { start, length } of [...literals].sort((a, b) => b.start - a.start))
    bare = bare.slice(0, start) + bare.slice(start + length);
  for (const word of ['evil', 'externaldata', 'drop', 'secret', '//', 'print', '```', '\u001b']) {
    if (bare.includes(word)) found.push(`"${word}" outside of literals`);
  }
  return found;
}
