// Lint rules. The boundaries of ARCHITECTURE.md are enforced here, so that a wrong import fails the build.
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const builtins = builtinModules.filter(name => !name.startsWith('_'));
const only = (...names) => names.map(name => ({ name, message: 'Out of bounds here: see ARCHITECTURE.md.' }));
const hosts = {
  group: ['node:*', '**/node/**', '**/cli/**', '**/extension/**', '**/webview/**'],
  message: 'The core has no host.',
};

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'docs', 'examples', 'test/fixtures', '.vscode-test'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-regexp-exec': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: only('vscode', ...builtins), patterns: [hosts] }],
      'no-restricted-globals': [
        'error',
        'process',
        'require',
        'Buffer',
        'setTimeout',
        'setInterval',
        'Date',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The core has no randomness.' },
      ],
    },
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: only('vscode', ...builtins),
          patterns: [
            { group: ['**/node/**', '**/cli/**', '**/extension/**'], message: 'A page has no host.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/node/**/*.ts', 'src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: only('vscode'),
          patterns: [
            { group: ['**/extension/**', '**/webview/app/**'], message: 'Hosts do not import each other.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/extension/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/cli/**'], message: 'Hosts do not import each other.' }] },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/node/**'],
              allowTypeImports: true,
              message: 'Of the Node host the editor imports types; its code it loads when first needed.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
