import assert from 'node:assert/strict';
import { commands, Range, Selection, TabInputTextDiff, window, workspace, WorkspaceEdit } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { until } from '../../host/until.mjs';
import { closeAll, open, ready } from '../support/editor.ts';
import { example, read, write } from '../support/workspace.ts';

interface Diff {
  readonly before: TextDocument;
  readonly after: TextDocument;
}

const title = () => window.tabGroups.activeTabGroup.activeTab?.label;

/** Both sides of the diff on screen. */
async function shownDiff(): Promise<Diff> {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
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

  const rangeOf = (text: string) => {
    const { document } = editor;
    const at = document.getText().indexOf(text);
    return new Range(document.positionAt(at), document.positionAt(at + text.length));
  };
  /** Asked for until it is there: the log was opened this moment. */
  const compare = async (text: string, wanted: string): Promise<Diff> => {
    await until(async () => {
      editor.selection = new Selection(rangeOf(text).start, rangeOf(text).start);
      await commands.executeCommand('iterlog.compareWithParent');
      return title() === wanted;
    }, `a diff '${wanted}'`);
    return shownDiff();
  };

  it('shows the configs of the entry under the cursor and of its parent', async () => {
    const { before, after } = await compare('Node: id=6', 'Node 2 ↔ Node 6');
    assert.deepEqual([valueOf(before, 'W_L2'), valueOf(after, 'W_L2')], ['2.5E-6', '3E-6']);
    assert.deepEqual([valueOf(before, 'lr_update'), valueOf(after, 'lr_update')], ['1.8E-3', '1.8E-3']);
    assert.equal(before.lineCount, after.lineCount);
  });

  it('shows the baseline as the parent of a root', async () => {
    const { before, after } = await compare('## Iter 2:', 'baseline (Node 21) ↔ Node 2');
    assert.deepEqual([valueOf(before, 'lr_update'), valueOf(after, 'lr_update')], ['0', '1.8E-3']);
  });

  it('follows the log', async () => {
    const { after } = await compare('Node: id=6', 'Node 2 ↔ Node 6');
    const edit = new WorkspaceEdit();
    edit.replace(editor.document.uri, rangeOf('W_L2=3E-6'), 'W_L2=4E-6');
    await workspace.applyEdit(edit);
    await until(() => valueOf(after, 'W_L2') === '4E-6', 'the new value');
  });

  it('shows nothing where the cursor is in no entry', async () => {
    await compare('Node: id=6', 'Node 2 ↔ Node 6');
    editor = await window.showTextDocument(editor.document);
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand('iterlog.compareWithParent');
    assert.equal(title(), 'vrest_analysis.md');
  });
});
