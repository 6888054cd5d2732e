/** Runs as a person has them: started, watched, left, found again, cancelled, failed, brought home and recorded. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { crashLine, logName, name, script, standIn } from './support/stand-in.ts';
import type { StandIn } from './support/stand-in.ts';
import { closeWindow, newFolder, openWindow, picture, repository } from './support/window.ts';

const slots = [0, 1, 2, 3];

describe('a run, as a person has it', () => {
  let window: Workbench;
  let exploration: StandIn;

  before(async () => {
    exploration = standIn(await newFolder());
    window = await openWindow({ folder: exploration.folder, viewport: { width: 1280, height: 900 } });
    await window.openFile(logName);
  });
  after(async () => {
    exploration.order('go');
    await window.until(() => exploration.processes().length === 0, 'the end of every run');
    await closeWindow(window);
  });

  const runs = () =>
    window.page.locator('.part.sidebar .pane', {
      has: window.page.locator('.pane-header[aria-label^="Runs Section"]'),
    });
  const run = (text: string | RegExp) => runs().locator('.monaco-list-row', { hasText: text }).first();
  const isSaid = (text: string) =>
    window.until(async () => (await window.terminalText()).includes(text), `'${text}' in the terminal`);
  const trainers = () => exploration.processes().filter(each => each.includes(`python3 ${script}`));
  const preview = (text: string) => window.page.locator('.panel .monaco-list-row', { hasText: text }).first();
  const confirm = async (file: string) => {
    await preview(file).locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
    await window.statusBarItem(/Written: /).waitFor();
  };
  const start = async (title: string) => {
    await window.command('iterlog: Run Batch');
    await window.dialog.getByText(`Run ${title}?`).waitFor();
    await window.page.keyboard.press('Enter');
    await window.dialog.waitFor({ state: 'hidden' });
    await isSaid('training slot 3');
  };

  it('is offered where there is none', async () => {
    await window.command('View: Show iterlog');
    await runs().getByRole('button', { name: 'Run Batch' }).waitFor();
    await window.screenshot(picture('runs-welcome-dark'));
  });

  it('does not start with unsaved changes, and says what would run before it does', async () => {
    await window.openFile(`${name}_01.yaml`);
    await window.goTo(1);
    await window.page.keyboard.type('# a note\n');
    await window.page.locator('.tab.dirty').waitFor();
    await window.command('iterlog: Run Batch');
    const refusal = await window.notification('there are unsaved changes');
    await refusal.getByRole('button', { name: 'Save and Go On' }).click();
    await window.dialog.getByText('Run Iter 1-4 on local?').waitFor();
    await window.screenshot(picture('run-summary-dark'));
    await window.answer('Cancel');
    await window.setTheme('light');
    await window.command('iterlog: Run Batch');
    await window.dialog.getByText('Run Iter 1-4 on local?').waitFor();
    await window.screenshot(picture('run-summary-light'));
    await window.answer('Cancel');
    await window.setTheme('dark');
    assert.match(exploration.read(`${name}_01.yaml`), /^# a note\n/);
    assert.equal(exploration.record(), undefined);
    assert.deepEqual(exploration.processes(), []);
  });

  it('is a task, too, for each exploration and target; the loop says what it lacks, and what it would erase', async () => {
    await window.command('Tasks: Run Task');
    await window.pick('iterlog');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Run Loop' }).waitFor();
    await window.pick(`Run Loop: ${name} on local`);
    await window.dialog.getByText('Run the loop on local in spite of errors?').waitFor();
    await window.dialog.getByRole('button', { name: 'Run All the Same' }).waitFor();
    await window.screenshot(picture('run-loop-errors-dark'));
    await window.answer('Cancel');
    await isSaid('Nothing was started.');
    await window.command('iterlog: Start Loop Afresh');
    await window.dialog.getByText(`Without --resume the script erases ${logName}`).waitFor();
    await window.screenshot(picture('run-afresh-dark'));
    await window.answer('Cancel');
    assert.equal(exploration.record(), undefined);
  });

  it('is started by keyboard, and shown in the terminal, the view and the status bar', async () => {
    await start('Iter 1-4 on local');
    for (const slot of slots) await isSaid(`[slot ${slot}] training slot ${slot}`);
    await run('Iter 1-4 on local').waitFor();
    await run('Slot 2 · Iter 3').waitFor();
    await window.statusBarItem(/0\/4 slots/).waitFor();
    await window.until(() => exploration.record()?.state === 'running', 'a run that is running');
    assert.equal(trainers().length, 4);
    await window.screenshot(picture('run-running-dark'), { statusBar: true });
  });

  it('says at Ctrl+C how it is cancelled, and goes on at another key', async () => {
    await window.page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await window.page.keyboard.press('Control+C');
    await isSaid('Press Ctrl+C again to cancel the run');
    await window.page.keyboard.press('x');
    await isSaid('The run goes on.');
    assert.equal(trainers().length, 4);
  });

  it('has Propose Batch wait for it', async () => {
    await window.command('iterlog: Propose Batch');
    const refusal = await window.notification('runs with the slot configs and the plan until it ends');
    await refusal.getByRole('button', { name: 'Cancel Run' }).waitFor();
    await refusal.getByRole('button', { name: 'Show Run' }).click();
    await runs().locator('.monaco-list:focus').waitFor();
  });

  it('goes on when its terminal is closed, and when the window is loaded anew, once', async () => {
    await window.command('Terminal: Kill the Active Terminal Instance');
    await window.page.reload();
    await window.statusBarItem(/0\/4 slots/).waitFor();
    assert.equal(trainers().length, 4);
    await window.command('View: Show iterlog');
    await run('Iter 1-4 on local').waitFor();
    await window.command('iterlog: Attach to Run');
    await isSaid('[slot 3] training slot 3');
    assert.equal(trainers().length, 4);
    assert.match(exploration.iterlog('run', 'list', logName), /Iter 1-4 on local {2}running/);
  });

  it('brings its results home and offers to record them', async () => {
    exploration.order('go');
    const end = await window.notification('Iter 1-4 on local: finished.');
    await isSaid('slot 3 is done');
    for (const slot of slots) assert.match(exploration.read(`${name}_0${slot}_analysis.log`), /V_rest_R2/);
    await window.screenshot(picture('run-finished-dark'), { statusBar: true });
    await end.getByRole('button', { name: 'Record Results' }).click();
    await confirm(logName);
    await window.until(() => exploration.read(logName).includes('## Iter 4:'), 'the entries of the batch');
    await window.statusBarItem(/slots/).waitFor({ state: 'hidden' });
    assert.deepEqual(exploration.processes(), []);
  });

  it('shows where a slot failed, in the file here, and why', async () => {
    rmSync(exploration.at('go'));
    exploration.iterlog('propose', logName, '--write');
    exploration.order('crash_2', 'go_2', 'go_0');
    await start('Iter 5-8 on local');
    await run('failed').waitFor();
    await isSaid('[slot 2] ValueError: no key: hidden_2');
    const rows = await window.problems();
    await rows.filter({ hasText: 'ValueError: no key: hidden_2' }).first().waitFor();
    await rows.filter({ hasText: 'ValueError: no key: hidden_2' }).first().dblclick();
    await window.page.locator('.tab.active', { hasText: script }).waitFor();
    await window.statusBarItem(new RegExp(`Ln ${crashLine}, Col`)).waitFor();
    await window.until(() => exploration.errorLog(2).includes('ValueError'), 'the error log of slot 2');
    await window.screenshot(picture('run-failed-slot-dark'), { statusBar: true });
    await window.setTheme('light');
    await window.screenshot(picture('run-failed-slot-light'), { statusBar: true });
    await window.setTheme('dark');
    await window.command('iterlog: Show Run Output');
    await window.pick('Iter 5-8');
    await window.pick('Slot 2 · Iter 7: stderr');
    await window.page.locator('.tab.active', { hasText: '02.err' }).waitFor();
    await window.line('ValueError: no key').waitFor();
  });

  it('leaves nothing behind when it is cancelled', async () => {
    assert.ok(trainers().length > 0);
    await window.command('iterlog: Cancel Run');
    await window.dialog.getByText('Cancel Iter 5-8 on local?').waitFor();
    await window.answer('Cancel the Run');
    await window.until(() => exploration.processes().length === 0, 'no process');
    await window.notification('Iter 5-8 on local: failed, 1 of 4 slots finished.');
    assert.equal(exploration.record()?.state, 'failed');
  });

  it('looks right in a light theme, too', async () => {
    await window.setTheme('light');
    await window.command('Notifications: Clear All Notifications');
    rmSync(exploration.at('crash_2'));
    await window.screenshot(picture('runs-light'), { statusBar: true });
    await window.setTheme('dark');
  });

  it('does not offer a target that is not right, and says so at the log', async () => {
    exploration.setTargets({ gpu1: { type: 'ssh', host: '-oProxyCommand=x', folder: '/p' } });
    await window.openFile(logName);
    const item = window.page.locator('.part.statusbar [id="status.languageStatus"]');
    await item.hover();
    await window.page.locator('.hover-language-status', { hasText: 'Bad target: gpu1' }).waitFor();
    await window.page.screenshot({ path: picture('run-bad-target') });
    await window.page.mouse.move(0, 0);
    assert.ok(existsSync(exploration.at(logName)));
  });
});

describe('the example, from the editor', () => {
  let window: Workbench;
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);
  const log = () => readFileSync(at(logName), 'utf8');

  before(async () => {
    folder = path.join(await newFolder(), 'vrest');
    cpSync(repository('examples', 'vrest'), folder, { recursive: true });
    mkdirSync(at('.vscode'));
    const targets = { local: { type: 'local', parallel: 2, poll: 1 } };
    writeFileSync(at('.vscode', 'settings.json'), JSON.stringify({ 'iterlog.targets': targets }));
    window = await openWindow({ folder, viewport: { width: 1280, height: 900 }, timeoutMs: 100_000 });
    await window.openFile(logName);
  });
  after(() => closeWindow(window));

  const confirm = async (file: string, isDone: () => boolean) => {
    const row = window.page.locator('.panel .monaco-list-row', { hasText: file }).first();
    await row.locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
    await window.until(isDone, `what is written to ${file}`);
  };
  const last = () => Number([...log().matchAll(/^## Iter (\d+):/gm)].at(-1)?.[1]);

  for (const round of ['once', 'twice'])
    it(`runs, brings home and records a batch, ${round}`, async function () {
      this.timeout(240_000);
      const before = last();
      const slot = (n: number) => at(`${name}_0${n}.yaml`);
      const configs = slots.map(n => readFileSync(slot(n), 'utf8'));
      await window.command('iterlog: Run Batch');
      await window.dialog.getByText(`Run Iter ${before + 1}-${before + 4} on local?`).waitFor();
      await window.screenshot(picture(`example-summary-${round}-dark`));
      await window.page.keyboard.press('Enter');
      const end = await window.notification(`Iter ${before + 1}-${before + 4} on local: finished.`);
      const shown = await window.terminalText();
      assert.ok(shown.includes(`Slot 3 · Iter ${before + 4}: finished`), shown);
      await window.screenshot(picture(`example-finished-${round}-dark`), { statusBar: true });
      assert.deepEqual(
        slots.map(n => readFileSync(slot(n), 'utf8')),
        configs,
        'the slot configs stay as they are',
      );
      await end.getByRole('button', { name: 'Record Results' }).click();
      await confirm(logName, () => last() === before + 4);
      await window.statusBarItem(/Written: /).waitFor();
      await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
      if (round === 'twice') return;
      await window.command('iterlog: Propose Batch');
      await window.pick('Write This Batch');
      await confirm(`${name}_00.yaml`, () => readFileSync(slot(0), 'utf8') !== configs[0]);
    });

  it('leaves a log without mistakes, by which the command line goes on', () => {
    const args = ['lint', '--exploration', at(logName), '--fail-on', 'warning'];
    execFileSync(process.execPath, [repository('dist', 'cli.mjs'), ...args]);
  });
});
