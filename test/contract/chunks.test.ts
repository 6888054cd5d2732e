/** The chunks of scripts/chunks.mjs: what activation does not load. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { chunks, lazyChunks } from '../../scripts/chunks.mjs';
import { loader } from '../../scripts/webview.mjs';

/** Remember what follows from a protocol or an entry alone: a second copy works the same out once more. */
const memories = [
  'src/core/lint/baseline-range.ts',
  'src/core/lint/config.ts',
  'src/core/lint/metric-words.ts',
  'src/core/lint/mutation.ts',
  'src/core/lint/parameters.ts',
  'src/core/lint/quoted-statistics.ts',
  'src/core/lint/status.ts',
  'src/core/protocol/names.ts',
  'src/core/protocol/time.ts',
  'src/core/slots/keys.ts',
  'src/core/tree/section-metrics.ts',
];

const remembers = (file: string): boolean =>
  /^(?:let |(?:export )?const .* = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m.test(readFileSync(file, 'utf8'));

/** The files of a bundle, and what it loads besides. */
async function bundled(entry: string) {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out/chunks',
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    loader,
    plugins: [lazyChunks],
    logLevel: 'silent',
  });
  const loads = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { files: Object.keys(metafile.inputs), loads };
}

describe('chunks', () => {
  it('are loaded by the extension, which holds none of their entries, and packed with it', async () => {
    const { files, loads } = await bundled('src/extension/extension.ts');
    const packed = readFileSync('.vscodeignore', 'utf8').split('\n');
    for (const [name, entry] of Object.entries(chunks)) {
      assert.ok(loads.includes(`./${name}.cjs`), name);
      assert.ok(!files.includes(entry), entry);
      assert.ok(packed.includes(`!dist/${name}.cjs`), name);
    }
  });

  it('hold no second copy of anything that must be one for all', async () => {
    const own = new Set((await bundled('src/extension/extension.ts')).files.filter(remembers));
    assert.ok(own.has('src/core/exploration/exploration.ts'), 'the measure works');
    for (const [name, entry] of Object.entries(chunks)) {
      const { files } = await bundled(entry);
      const twice = files.filter(file => own.has(file) && !memories.includes(file));
      assert.deepEqual(twice, [], name);
    }
  });
});
