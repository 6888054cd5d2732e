import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, env, Uri, window, workspace } from 'vscode';
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import { summaryOf } from '../../../../src/core/exploration/summary.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { memoryTable } from '../../../../src/core/samples/memory.ts';
import { until } from '../../host/until.mjs';
import { optionsOf } from '../support/core.ts';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { example, read, root, write } from '../support/workspace.ts';

const explorationIn = (text: string) => explorationOf(lint(parse(text), optionsOf(text)));

/** The table that belongs to a log. */
function tableOf(text: string): string {
  const { ranked, protocol, reference } = explorationIn(text);
  return memoryTable(ranked, protocol.reward, reference).join('\n');
}

const old = [
  '| Config (Node) | samples | mean | std | conn mean | status |',
  '|---|---|---|---|---|---|',
  '| x | 1 | 0.5 | – | – | – |',
].join('\n');

describe('Copy Summary for a Prompt', () => {
  before(ready);
  afterEach(closeAll);

  it('puts the state of the exploration on the clipboard', async () => {
    await open(example('vrest'));
    await env.clipboard.writeText('');
    await commands.executeCommand('iterlog.copySummary');
    const expected = summaryOf(explorationIn(read(example('vrest'))), 'flyvis_62_1_gs_vrest_Claude');
    assert.equal(await env.clipboard.readText(), expected);
    assert.match(expected, /## Best configs/);
  });
});

describe('Update Memory Table', () => {
  let log: Uri;
  let memory: Uri;
  let text: string;

  before(ready);
  beforeEach(async () => {
    text = read(example('vrest'));
    log = write('memory/vrest_analysis.md', text);
    memory = Uri.file(path.join(root(), 'memory', 'vrest_memory.md'));
    rmSync(memory.fsPath, { force: true });
    await open(log);
  });
  afterEach(closeAll);

  const bytes = () => readFileSync(memory.fsPath);
  /** Runs the command, and answers the preview once there is one. */
  const update = async (answer: 'apply' | 'discard') => {
    const running = commands.executeCommand('iterlog.updateMemoryTable');
    let done = false;
    void running.then(() => (done = true));
    await until(async () => {
      if (answer === 'discard') await commands.executeCommand('refactorPreview.discard');
      else {
        await commands.executeCommand('refactorPreview.focus');
        await commands.executeCommand('list.focusFirst');
        await commands.executeCommand('refactorPreview.toggleCheckedState');
        await commands.executeCommand('refactorPreview.apply');
      }
      return done;
    }, 'the preview is answered');
  };
  const refused = async (before: Uint8Array) => {
    await commands.executeCommand('iterlog.updateMemoryTable');
    assert.deepEqual(bytes(), before);
  };

  it('puts the table in place of the old one on disk, after a look, and not a byte elsewhere', async () => {
    const around = (table: string) =>
      Buffer.from(`\uFEFF# Memory  \n\n${table}\n\nNotes \t\n| a | b |`.replaceAll('\n', '\r\n'));
    writeFileSync(memory.fsPath, around(old));
    await update('apply');
    assert.deepEqual(bytes(), around(tableOf(text)));
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === memory.toString());
    assert.equal(document?.isDirty, false);
  });

  it('is undone in one step, on disk too', async () => {
    const before = Buffer.from(`# Memory\n\n${old}\n\nNotes\n`);
    writeFileSync(memory.fsPath, before);
    await update('apply');
    assert.ok(!bytes().equals(before));
    await open(memory);
    await window.showTextDocument(memory);
    await commands.executeCommand('undo');
    await until(() => bytes().equals(before), 'the old table on disk');
    await commands.executeCommand('redo');
    await until(() => bytes().includes(tableOf(text)), 'the new table on disk');
  });

  it('changes nothing when the preview is discarded', async () => {
    const before = Buffer.from(`# Memory\n\n${old}\n`);
    writeFileSync(memory.fsPath, before);
    await update('discard');
    assert.deepEqual(bytes(), before);
    assert.ok(workspace.textDocuments.every(({ isDirty }) => !isDirty));
  });

  it('makes the file where there is none', async () => {
    await update('apply');
    assert.equal(bytes().toString(), `## Samples per config\n\n${tableOf(text)}\n`);
  });

  it('makes no file when the preview is discarded', async () => {
    await update('discard');
    assert.equal(existsSync(memory.fsPath), false);
  });

  it('asks nothing when the file has this table already', async () => {
    const before = Buffer.from(`# Memory\n\n${tableOf(text)}\n`);
    writeFileSync(memory.fsPath, before);
    await refused(before);
  });

  it('refuses a file with unsaved changes', async () => {
    const before = Buffer.from(`# Memory\n\n${old}\n`);
    writeFileSync(memory.fsPath, before);
    const editor = await open(memory);
    await replace(editor, '# Memory', '# My memory');
    await window.showTextDocument(log);
    await refused(before);
    assert.equal(editor.document.getText(), `# My memory\n\n${old}\n`);
  });

  it('refuses a file with two such tables', async () => {
    const before = Buffer.from(`${old}\n\n${old}\n`);
    writeFileSync(memory.fsPath, before);
    await refused(before);
  });

  it('refuses a file that an editor would change elsewhere: of mixed line breaks, or no UTF-8', async () => {
    for (const before of [Buffer.from(`# Memory\r\n\n${old}\n`), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]) {
      writeFileSync(memory.fsPath, before);
      await refused(before);
      await closeAll();
      await open(log);
    }
  });
});
