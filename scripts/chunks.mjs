// @ts-check
/**
 * The parts of the extension that are loaded when first needed: each is built into a file of its own, `dist/<name>.cjs`.
 * Source code loads one by `await import('.../entry.ts')`, as any module; what `lazyChunks` leaves of that in the bundle
 * is the import of the chunk's file.
 *
 * A chunk is bundled by itself, so that a module which the extension has too is there twice, with variables of its
 * own. What must be one for all is therefore passed in as an argument; test/contract/chunks.test.ts holds chunks to it.
 */
import path from 'node:path';

/** @type {Readonly<Record<string, string>>} the entry of each chunk, by the chunk's name */
export const chunks = {
  panel: 'src/extension/panel/exploration-panel.ts',
  'protocol-file': 'src/core/protocol/file.ts',
  batch: 'src/core/batch/index.ts',
  language: 'src/core/language/index.ts',
};

/** @type {import('esbuild').Plugin} */
export const lazyChunks = {
  name: 'lazy chunks',
  setup({ onResolve }) {
    const names = new Map(Object.entries(chunks).map(([name, entry]) => [path.resolve(entry), name]));
    onResolve({ filter: /\.ts$/ }, ({ kind, path: name, resolveDir }) => {
      const chunk = kind === 'dynamic-import' && names.get(path.resolve(resolveDir, name));
      return chunk ? { path: `./${chunk}.cjs`, external: true } : undefined;
    });
  },
};
