import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
import { closeWindow, newFolder, openWindow, picture, repository } from './support/window.ts';

const old = [
  '| Config (Node) | samples | mean | std | conn mean | status |',
  '|---|---|---|---|---|---|',
  '| x | 1 | 0.5 | – | – | – |',
].join('\n');

describe('Update Memory Table, as a person uses it', () => {
  let window: Workbench;
  let memory: string;
  let table: string;

  before(async () => {
    const folder = path.join(await explorations(await newFolder()), 'vrest');
    const log = path.join(folder, logName);
    memory = log.replace('_analysis.md', '_memory.md');
    const cli = [repository('dist', 'cli.mjs'), 'stats', log, '--format', 'markdown'];
    table = execFileSync(process.execPath, cli, { encoding: 'utf8' }).trimEnd();
    window = await openWindow({ folder });
    await window.openFile(logName);
    await window.page
      .locator('.part.statusbar [id="status.languageStatus"][aria-label*="8 nodes"]')
      .waitFor();
  });
  after(() => closeWindow(window));

  const onDisk = () => readFileSync(memory, 'latin1');
  const latin = (text: string) => Buffer.from(text).toString('latin1');
  const holds = (text: string, what: string) => window.until(() => onDisk() === latin(text), what);
  const row = () => window.page.locator('.panel .monaco-list-row', { hasText: '_memory.md' }).first();
  /** Undo and redo are pressed by somebody who has seen that the file was saved. */
  const isSaved = () => window.page.locator('.tab.active:not(.dirty)').waitFor();

  /** Ticks the change in the preview and applies it. */
  const confirm = async () => {
    await row().locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
  };

  it('makes the file, once the preview is confirmed', async () => {
    await window.command('iterlog: Update Memory Table');
    await row().waitFor();
    assert.equal(existsSync(memory), false);
    await confirm();
    await window.statusBarItem(/_memory\.md has the new table/).waitFor();
    assert.equal(onDisk(), latin(`## Samples per config\n\n${table}\n`));
  });

  it('puts the table in place of an old one and changes not a byte elsewhere', async () => {
    const around = (own: string) =>
      `\uFEFF# Memory  \n\n${own}\n\nNotes \t\n| a | b |`.replaceAll('\n', '\r\n');
    writeFileSync(memory, around(old));
    await window.openFile(path.basename(memory));
    await window.line('| x | 1 | 0.5').waitFor();
    await window.openFile(logName);
    await window.command('iterlog: Update Memory Table');
    await row().waitFor();
    assert.equal(onDisk(), latin(around(old)));
    await window.screenshot(picture('memory-preview'));
    await confirm();
    await holds(around(table), 'the new table on disk');
    await window.openFile(path.basename(memory));
    await window.page.keyboard.press('Control+Z');
    await holds(around(old), 'one undo brings the old file back, on disk too');
    await isSaved();
    await window.page.keyboard.press('Control+Y');
    await holds(around(table), 'redo brings the table back, on disk too');
  });

  it('says what to do about a file with unsaved changes', async () => {
    await window.openFile(path.basename(memory));
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.type('!');
    await window.openFile(logName);
    const before = onDisk();
    await window.command('iterlog: Update Memory Table');
    const refusal = await window.notification('has unsaved changes: save or revert it first.');
    await refusal.getByRole('button', { name: 'Open File' }).click();
    await window.page.locator('.tab.active', { hasText: path.basename(memory) }).waitFor();
    assert.equal(onDisk(), before);
  });
});
