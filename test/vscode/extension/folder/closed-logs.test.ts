import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { Uri, workspace } from 'vscode';
import { findingsOf, problemsOf } from '../support/core.ts';
import { diagnosticsOf, shown, shows } from '../support/diagnostics.ts';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { example, read, write, writeUntil } from '../support/workspace.ts';

const isOpen = (uri: Uri) =>
  workspace.textDocuments.some(document => document.uri.toString() === uri.toString());

describe('a log that no editor shows', () => {
  let broken: string;
  before(async () => {
    await ready();
    await closeAll();
    broken = read(example('broken'));
  });
  afterEach(closeAll);

  it('has its findings from the start', async () => {
    await shows(example('broken'), findingsOf(broken));
  });

  it('gets them when a program creates, changes and deletes it', async () => {
    const name = 'closed/loop_analysis.md';
    const uri = await writeUntil(
      name,
      broken,
      () => diagnosticsOf(Uri.joinPath(example('broken'), '../../', name)).length > 0,
    );
    await shows(uri, findingsOf(broken));

    const longer = `${broken}Next: parent=99\n`;
    assert.notDeepEqual(findingsOf(longer), findingsOf(broken));
    write(name, longer);
    await shows(uri, findingsOf(longer));

    rmSync(uri.fsPath);
    await shows(uri, []);
    assert.ok(!isOpen(uri), 'no document was opened for it');
  });

  it('takes them along when it is renamed', async () => {
    const name = 'closed/before_analysis.md';
    const before = await writeUntil(
      name,
      broken,
      () => diagnosticsOf(Uri.joinPath(example('broken'), '../../', name)).length > 0,
    );
    const after = Uri.joinPath(before, '../after_analysis.md');
    renameSync(before.fsPath, after.fsPath);
    await shows(before, []);
    await shows(after, findingsOf(broken));
  });

  it('is read from disk again when it was changed in an editor and closed without saving', async () => {
    const log = example('broken');
    const editor = await open(log);
    await replace(editor, 'Next: parent=2', 'Next: parent=77');
    await shows(log, findingsOf(editor.document.getText()));
    assert.notDeepEqual(shown(log), findingsOf(broken));
    await closeAll();
    await shows(log, findingsOf(broken));
  });

  it('is shown as the editor has it when a program changes it under a dirty editor', async () => {
    const uri = write('closed/agent_analysis.md', broken);
    const editor = await open(uri);
    await replace(editor, 'Next: parent=2', 'Next: parent=77');
    const edited = editor.document.getText();
    write('closed/agent_analysis.md', broken.replace('lr_update: 0 -> 1.8E-3', 'lr_update: 7 -> 1.8E-3'));
    // The next event that surely comes after the one of that change.
    const other = 'closed/witness_analysis.md';
    await writeUntil(
      other,
      broken,
      () => diagnosticsOf(Uri.joinPath(uri, '../witness_analysis.md')).length > 0,
    );
    await shows(uri, findingsOf(edited));
  });

  it('that a program grows is read to its end', async () => {
    const entries = broken.split(/(?=^## Iter)/m);
    const name = 'closed/growing_analysis.md';
    let text = '';
    for (const entry of entries) write(name, (text += entry));
    const uri = await writeUntil(
      name,
      text,
      () => diagnosticsOf(Uri.joinPath(example('broken'), '../../', name)).length > 0,
    );
    assert.ok(problemsOf(text).length > 0);
    await shows(uri, findingsOf(text));
  });

  it('that is no text is left alone', async () => {
    write('closed/bytes_analysis.md', '\u0000');
    const uri = Uri.joinPath(example('broken'), '../../closed/latin_analysis.md');
    await workspace.fs.writeFile(uri, Buffer.from('## Iter 1: caf\xe9\nNext: parent=2\n', 'latin1'));
    const other = 'closed/after-bytes_analysis.md';
    await writeUntil(
      other,
      broken,
      () => diagnosticsOf(Uri.joinPath(uri, '../after-bytes_analysis.md')).length > 0,
    );
    assert.deepEqual(shown(uri), []);
  });
});
