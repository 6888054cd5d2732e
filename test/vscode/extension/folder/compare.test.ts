import assert from 'node:assert/strict';
import { commands, Selection, TabInputTextDiff, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { until } from '../../host/until.mjs';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { example, read, write } from '../support/workspace.ts';

/** The diff on screen: its title and both its sides. */
async function shownDiff(
  title: string,
): Promise<{ readonly before: TextDocument; readonly after: TextDocument }> {
  const tab = () => window.tabGroups.activeTabGroup.activeTab;
  await until(() => tab()?.label === title, `a diff '${title}'`);
  const input = tab()?.input;
  assert.ok(input instanceof TabInputTextDiff);
  const [before, after] = await Promise.all(
    [input.original, input.modified].map(uri => workspace.openTextDocument(uri)),
  );
  return { before: before!, after: after! };
}

const valueOf = (document: TextDocument, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(document.getText())?.[1];

describe('Compare with Parent', () => {
  let editor: TextEditor;
  before(ready);
  beforeEach(async () => {
    editor = await open(write('compare/vrest_analysis.md', read(example('vrest'))));
  });
  afterEach(closeAll);

  const putCursor = (text: string) => {
    const at = editor.document.positionAt(editor.document.getText().indexOf(text));
    editor.selection = new Selection(at, at);
  };
  const compare = async (text: string) => {
    await window.showTextDocument(editor.document);
    editor = window.activeTextEditor ?? editor;
    putCursor(text);
    await commands.executeCommand('iterlog.compareWithParent');
  };

  it('shows the configs of the entry under the cursor and of its parent', async () => {
    await compare('Node: id=6');
    const { before, after } = await shownDiff('Node 2 ↔ Node 6');
    assert.deepEqual([valueOf(before, 'W_L2'), valueOf(after, 'W_L2')], ['2.5E-6', '3E-6']);
    assert.deepEqual([valueOf(before, 'lr_update'), valueOf(after, 'lr_update')], ['1.8E-3', '1.8E-3']);
    assert.equal(before.lineCount, after.lineCount);
  });

  it('shows the baseline as the parent of a root', async () => {
    await compare('## Iter 2:');
    const { before, after } = await shownDiff('baseline (Node 21) ↔ Node 2');
    assert.deepEqual([valueOf(before, 'lr_update'), valueOf(after, 'lr_update')], ['0', '1.8E-3']);
  });

  it('follows the log', async () => {
    await compare('Node: id=6');
    const { after } = await shownDiff('Node 2 ↔ Node 6');
    await replace(editor, 'W_L2=3E-6', 'W_L2=4E-6');
    await until(() => valueOf(after, 'W_L2') === '4E-6', 'the new value');
  });

  it('cannot be edited', async () => {
    await compare('Node: id=6');
    const { after } = await shownDiff('Node 2 ↔ Node 6');
    assert.equal(workspace.fs.isWritableFileSystem(after.uri.scheme) ?? false, false);
  });

  it('shows nothing where the cursor is in no entry', async () => {
    await compare('# FlyVis');
    assert.equal(window.tabGroups.activeTabGroup.activeTab?.label, 'vrest_analysis.md');
  });
});
