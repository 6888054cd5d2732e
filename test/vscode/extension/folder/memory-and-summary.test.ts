import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
    await until(async () => {
      await env.clipboard.writeText('');
      await commands.executeCommand('iterlog.copySummary');
      return (await env.clipboard.readText()).includes('# Exploration flyvis_62_1_gs_vrest_Claude\n');
    }, 'the log is the current one');
    const expected = summaryOf(explorationIn(read(example('vrest'))), 'flyvis_62_1_gs_vrest_Claude');
    assert.equal(await env.clipboard.readText(), expected);
    assert.match(expected, /## Best configs/);
  });
});

// How the table is written, and undone: test/vscode/ui/memory-table.test.ts, since only a person can tick a preview.
describe('Update Memory Table', () => {
  const text = () => read(example('vrest'));
  let log: Uri;
  let memory: Uri;
  let count = 0;

  before(ready);
  beforeEach(async () => {
    // What the command opens stays open for a while: every test has files of its own.
    const name = `vrest_${++count}`;
    log = write(`memory/${name}_analysis.md`, text());
    memory = Uri.file(path.join(root(), 'memory', `${name}_memory.md`));
    await open(log);
    await until(async () => {
      await env.clipboard.writeText('');
      await commands.executeCommand('iterlog.copySummary');
      return (await env.clipboard.readText()).includes(`# Exploration ${name}\n`);
    }, 'the log is the current one');
  });
  afterEach(closeAll);

  const bytes = () => readFileSync(memory.fsPath, 'latin1');
  const discard = async () => {
    let done = false;
    void commands.executeCommand('iterlog.updateMemoryTable').then(() => (done = true));
    await until(async () => {
      await commands.executeCommand('refactorPreview.discard');
      return done;
    }, 'the preview is discarded');
  };
  const refuses = async (before: Uint8Array) => {
    writeFileSync(memory.fsPath, before);
    await commands.executeCommand('iterlog.updateMemoryTable');
    assert.equal(bytes(), Buffer.from(before).toString('latin1'));
  };

  it('changes nothing when the preview is discarded', async () => {
    writeFileSync(memory.fsPath, `# Memory\n\n${old}\n`, 'latin1');
    const before = bytes();
    await discard();
    assert.equal(bytes(), before);
    assert.ok(workspace.textDocuments.every(({ isDirty }) => !isDirty));
  });

  it('makes no file when the preview is discarded', async () => {
    await discard();
    assert.equal(existsSync(memory.fsPath), false);
  });

  it('asks nothing when the file has this table already', () =>
    refuses(Buffer.from(`# Memory\n\n${tableOf(text())}\n`)));

  it('refuses a file with unsaved changes', async () => {
    const before = Buffer.from(`# Memory\n\n${old}\n`);
    writeFileSync(memory.fsPath, before);
    const editor = await open(memory);
    await replace(editor, '# Memory', '# My memory');
    await window.showTextDocument(log);
    await refuses(before);
    assert.equal(editor.document.getText(), `# My memory\n\n${old}\n`);
  });

  it('refuses a file with two such tables', () => refuses(Buffer.from(`${old}\n\n${old}\n`)));

  it('refuses a file of mixed line breaks, which an editor would change elsewhere', () =>
    refuses(Buffer.from(`# Memory\r\n\n${old}\n`)));

  it('refuses a file that is no UTF-8', () => refuses(Buffer.from([0x23, 0x20, 0xe9, 0x0a])));
});
