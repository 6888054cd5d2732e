import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
import { closeWindow, newFolder, openWindow, picture } from './support/window.ts';

const name = 'flyvis_62_1_gs_vrest_Claude';
const slotName = (slot: number) => `${name}_0${slot}.yaml`;
const slots = [0, 1, 2, 3];

/** What a person does with slot configs; each action is confirmed in the preview, looked for on disk, and undone. */
describe('slot configs, as a person uses them', () => {
  let window: Workbench;
  let folder: string;
  let original: readonly string[];

  before(async () => {
    folder = path.join(await explorations(await newFolder()), 'vrest');
    original = slots.map(read);
    window = await openWindow({ folder });
    await openLog();
    await window.page
      .locator('.part.statusbar [id="status.languageStatus"][aria-label*="8 nodes"]')
      .waitFor();
  });
  after(() => closeWindow(window));

  it('has a dark theme to begin with', () => window.setTheme('dark'));

  const file = (slot: number) => path.join(folder, slotName(slot));
  function read(slot: number): string {
    return readFileSync(file(slot), 'utf8');
  }
  const openLog = () => window.openFile(logName);
  const openSlot = async (slot: number) => {
    await window.openFile(slotName(slot));
    await window.goTo(1);
    await window.line('dataset:').waitFor();
  };
  const holds = async (wanted: readonly string[], what: string) => {
    await window.until(() => slots.every(slot => read(slot) === wanted[slot]), what).catch(() => undefined);
    assert.deepEqual(slots.map(read), wanted, what);
  };
  /** The original texts, with a change in some. */
  const changed = (changes: Readonly<Record<number, readonly [before: string, after: string]>>) =>
    original.map((text, slot) => {
      const change = changes[slot];
      if (!change) return text;
      assert.ok(text.includes(change[0]), change[0]);
      return text.replace(change[0], change[1]);
    });
  const preview = (text: string) => window.page.locator('.panel .monaco-list-row', { hasText: text }).first();

  /** Ticks the file that asks for it, and applies all. */
  const confirm = async (slot: number | string) => {
    const row = preview(typeof slot === 'number' ? slotName(slot) : slot);
    await row.locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
  };
  const discard = () => window.page.getByRole('button', { name: 'Discard' }).click();
  /** Undo is pressed by somebody who has seen that the files were saved. */
  const isWritten = () => window.statusBarItem(/Written: /).waitFor();
  /** One undo, in an editor of any of the files that an action changed. */
  const undo = async (slot: number) => {
    await isWritten();
    await openSlot(slot);
    await window.page.keyboard.press('Control+Z');
    await holds(original, 'one undo brings every file back, on disk too');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  };
  const pictureOfHover = async (key: string, file: string) => {
    await window.placeCursor(key);
    await window.page.mouse.move(0, 0);
    await window.command('Show or Focus Hover');
    await window.page.locator('.monaco-hover-content:visible').getByText('In the log').first().waitFor();
    await window.screenshot(picture(file));
    await window.page.keyboard.press('Escape');
  };
  const inEntry = async (iteration: number, title: string) => {
    await openLog();
    const line = readFileSync(path.join(folder, logName), 'utf8')
      .split('\n')
      .findIndex(text => text.startsWith(`## Iter ${iteration}:`));
    await window.goTo(line + 1);
    await window.command(title);
  };

  it('Generate Slot Configs writes the four of a batch, or none', async () => {
    const wanted = changed({
      0: ['lr_update: 0.0015', 'lr_update: 0.0'],
      1: ['coeff_W_L2: 3.0e-06', 'coeff_W_L2: 2.5e-06'],
      2: ['lr_update: 0.0 ', 'lr_update: 0.0025 '],
      3: ['lr_update: 0.0018', 'lr_update: 0.0'],
    }).map((text, slot) =>
      slot === 2
        ? text
            .replace('recurrent_training: true', 'recurrent_training: false')
            .replace('time_step: 2', 'time_step: 1')
        : text,
    );
    await inEntry(1, 'iterlog: Generate Slot Configs');
    await preview(slotName(1)).waitFor();
    await holds(original, 'nothing is written before the preview is confirmed');
    await window.screenshot(picture('generate-preview'));
    await discard();
    await window.statusBarItem('Nothing was changed.').waitFor();
    await inEntry(1, 'iterlog: Generate Slot Configs');
    await confirm(0);
    await holds(wanted, 'the configs of batch 1 on disk');
    await window.statusBarItem(/Written: .*_00\.yaml, .*_01\.yaml, .*_02\.yaml, .*_03\.yaml\./).waitFor();
    await undo(2);
  });

  it('refuses while one of the four has unsaved changes, and shows it', async () => {
    await openSlot(2);
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.type('# mine');
    await inEntry(1, 'iterlog: Generate Slot Configs');
    const refusal = await window.notification(`${slotName(2)} has unsaved changes: save or revert it first.`);
    await holds(original, 'no file was written');
    await refusal.getByRole('button', { name: 'Open File' }).click();
    await window.page.locator('.tab.active', { hasText: slotName(2) }).waitFor();
    await window.command('File: Revert File');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  });

  it('writes nothing where a single change is not ticked', async () => {
    await inEntry(1, 'iterlog: Generate Slot Configs');
    await preview('recurrent_training').locator('input[type="checkbox"], .edit-checkbox').first().click();
    await preview(slotName(0)).locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
    await window.notification('so none was changed');
    await holds(original, 'no file was changed');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await window.command('Notifications: Clear All Notifications');
  });

  it('writes nothing where another program wrote a file while the preview was open', async () => {
    await inEntry(1, 'iterlog: Generate Slot Configs');
    await preview(slotName(1)).waitFor();
    const foreign = changed({ 0: ['n_frames: 64000', 'n_frames: 64001'] });
    writeFileSync(file(0), foreign[0] ?? '');
    await openSlot(0);
    await window.line('n_frames: 64001').waitFor();
    await preview(slotName(0)).locator('input[type="checkbox"], .edit-checkbox').first().click();
    await window.page.getByRole('button', { name: 'Apply' }).click();
    await window.dialog.getByText('changed in the meantime').waitFor();
    await window.page.keyboard.press('Escape');
    await window.statusBarItem('Nothing was changed.').waitFor();
    await holds(foreign, 'what the other program wrote, and nothing else');
    writeFileSync(file(0), original[0] ?? '');
    await window.line('n_frames: 64000').waitFor();
  });

  it('Write This Config to Slot writes one', async () => {
    await inEntry(3, 'iterlog: Write This Config to Slot…');
    await window.pick('Slot 1');
    await confirm(1);
    const wanted = changed({ 1: ['lr_update: 0.0018', 'lr_update: 0.0025'] }).map(text =>
      text.replace('coeff_W_L2: 3.0e-06', 'coeff_W_L2: 2.5e-06'),
    );
    await holds(wanted, 'the config of Iter 3 in slot 1');
    await undo(1);
  });

  it('Robustness Copy makes slot 3 a verbatim copy', async () => {
    await inEntry(5, 'iterlog: Robustness Copy');
    await preview(slotName(3)).waitFor();
    await window.screenshot(picture('robustness-preview'));
    await confirm(3);
    await holds(
      changed({ 3: ['lr_update: 0.0018', 'lr_update: 0.0015'] }),
      'slot 3 has the config of Iter 5',
    );
    await undo(3);
  });

  it("Copy to Slot takes over everything but what is the slot's own", async () => {
    await openSlot(1);
    await window.command('iterlog: Copy to Slot…');
    await window.pick('Slot 0');
    await confirm(0);
    const wanted = changed({ 0: ['lr_update: 0.0015', 'lr_update: 0.0018'] }).map((text, slot) =>
      slot === 0 ? text.replace('coeff_W_L2: 2.5e-06', 'coeff_W_L2: 3.0e-06') : text,
    );
    await holds(wanted, 'slot 0 is a copy of slot 1');
    await undo(0);
  });

  it('Restore Locked Values and Restore Dataset mend what the editor marks', async () => {
    const broken = original.map((text, slot) =>
      slot === 1
        ? text
            .replace('lr_W: 0.0006', 'lr_W: 6.5e-4')
            .replace('batch_size: 2', 'batch_size: 4')
            .replace('vrest_01', 'vrest_02')
        : text,
    );
    writeFileSync(file(1), broken[1] ?? '');
    await openSlot(1);
    await window.squiggle('error').nth(1).waitFor();
    await window.screenshot(picture('slot-findings-dark'));
    await window.command('iterlog: Restore Locked Values');
    await confirm(1);
    const unlocked = broken.map(text => text.replace('batch_size: 4', 'batch_size: 2'));
    await window.until(() => read(1).includes('batch_size: 2'), 'the locked values');
    assert.match(read(1), /vrest_02/);
    await isWritten();
    await openSlot(1);
    await window.page.keyboard.press('Control+Z');
    await holds(broken, 'one undo brings the broken values back');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await window.page.keyboard.press('Control+Y');
    await holds(unlocked, 'and one redo the locked ones');
    await window.command('iterlog: Restore Dataset');
    await confirm(1);
    await window.until(() => read(1).includes('dataset: flyvis_62_1_gs_vrest_01\n'), 'the dataset');
    await isWritten();
    await openSlot(1);
    await window.page.keyboard.press('Control+Z');
    await holds(unlocked, 'the dataset as it was');
    writeFileSync(file(1), original[1] ?? '');
    // So soon after it saved a file VS Code takes no notice of others who write it.
    await window.command('File: Revert File');
    await window.squiggle('error').first().waitFor({ state: 'hidden' });
  });

  it('a quick fix restores a locked value by keyboard', async () => {
    writeFileSync(file(0), (original[0] ?? '').replace('batch_size: 2', 'batch_size: 4'));
    await openSlot(0);
    await window.squiggle('error').first().waitFor();
    await window.quickFix('batch_size', 'batch_size');
    await window.line('batch_size: 2').waitFor();
    await window.page.keyboard.press('Control+S');
    await holds(original, 'the value of the base');
  });

  it('hovers and completion say what a parameter is and was', async () => {
    await openSlot(1);
    const said = await window.hoverText('coeff_W_L2');
    assert.match(said, /training\.coeff_W_L2/);
    assert.match(said, /In the log: W_L2/);
    assert.match(said, /2\.5E-6 to 5E-6/);
    assert.match(said, /Node 2/);
    await pictureOfHover('lr_W', 'slot-hover-dark');
  });

  it('Compare shows another slot, the base, the parent, and all other slots in one editor', async () => {
    await openSlot(2);
    await window.command('iterlog: Compare with…');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Base config' }).waitFor();
    await window.screenshot(picture('compare-pick'));
    await window.pick('Parent, Node 1');
    await window.page.locator('.tab.active', { hasText: 'Parent, Node 1 and slot 2' }).waitFor();
    await window.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await openSlot(2);
    await window.command('iterlog: Compare with…');
    await window.pick('All other slots');
    await window.page.locator('.tab.active', { hasText: '(3 files)' }).waitFor();
    await window.page.locator('.multiDiffEntry').nth(1).waitFor();
    await window.screenshot(picture('compare-all'));
  });

  it('Start Exploration makes every file of a new one, and replaces files only by name', async () => {
    const made = [
      '_00.yaml',
      '_01.yaml',
      '_02.yaml',
      '_03.yaml',
      '_analysis.md',
      '_memory.md',
      '_plan.yaml',
    ].map(ending => path.join(folder, `second${ending}`));
    const start = async (called: string) => {
      await window.command('iterlog: Start Exploration');
      await window.pick('flyvis_62_1_gs_vrest.yaml');
      await window.input.fill(called);
      await window.page.keyboard.press('Enter');
    };
    await start('second');
    await preview('second_00.yaml').waitFor();
    assert.ok(made.every(each => !existsSync(each)));
    await window.screenshot(picture('start-preview'));
    await confirm('second_00.yaml');
    await window.until(() => made.every(each => existsSync(each)), 'the files of the exploration');
    await window.statusBarItem(/second can begin/).waitFor();
    assert.match(
      readFileSync(made[1] ?? '', 'utf8'),
      /dataset: flyvis_62_1_gs_vrest_01\n[^]*lr_update: 0\.0018/,
    );
    assert.match(readFileSync(made[6] ?? '', 'utf8'), /iterations: \[1, 2, 3, 4\]/);
    await window.page.locator('.tab.active', { hasText: 'second_analysis.md' }).waitFor();
    await window.page.keyboard.press('Control+Z');
    await window.until(() => made.every(each => !existsSync(each)), 'one undo takes every file away');
    await start(name);
    await window.dialog.getByText('These files are there already').waitFor();
    await window.dialog.getByText(slotName(3)).waitFor();
    await window.screenshot(picture('start-replace'));
    await window.answer('Cancel');
    await holds(original, 'nothing is replaced without a yes');
  });

  it('looks right in a light theme, too', async () => {
    writeFileSync(
      file(1),
      (original[1] ?? '').replace('batch_size: 2', 'batch_size: 4').replace('2.5e-06', '1e-5'),
    );
    await openSlot(1);
    await window.setTheme('light');
    await window.squiggle('error').first().waitFor();
    await pictureOfHover('batch_size', 'slot-hover-light');
    writeFileSync(file(1), original[1] ?? '');
    await window.setTheme('dark');
  });
});
