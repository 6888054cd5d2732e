// Builds what ships into dist/ and, with --tests, the tests and benchmarks into out/.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chunks, lazyChunks } from './scripts/chunks.mjs';
import { loader, reportText } from './scripts/webview.mjs';

const wantsTests = process.argv.includes('--tests');
const production = process.argv.includes('--production');

/** Every file below a folder whose name ends so. */
const below = (dir, ending) =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith(ending))
        .map(name => path.join(dir, name))
    : [];

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  loader,
};

/** CommonJS packages inside an ES module bundle ask for `require` and `__filename`. */
const requireShim =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __filename = import.meta.filename;";

const extension = build({
  ...common,
  entryPoints: { extension: 'src/extension/extension.ts', ...chunks },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode'],
  plugins: [lazyChunks],
});

const cli = build({
  ...common,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  banner: { js: `#!/usr/bin/env node\n${requireShim}` },
  plugins: [reportText],
});

/** What the exploration panel loads. */
const panel = build({
  ...common,
  entryPoints: { panel: 'src/webview/app/panel.ts' },
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
});
const panelStyle = build({
  ...common,
  entryPoints: { panel: 'src/webview/style/panel.css' },
  outdir: 'dist',
  loader: {},
});

/** The test host finds its files beside its own modules, so they stay where they are. */
const hostInPlace = {
  name: 'host in place',
  setup: ({ onResolve }) =>
    onResolve(
      { filter: /\/host\/[\w-]+\.mjs$|\/(?:workspaces|reported-bugs)\.mjs$/ },
      ({ path: name, resolveDir }) => ({
        path: pathToFileURL(path.resolve(resolveDir, name)).href,
        external: true,
      }),
    ),
};

const testCommon = {
  ...common,
  sourcemap: 'inline',
  minify: false,
  outdir: 'out',
  outbase: '.',
  packages: 'external',
};

const tests = () =>
  build({
    ...testCommon,
    entryPoints: [
      ...['test/unit', 'test/contract', 'test/vscode/ui'].flatMap(dir => below(dir, '.test.ts')),
      ...below('bench', '.bench.ts'),
      ...below('scripts', '.ts'),
      ...below('test/browser', '.test.ts'),
    ],
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    plugins: [hostInPlace, reportText],
  });

/** What VS Code loads into its extension host, by `require`. */
const extensionTests = () =>
  build({
    ...testCommon,
    entryPoints: ['test/vscode/extension/index.ts', ...below('test/vscode/extension', '.test.ts')],
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });

await Promise.all([extension, panel, panelStyle, cli, ...(wantsTests ? [tests(), extensionTests()] : [])]);
