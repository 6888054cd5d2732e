// Builds what ships into dist/ and, with --tests, the tests and benchmarks into out/.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

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
};

/** CommonJS packages inside an ES module bundle ask for `require`. */
const requireShim = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

// The extension's own chunks are files of their own, so that activation does not load zod and yaml.
const extension = build({
  ...common,
  entryPoints: { extension: 'src/extension/extension.ts', 'protocol-file': 'src/core/protocol/file.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode', './protocol-file.cjs'],
});

const cli = build({
  ...common,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  banner: { js: `#!/usr/bin/env node\n${requireShim}` },
});

const tests = () =>
  build({
    ...common,
    sourcemap: 'inline',
    minify: false,
    entryPoints: [...below('test/unit', '.test.ts'), ...below('test/contract', '.test.ts'), ...below('bench', '.bench.ts'), ...below('scripts', '.ts')],
    outdir: 'out',
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    packages: 'external',
  });

await Promise.all([extension, cli, ...(wantsTests ? [tests()] : [])]);
