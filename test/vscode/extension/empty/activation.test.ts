import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { workspace } from 'vscode';
import { findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { extension, repositoryFile } from '../support/editor.ts';
import { hintsOf, hoversAt, lensTitles, linksOf, symbolsFor } from '../support/language.ts';
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

  it('loads nothing more for Markdown that is no log', async () => {
    const content = '# Notes\n\nNode: id=1, parent=root\n';
    const notes = await workspace.openTextDocument({ language: 'markdown', content });
    assert.deepEqual(await hoversAt(notes, 'id=1'), []);
    assert.deepEqual(await hintsOf(notes), []);
    assert.deepEqual(await lensTitles(notes), []);
    assert.deepEqual(await linksOf(notes), []);
    assert.deepEqual(await symbolsFor('iter 1'), []);
    assert.deepEqual([...loaded().keys()], ['extension.cjs']);
  });

  it('is followed by linting, also where no folder is open', async () => {
    const content = repositoryFile('examples', 'broken', logName);
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    await shows(document.uri, findingsOf(content));
  });

  it('does not load what reads YAML for that', () => {
    // VS Code opens an editor of an unsaved document some time later, which asks for lenses and hints.
    const others = [...loaded().keys()].filter(name => name !== 'language.cjs');
    assert.deepEqual(others, ['extension.cjs']);
  });

  it('loads the language features with the first question about a log', async () => {
    const content = repositoryFile('examples', 'broken', logName);
    const log = await workspace.openTextDocument({ language: 'markdown', content });
    await shows(log.uri, findingsOf(content));
    assert.ok((await hoversAt(log, '## Iter 6')).length > 0);
    assert.deepEqual([...loaded().keys()].sort(), ['extension.cjs', 'language.cjs']);
  });
});
