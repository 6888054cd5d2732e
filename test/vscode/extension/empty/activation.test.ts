import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { workspace } from 'vscode';
import { findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { extension, repositoryFile } from '../support/editor.ts';
import { logName } from '../support/workspace.ts';

const largest = 300_000;

/** The files of the extension that this process has loaded, and their sizes. */
function loaded(): Map<string, number> {
  const dist = path.join(extension().extensionPath, 'dist');
  const { _cache: cache } = Module as unknown as { readonly _cache: Readonly<Record<string, unknown>> };
  const files = readdirSync(dist).filter(name => path.join(dist, name) in cache);
  return new Map(files.map(name => [name, statSync(path.join(dist, name)).size]));
}

const sum = (sizes: Map<string, number>) => [...sizes.values()].reduce((total, size) => total + size, 0);

describe('activation', () => {
  it('does not happen in a window without Markdown', () => {
    assert.equal(extension().isActive, false);
    assert.equal(loaded().size, 0);
  });

  it(`loads less than ${largest / 1000} kB`, async function () {
    await extension().activate();
    const files = loaded();
    this.test!.title += `: ${(sum(files) / 1000).toFixed(0)} kB (${[...files.keys()].join(', ')})`;
    assert.deepEqual([...files.keys()], ['extension.cjs']);
    assert.ok(sum(files) < largest, 'built without --production?');
  });

  it('is followed by linting, also where no folder is open', async () => {
    const content = repositoryFile('examples', 'broken', logName);
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    await shows(document.uri, findingsOf(content));
  });

  it('does not load what reads YAML for that', () => {
    assert.deepEqual([...loaded().keys()], ['extension.cjs']);
  });
});
