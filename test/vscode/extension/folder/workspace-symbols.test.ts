import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Location, SymbolKind } from 'vscode';
import { until } from '../../host/until.mjs';
import { findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { symbolsFor } from '../support/language.ts';
import { read, example, write, writeUntil } from '../support/workspace.ts';

/** The iterations that a query finds in the logs of one folder; VS Code's own headings of Markdown are strings. */
const found = async (query: string, folder: string): Promise<string[]> =>
  (await symbolsFor(query))
    .filter(({ location, kind }) => kind === SymbolKind.Event && location.uri.path.includes(`/${folder}/`))
    .map(({ name }) => name)
    .sort();

async function hasFound(query: string, folder: string, wanted: readonly string[]): Promise<void> {
  let last: string[] = [];
  await until(
    async () => isDeepStrictEqual((last = await found(query, folder)), wanted),
    'the iterations',
  ).catch(() => undefined);
  assert.deepEqual(last, wanted);
}

describe('workspace symbols', () => {
  let text: string;
  before(async () => {
    await ready();
    text = read(example('vrest'));
  });
  afterEach(closeAll);

  it('are the iterations of all logs, open or not', async () => {
    await open(example('vrest'));
    await hasFound('iter 6', 'vrest', ['Iter 6: V_rest partial']);
    await hasFound('iter 6', 'broken', ['Iter 6: V_rest partial']);
    const symbol = (await symbolsFor('iter 6')).find(
      ({ location, kind }) =>
        kind === SymbolKind.Event && location.uri.toString() === example('vrest').toString(),
    );
    assert.ok(symbol?.location instanceof Location);
    const line = text.split('\n').findIndex(one => one.startsWith('## Iter 6:'));
    assert.equal(symbol.location.range.start.line, line);
  });

  it('follow an editor, and files', async () => {
    const log = write('symbols/ring_analysis.md', text);
    const editor = await open(log);
    await shows(log, findingsOf(text));
    await replace(editor, '## Iter 8:', '## Iter 88:');
    await hasFound('iter 88', 'symbols', ['Iter 88: V_rest partial']);
    await closeAll();
    await hasFound('iter 88', 'symbols', []);
    const other = await writeUntil(
      'symbols/other_analysis.md',
      text.replace('## Iter 7:', '## Iter 77:'),
      () => true,
    );
    await hasFound('iter 77', 'symbols', ['Iter 77: failed']);
    rmSync(other.fsPath);
    await hasFound('iter 77', 'symbols', []);
  });

  it('are none for what is no iteration', async () => {
    assert.deepEqual(await found('class Foo', 'vrest'), []);
  });
});
