import tseslint from 'typescript-eslint';

const vscodeImport = { name: 'vscode', message: 'Only src/extension.ts, src/commands and src/views know VS Code.' };
const azureImports = { group: ['@azure/*', '@azure-rest/*'], message: 'Only src/azure talks to the Azure SDK.' };
const upwards = (...folders) => ({
  group: folders.map((folder) => `**/${folder}/**`),
  message: 'Arrows go down only: see docs/architecture.md.',
});

const restrict = (files, paths, patterns, allowTypeImports = false) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: paths.map((path) => ({ ...path, allowTypeImports })),
        patterns: patterns.map((p) => ({ ...p, allowTypeImports })),
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', 'test-results/', 'samples/', 'media/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['src/**/*.ts', 'test/**/*.ts'] })),
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-floating-promises': 'off' },
  },
  // Hot loops index typed arrays, where `noUncheckedIndexedAccess` would need a check per row.
  { files: ['src/kql/engine/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  // The layer rule: pure folders know neither VS Code nor Azure nor what is above them.
  restrict(
    ['src/model/**', 'src/alerts/**', 'src/incidents/**', 'src/documents/**', 'src/charts/**', 'src/results/**', 'src/kql/**'],
    [vscodeImport],
    [azureImports, upwards('azure', 'demo', 'environments', 'views', 'commands', 'webviews')],
  ),
  // The engine knows nothing of the product: it could be published on its own.
  restrict(
    ['src/kql/engine/**'],
    [vscodeImport],
    [
      azureImports,
      upwards('language', 'ask', 'model', 'alerts', 'incidents', 'azure', 'demo', 'environments', 'views', 'commands'),
    ],
  ),
  restrict(['src/azure/**'], [vscodeImport], [upwards('demo', 'environments', 'views', 'commands', 'webviews')]),
  restrict(['src/demo/**'], [vscodeImport], [azureImports, upwards('azure', 'environments', 'views', 'commands', 'webviews')]),
  restrict(['src/environments/**', 'src/cli.ts', 'src/cli/**'], [vscodeImport], [upwards('views', 'commands', 'webviews')]),
  restrict(['src/webviews/**'], [vscodeImport], [azureImports, upwards('azure', 'demo', 'environments', 'views', 'commands')]),
  // Types only: the SDK itself must not be loaded on activation.
  restrict(['src/views/**', 'src/commands/**', 'src/extension.ts'], [], [azureImports], true),
);
