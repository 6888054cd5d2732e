import assert from 'node:assert/strict';
import path from 'node:path';
import { Position, Uri, workspace } from 'vscode';
import type { Location, LocationLink, Range, TextEditor } from 'vscode';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { behind, definitions, openLog, prepareRename, references, rename } from '../support/iterations.ts';
import { example, read, root } from '../support/workspace.ts';

const settled = 'Node: id=6';

describe('the iterations of a log', () => {
  let text: string;
  let editor: TextEditor;
  before(async () => {
    await ready();
    text = read(example('vrest'));
  });
  beforeEach(async () => {
    editor = await openLog('iterations/vrest_analysis.md', text, settled);
  });
  afterEach(closeAll);

  const uri = () => editor.document.uri;
  const lineAt = ({ start }: Range) => editor.document.lineAt(start.line).text;
  const targetOf = (found: Location | LocationLink | undefined): Range => {
    assert.ok(found);
    return 'targetUri' in found ? (found.targetSelectionRange ?? found.targetRange) : found.range;
  };

  it('are found by definition, from wherever one is named', async () => {
    for (const place of ['Node: id=6, parent=2', 're-run of Node 2', 'Next: parent=2']) {
      const [found, ...more] = await definitions(uri(), behind(editor, place));
      assert.equal(lineAt(targetOf(found)), '## Iter 2: V_rest partial', place);
      assert.deepEqual(more, []);
    }
    assert.deepEqual(await definitions(uri(), behind(editor, 'within Node 21')), [], 'the baseline');
  });

  it('are found once from their own header, which Markdown answers too', async () => {
    const found = await definitions(uri(), behind(editor, '## Iter 2'));
    assert.ok(found.length > 0);
    const ranges = new Set(found.map(one => JSON.stringify(targetOf(one))));
    assert.equal(ranges.size, 1);
  });

  it('have their references, in prose too', async () => {
    const found = await references(uri(), behind(editor, 'Node: id=2'));
    const expected = [...text.matchAll(/(?:Iter |id=|parent=|Node )2(?!\d)/g)].length;
    assert.ok(expected > 4);
    assert.equal(found.length, expected);
    for (const { range } of found) assert.equal(editor.document.getText(range), '2');
  });

  it('are renumbered as one edit, prose left as it is', async () => {
    const { range, placeholder } = await prepareRename(uri(), behind(editor, '## Iter 2'));
    assert.equal(editor.document.getText(range), '2');
    assert.equal(placeholder, '2');
    const edit = await rename(uri(), behind(editor, '## Iter 2'), '99');
    assert.ok(await workspace.applyEdit(edit));
    const after = editor.document.getText();
    assert.match(after, /^## Iter 99: .*\nNode: id=99, /m);
    assert.equal(after.replace(/\b99\b/g, '2'), text);
    assert.doesNotMatch(after, /^(?:## Iter|Node: id=|Node: .*parent=|Next: parent=|Mutation: .* Node )2\b/m);
  });

  it('are not renumbered from prose or to a number that is taken, and the reason is said', async () => {
    await assert.rejects(
      prepareRename(uri(), behind(editor, 'Observation: ')),
      /Put the cursor on the number/,
    );
    await assert.rejects(prepareRename(uri(), behind(editor, 'within Node 21')), /Prose is left as it is\./);
    for (const name of ['6', 'two']) {
      const edit = await rename(uri(), behind(editor, '## Iter 2'), name);
      assert.equal(edit.size, 0, 'Markdown itself would rename the heading');
    }
  });

  it('are those of the text as it stands, in the very moment of typing', async () => {
    await replace(editor, '## Iter 6:', '## Iter 77:');
    const [found] = await definitions(uri(), behind(editor, '## Iter 77'));
    assert.equal(lineAt(targetOf(found)).slice(0, 11), '## Iter 77:');
    await editor.edit(edit => edit.insert(new Position(0, 0), '# One line more\n'));
    const [moved] = await definitions(uri(), behind(editor, 'Node: id=7'));
    assert.equal(lineAt(targetOf(moved)).slice(0, 10), '## Iter 7:');
  });

  it('are nothing to documents that are no logs', async () => {
    const notes = await open(Uri.file(path.join(root(), 'notes.md')));
    const at = behind(notes, 'Node: id=1');
    assert.deepEqual(await definitions(notes.document.uri, at), []);
  });
});
