/** Writing an entry with completions, and following and changing the numbers of iterations, by keyboard. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
import { closeWindow, newFolder, openWindow, picture } from './support/window.ts';

const themes = ['light', 'dark'] as const;

describe('writing a log, as a person does', () => {
  let window: Workbench;
  let log: string;
  let text: string;

  before(async () => {
    ({ window, log, text } = await openLog());
  });
  after(() => closeWindow(window));

  const press = (key: string) => window.page.keyboard.press(key);
  const type = (typed: string) => window.page.keyboard.type(typed, { delay: 20 });
  const offer = (label: string) =>
    window.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
  /** Asks for what can stand at the cursor. */
  const ask = async (label: string) =>
    assert.ok(await window.pressUntil('Control+Space', offer(label), 'Escape'), `${label} is offered`);
  const focused = (label: string) =>
    window.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: label }).waitFor();
  /** Chooses what is focused. */
  const choose = async (label: string) => {
    await focused(label);
    await press('Enter');
  };
  it('a new entry is mostly chosen', async () => {
    await press('Control+End');
    await press('Enter');
    await type('## Iter 9: ');
    await focused('V_rest success');
    await press('ArrowDown');
    await choose('V_rest partial');
    await press('Enter');
    await type('N');
    await ask('Node');
    await choose('Node');
    await offer('UCB').waitFor();
    await choose('UCB');
    await press('Enter');
    await type('Mut');
    await ask('Mutation');
    await choose('Mutation');
    await type('W_');
    await choose('W_L2');
    await choose('untried');
    await press('Enter');
    await type('Observation: as Node 2 did. N');
    await window.line('as Node 2 did. N').waitFor();
    assert.equal(await window.page.locator('.suggest-widget.visible').count(), 0, 'silence in prose');
    const written = [
      '## Iter 9: V_rest partial',
      'Node: id=9, parent=5',
      'Mutation: W_L2: 2.5E-6 -> 3E-6',
      'Observation: as Node 2 did. N',
    ];
    await save(window, log, `${text}\n${written.join('\n')}`, 'the entry on disk');
  });

  for (const theme of themes) {
    it(`what is offered looks well in a ${theme} theme`, async () => {
      await window.setTheme(theme);
      for (const [name, after, label] of [
        ['parents', 'Node: id=9, parent=', 'UCB'],
        ['new-values', 'Mutation: W_L2: 2.5E-6 -> ', 'untried'],
        ['parameters', 'Mutation: ', 'W_L2'],
      ] as const) {
        const lines = readFileSync(log, 'utf8').split('\n');
        await window.goTo(lines.findLastIndex(line => line.startsWith(after)) + 1, after.length + 1);
        await ask(label);
        await window.screenshot(picture(`completion-${name}-${theme}`));
        await press('Escape');
      }
    });
  }
});

describe('the numbers of iterations, as a person uses them', () => {
  let window: Workbench;
  let log: string;
  let text: string;

  before(async () => {
    ({ window, log, text } = await openLog());
  });
  after(() => closeWindow(window));

  const press = (key: string) => window.page.keyboard.press(key);
  const box = () => window.page.locator('.rename-box input:focus');
  /** The number on the Node line of iteration 2. */
  const goToNumber = () => window.goTo(14, 'Node: id='.length + 1);
  const openBox = async () => assert.ok(await window.pressUntil('F2', box(), 'Escape'));
  const rename = async (to: string) => {
    await goToNumber();
    await openBox();
    await window.page.keyboard.type(to);
    await press('Enter');
    await box().waitFor({ state: 'hidden' });
  };
  const saved = (wanted: string, what: string) => save(window, log, wanted, what);

  it('lead to the entry', async () => {
    await window.goTo(63, 'Node: id=5, parent='.length + 1);
    assert.ok(await window.pressUntil('F12', window.statusBarItem(/Ln 13, Col 9\b/)));
  });

  it('are changed everywhere by F2, and back by one undo', async () => {
    await rename('42');
    await window.line('## Iter 42: V_rest partial').waitFor();
    const expected = text
      .replace(/^## Iter 2:/m, '## Iter 42:')
      .replace(/^(Node: id|Next: parent|Node: id=\d+, parent)=2\b/gm, '$1=42')
      .replace(/^(Mutation: .* re-run of Node) 2\b/gm, '$1 42');
    await saved(expected, 'the new number on disk');
    await press('Control+Z');
    await window.line('## Iter 2: V_rest partial').waitFor();
    await saved(text, 'one undo brings the old text back');
  });

  it('are not changed to one that is taken: the reason is said, and nothing else happens', async () => {
    await rename('6');
    await window.notification('This log has an iteration 6 already.');
    assert.equal(await window.page.locator('.tab.active.dirty').count(), 0);
    await window.command('Notifications: Clear All Notifications');
  });

  it('are not changed in prose', async () => {
    await window.goTo(10, 1 + (text.split('\n')[9] ?? '').indexOf('21 range'));
    const refusal = { hasText: 'Prose is left as it is.' };
    assert.ok(await window.pressUntil('F2', window.page.locator('.monaco-editor-overlaymessage', refusal)));
    await press('Escape');
  });

  for (const theme of themes) {
    it(`look well in a ${theme} theme`, async () => {
      await window.setTheme(theme);
      await goToNumber();
      await openBox();
      await window.screenshot(picture(`rename-${theme}`));
      await press('Escape');
      const rows = window.page.locator('.reference-zone-widget .monaco-list-row');
      assert.ok(await window.pressUntil('Shift+F12', rows.first(), 'Escape'));
      await window.screenshot(picture(`references-${theme}`));
      await press('Escape');
      await window.page.locator('.reference-zone-widget').waitFor({ state: 'detached' });
    });
  }
});

interface OpenedLog {
  readonly window: Workbench;
  readonly log: string;
  readonly text: string;
}

/** A window that shows the example's log, once iterlog knows it. */
async function openLog(): Promise<OpenedLog> {
  const folder = path.join(await explorations(await newFolder()), 'vrest');
  const log = path.join(folder, logName);
  const window = await openWindow({
    folder,
    viewport: { width: 1120, height: 740 },
    deviceScaleFactor: 1.5,
  });
  await window.command('View: Toggle Primary Side Bar Visibility');
  await window.openFile(logName);
  await window.page.locator('.part.statusbar [id="status.languageStatus"][aria-label*="8 nodes"]').waitFor();
  return { window, log, text: readFileSync(log, 'utf8') };
}

async function save(window: Workbench, log: string, wanted: string, what: string): Promise<void> {
  await window.page.keyboard.press('Control+S');
  await window.until(() => readFileSync(log, 'utf8') === wanted, what);
  await window.page.locator('.tab.active:not(.dirty)').waitFor();
}
