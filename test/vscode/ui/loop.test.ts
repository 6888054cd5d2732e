import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
import { closeWindow, newFolder, openWindow, picture, repository } from './support/window.ts';

const name = 'flyvis_62_1_gs_vrest_Claude';
const slots = [0, 1, 2, 3];

/** The result log of a run, as the loop leaves it. */
const resultLog = (reward: number): string =>
  [
    'training_time_min: 33.1',
    'n_epochs: 1',
    'test_R2: 0.9871',
    'test_pearson: 0.9912',
    'connectivity_R2: 0.9534',
    'tau_R2: 0.9702',
    `V_rest_R2: ${reward.toFixed(4)}`,
    'cluster_accuracy: 0.8790',
    '',
  ].join('\n');

describe('the loop, as a person goes through it', () => {
  let window: Workbench;
  let folder: string;
  let original: ReadonlyMap<string, string>;

  const files = [logName, `${name}_plan.yaml`, ...slots.map(slot => `${name}_0${slot}.yaml`)];
  const at = (file: string) => path.join(folder, file);
  const read = (file: string) => (existsSync(at(file)) ? readFileSync(at(file), 'utf8') : '');
  const now = () => new Map(files.map(file => [file, read(file)]));
  const iterlog = (...args: string[]) =>
    execFileSync(process.execPath, [repository('dist', 'cli.mjs'), ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
  const row = (text: string) =>
    window.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const preview = (text: string) => window.page.locator('.panel .monaco-list-row', { hasText: text }).first();
  const confirm = async (file: string) => {
    await preview(file).locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
    await window.statusBarItem(/Written: /).waitFor();
  };

  before(async () => {
    folder = path.join(await explorations(await newFolder()), 'vrest');
    // The parent that is proposed for slot 0 is another one.
    writeFileSync(at(logName), read(logName).replace(/Next: parent=5(?=\s*$)/, 'Next: parent=2'));
    original = now();
    window = await openWindow({ folder, viewport: { width: 1280, height: 900 } });
    await window.openFile(logName);
    await window.page
      .locator('.part.statusbar [id="status.languageStatus"][aria-label*="8 nodes"]')
      .waitFor();
  });
  after(() => closeWindow(window));

  it('offers the next batch with reasons, as the command line does', async () => {
    const proposed = JSON.parse(iterlog('propose', '.', '--format', 'json')) as {
      slots: { mutations: { parameter: string }[]; reason: string }[];
    };
    await window.command('iterlog: Propose Batch');
    await row('Write This Batch').waitFor();
    for (const [slot, { reason, mutations }] of proposed.slots.entries()) {
      const text = (await row(`Slot ${slot} ·`).innerText()).replaceAll('\u00a0', ' ');
      const why = mutations.length === 0 ? reason : reason.slice(reason.indexOf('); ') + 3);
      assert.ok(text.includes(why.slice(0, 60)), text);
    }
    await window.pick('Read the Reasons');
    for (const { reason } of proposed.slots) await window.dialog.getByText(reason).first().waitFor();
    await window.screenshot(picture('propose-reasons-dark'));
    await window.page.keyboard.press('Escape');
    await window.dialog.waitFor({ state: 'hidden' });
    await row('Write This Batch').waitFor();
    await window.screenshot(picture('propose-dark'));
    await window.page.keyboard.press('Escape');
    await window.input.waitFor({ state: 'hidden' });
    assert.deepEqual(now(), original);
  });

  it('takes another mutation, another value and another parent, and says what is not allowed', async () => {
    await window.command('iterlog: Propose Batch');
    await window.pick('Slot 1 ·');
    await row('next best').waitFor();
    await window.screenshot(picture('propose-slot-dark'));
    const alternative = row('from Node');
    const chosen = (await alternative.locator('.label-name').first().innerText()).replaceAll('\u00a0', ' ');
    await alternative.click();
    await row(`Slot 1 · ${chosen}`).waitFor();
    await window.pick('Slot 0 ·');
    await window.pick('Edit a Value');
    await row('n_epochs').waitFor();
    await window.pick('W_L2');
    await window.input.fill('9E-6');
    await window.page.keyboard.press('Enter');
    await row('Back to the Proposal').waitFor();
    await window.pick('Write This Batch');
    await window.dialog.getByText('This batch breaks rules of the protocol.').waitFor();
    await window.screenshot(picture('propose-illegal-dark'));
    await window.answer('Cancel');
    await window.pick('Slot 2 ·');
    await window.pick('Choose Another Parent');
    await row('UCB 1.3').waitFor();
    await window.pick('Node 1');
    await row('Slot 2 ·').getByText('Node 1').first().waitFor();
    await window.pick('Back to the Proposal');
    await row('Back to the Proposal').waitFor({ state: 'hidden' });
    await window.page.keyboard.press('Escape');
    await window.input.waitFor({ state: 'hidden' });
    assert.deepEqual(now(), original);
  });

  it('writes four configs, the plan and one number of the log; one undo takes all of it back', async () => {
    await window.command('iterlog: Propose Batch');
    await row('Write This Batch').waitFor();
    await window.page.keyboard.press('Enter');
    await preview(`${name}_00.yaml`).waitFor();
    await window.screenshot(picture('propose-preview-dark'));
    assert.deepEqual(now(), original);
    await confirm(`${name}_00.yaml`);
    await window.until(() => files.every(file => read(file) !== original.get(file)), 'all six files');
    const log = read(logName);
    assert.equal(log, (original.get(logName) ?? '').replace(/Next: parent=\d+(?=\s*$)/, 'Next: parent=5'));
    assert.match(read(`${name}_plan.yaml`), /iterations: \[9, 10, 11, 12\]/);
    assert.match(iterlog('lint', '--exploration', logName, '--fail-on', 'info'), /No problems/);
    const written = now();
    await window.openFile(`${name}_01.yaml`);
    await window.page.keyboard.press('Control+Z');
    await window.until(() => files.every(file => read(file) === original.get(file)), 'every file as it was');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await window.command('iterlog: Propose Batch');
    await window.pick('Write This Batch');
    await confirm(`${name}_00.yaml`);
    await window.until(() => files.every(file => read(file) === written.get(file)), 'the same batch again');
  });

  it('records nothing while a result log cannot be read', async () => {
    const log = `${name}_02_analysis.log`;
    writeFileSync(at(log), '');
    truncateSync(at(log), 53_000_000);
    const written = now();
    await window.command('iterlog: Record Results');
    await window.notification(`${log} cannot be read, so nothing was recorded`);
    assert.deepEqual(now(), written);
    rmSync(at(log));
  });

  it('refuses while results wait, and leads to their entries', async () => {
    for (const slot of slots)
      writeFileSync(at(`${name}_0${slot}_analysis.log`), resultLog(0.41 + 0.07 * slot));
    const written = now();
    await window.command('iterlog: Propose Batch');
    const refusal = await window.notification('Record the results before the slot configs change.');
    await refusal.getByRole('button', { name: 'Record Results' }).click();
    await preview(logName).waitFor();
    await window.screenshot(picture('record-preview-dark'));
    assert.deepEqual(now(), written);
    await confirm(logName);
    await window.until(() => read(logName).includes('## Iter 12:'), 'the entries of the batch');
    assert.ok(
      read(logName).startsWith((written.get(logName) ?? '').trimEnd()),
      'nothing that was there is changed',
    );
    assert.match(iterlog('lint', '--exploration', logName, '--fail-on', 'warning'), /No problems|info/);
    await window.line('## Iter 9:').waitFor();
    await window.screenshot(picture('recorded-dark'));
  });

  it('records nothing twice, and goes on with the next batch, in a light theme, too', async () => {
    const written = now();
    await window.command('iterlog: Record Results');
    await window.statusBarItem(/No result waits/).waitFor();
    assert.deepEqual(now(), written);
    await window.setTheme('light');
    await window.command('iterlog: Propose Batch');
    await row('Write This Batch').waitFor();
    assert.match(
      (await window.page.locator('.quick-input-title').innerText()).replaceAll('\u00a0', ' '),
      /Iter 13-16/,
    );
    await window.screenshot(picture('propose-light'));
    await window.page.keyboard.press('Escape');
    await window.setTheme('dark');
  });
});
