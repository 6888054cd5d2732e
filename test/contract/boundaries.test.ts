/** The invariants of ARCHITECTURE.md that no type check sees. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { lazyChunks } from '../../scripts/chunks.mjs';

const filesBelow = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(dir, name))
    .filter(file => statSync(file).isFile());
const sources = (dir: string) => filesBelow(dir).filter(file => file.endsWith('.ts'));

/** What a bundle of these files holds, for no platform: anything of a host fails to resolve. */
async function bundleForNoHost(entryPoints: string[]) {
  const { metafile, errors } = await build({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out/neutral',
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  assert.deepEqual(errors, []);
  return Object.keys(metafile.inputs);
}

describe('boundaries', () => {
  it('the core bundles for no host, what it depends on included', async () => {
    const inputs = await bundleForNoHost(sources('src/core'));
    const packages = new Set(
      inputs.flatMap(file => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
    );
    assert.deepEqual([...packages].sort(), ['simple-statistics', 'yaml', 'zod']);
  });

  it('only src/extension imports vscode', () => {
    const importers = sources('src').filter(file => readFileSync(file, 'utf8').includes("from 'vscode'"));
    assert.ok(importers.length > 0);
    assert.deepEqual(
      importers.filter(file => !file.startsWith(path.join('src', 'extension'))),
      [],
    );
  });

  it('zod and yaml are imported by the reader of iterlog.yaml and of slot configs alone', async () => {
    const inputs = await bundleForNoHost([
      'src/core/lint/engine.ts',
      'src/core/lint/fix-all.ts',
      'src/core/protocol/choose.ts',
      'src/core/batch/plan.ts',
      'src/core/files/find.ts',
      'src/core/files/in-folder.ts',
      'src/core/files/missing.ts',
    ]);
    const packages = inputs.flatMap(file => /node_modules\/([^/]+)/.exec(file)?.[1] ?? []);
    assert.deepEqual([...new Set(packages)], ['simple-statistics']);
  });

  it('activation loads nothing of runs but what finds them', async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension/extension.ts'],
      bundle: true,
      write: false,
      metafile: true,
      outdir: 'out/activation',
      format: 'cjs',
      platform: 'node',
      external: ['vscode'],
      plugins: [lazyChunks],
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    assert.deepEqual(
      inputs.filter(file => /^src\/node\/|^src\/extension\/runs\/|node_modules\/(?:zod|yaml)\//.test(file)),
      [],
    );
    assert.deepEqual(
      inputs.filter(file => file.startsWith('src/core/run/')),
      ['src/core/run/result-log.ts'],
    );
  });

  it('no file is longer than 300 lines, no rule longer than 60', () => {
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
    assert.deepEqual(
      sources('src').filter(file => lines(file) > 300),
      [],
    );
    assert.deepEqual(
      sources('src/core/lint/rules').filter(file => lines(file) > 60),
      [],
    );
  });
});
