import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { treeLines } from '../host/in-page.mjs';
import type { Workbench } from '../host/workbench.mjs';
import { brokenExploration, explorations, logName } from '../workspaces.mjs';
import { makeLog } from '../../fixtures/make-log.ts';
import { closeWindow, newFolder, openWindow, picture } from './support/window.ts';

/** The Iterations view as a person sees it. */
class View {
  constructor(private readonly window: Workbench) {}

  private get pane() {
    const header = this.window.page.locator('.pane-header[aria-label^="Iterations Section"]');
    return this.window.page.locator('.part.sidebar .pane', { has: header });
  }

  /** The rows with this text in their label. */
  row(text: string) {
    return this.pane.locator('.monaco-list-row', { hasText: text }).first();
  }

  get message() {
    return this.pane.locator('.tree-explorer-viewlet-tree-view .message');
  }

  get welcome() {
    return this.pane.locator('.welcome-view-content');
  }

  get selected() {
    return this.pane.locator('.monaco-list-row.selected');
  }

  /** What is on screen: labels with descriptions, a blank a level deep. */
  lines(): Promise<string[]> {
    return this.pane.locator('.monaco-list-row').evaluateAll(treeLines);
  }

  async shows(wanted: readonly string[]): Promise<void> {
    let last: string[] = [];
    await this.window
      .until(async () => (last = await this.lines()).join('\n') === wanted.join('\n'), 'the iterations')
      .catch(() => undefined);
    assert.deepEqual(last, wanted);
  }

  async press(title: string): Promise<void> {
    await this.pane.locator('.pane-header').hover();
    await this.pane.locator(`.action-label[aria-label="${title}"]`).first().click();
  }
}

async function openView(window: Workbench): Promise<View> {
  await window.command('View: Show iterlog');
  return new View(window);
}

const inBatches = [
  'Block 1 | 1-8 · best 0.631',
  ' Batch 1 | 1-4 · best 0.588',
  '  Iter 1 · partial | 0.512 · n=2 · UCB 2.383',
  '  Iter 2 · partial | 0.588 · n=2 · UCB 1.336',
  '  Iter 3 · failed | 0.274 · n=1 · UCB 2.145',
  '  Iter 4 · partial | 0.431 · n=2 · UCB 2.302',
  ' Batch 2 | 5-8 · best 0.631',
  '  Iter 5 · success | 0.631 · n=1 · UCB 2.502',
  '  Iter 6 · partial | 0.547 · n=1 · UCB 2.418',
  '  Iter 7 · failed | crashed',
  '  Iter 8 · partial | 0.402 · n=2 · UCB 2.273',
];

describe('the Iterations view', () => {
  let window: Workbench;
  let view: View;

  let text: string;

  before(async () => {
    const folder = await explorations(await newFolder());
    text = readFileSync(path.join(folder, 'vrest', logName), 'utf8');
    window = await openWindow({ folder });
    view = await openView(window);
  });
  after(() => closeWindow(window));

  /** From 1. */
  const lineOf = (start: string) => text.split('\n').findIndex(line => line.startsWith(start)) + 1;

  it('says how to begin where there is no log', async () => {
    await view.welcome.getByText('The iterations of the log that you edit are shown here.').waitFor();
    await view.welcome.getByRole('button', { name: 'Open a Log' }).click();
    await window.input.waitFor();
    assert.equal(await window.input.inputValue(), '_analysis.md');
    await window.page.keyboard.press('Escape');
  });

  it('shows blocks, batches and entries with rewards, samples and scores', async () => {
    await window.openFile(`vrest/${logName}`);
    await view.shows(inBatches);
    // Both logs have the same name.
    await view.message.getByText('vrest/flyvis_62_1_gs_vrest_Claude', { exact: true }).waitFor();
    await view.welcome.waitFor({ state: 'hidden' });
  });

  it('speaks to a screen reader', async () => {
    const label = await view.row('Iter 7').getAttribute('aria-label');
    assert.match(label ?? '', /^Iter 7, failed, crashed/);
  });

  it('follows the cursor, which keeps the focus', async () => {
    await window.goTo(lineOf('## Iter 3:') + 1);
    await window.until(async () => /Iter.3/.test(await view.selected.innerText()), 'Iter 3 is selected');
    await window.page.keyboard.press('End');
    await window.page.keyboard.type('!');
    await window.line('Node: id=3, parent=root!').waitFor();
    await window.page.keyboard.press('Control+Z');
    await window.line('Node: id=3, parent=root!').waitFor({ state: 'hidden' });
  });

  it('leads to the header of an entry', async () => {
    await view.row('Iter 8').click();
    await window.statusBarItem(`Ln ${lineOf('## Iter 8:')}, Col 1`).waitFor();
    await window.line('## Iter 8:').waitFor();
  });

  it('is brought up to date by an edit', async () => {
    await window.goTo(lineOf('## Iter 8:'));
    await window.page.keyboard.press('End');
    await window.page.keyboard.type(' again');
    await view.shows(inBatches.map(line => line.replace('Iter 8 · partial', 'Iter 8 · partial again')));
    await window.until(async () => {
      await window.page.keyboard.press('Control+Z');
      return (await view.lines()).join('\n') === inBatches.join('\n');
    }, 'the edit is undone');
  });

  it('says more of an entry on hover', async () => {
    await view.row('Iter 6').hover();
    const hover = window.page.locator('.workbench-hover:visible');
    await hover.getByText('W_L2: 2.5E-6 -> 3E-6').waitFor();
    assert.match(await hover.innerText(), /Tree:\s+UCB\s2\.418,\s1\svisit,\sparent\s2/);
    await window.page.mouse.move(0, 0);
  });

  it('switches to the tree that the search used, and back', async () => {
    await view.press('Show in Tree Order');
    await view.shows([
      'Block 1 | 1-8 · best 0.631 · 7 in the tree',
      ' Iter 1 · partial | 0.512 · n=2 · UCB 2.383',
      ' Iter 2 · partial | 0.588 · n=2 · UCB 1.336',
      '  Iter 5 · success | 0.631 · n=1 · UCB 2.502',
      '  Iter 6 · partial | 0.547 · n=1 · UCB 2.418',
      '  Iter 8 · partial | 0.402 · n=2 · UCB 2.273',
      ' Iter 3 · failed | 0.274 · n=1 · UCB 2.145',
      ' Iter 4 · partial | 0.431 · n=2 · UCB 2.302',
      ' Not in the tree | 1',
      '  Iter 7 · failed | crashed',
    ]);
    await view.press('Show in Batch Order');
    await view.shows(inBatches);
  });

  it('compares an entry with its parent', async () => {
    await view.row('Iter 6').hover();
    await view.row('Iter 6').locator('.action-label[aria-label="Compare with Parent"]').click();
    const side = window.page.locator('.editor.modified');
    const value = side.locator('.view-line', { hasText: 'W_L2' }).first();
    await window.page.locator('.tab.active', { hasText: 'Node 2 ↔ Node 6' }).waitFor();
    await value.waitFor();
    await window.screenshot(picture('compare'));
    await value.click();
    await window.page.keyboard.type('x');
    assert.match(await value.innerText(), /^W_L2:.3E-6$/);
    await view.shows(inBatches);
    await window.page.keyboard.press('Escape');
    await window.command('View: Close Editor');
  });
});

describe('the Iterations view of a long log', () => {
  const log = makeLog(2000);
  let window: Workbench;
  let view: View;

  before(async () => {
    const folder = await newFolder();
    writeFileSync(path.join(folder, 'long_analysis.md'), log);
    writeFileSync(path.join(folder, 'empty_analysis.md'), '# An exploration\n');
    window = await openWindow({ folder });
    view = await openView(window);
  });
  after(() => closeWindow(window));

  it('can be filtered to the current block, and shows all again', async () => {
    await window.openFile('long_analysis.md');
    await view.row('Block 1').waitFor();
    await view.press('Show Current Block Only');
    await window.until(
      async () => (await view.lines())[0]?.startsWith('Block 167 | 1993-2000'),
      'the last block',
    );
    assert.deepEqual(
      (await view.lines()).filter(line => !line.startsWith('  ')).map(line => line.split(' | ')[0]),
      ['Block 167', ' Batch 499', ' Batch 500'],
    );
    await view.press('Show All Blocks');
    await window.until(async () => (await view.lines())[0]?.startsWith('Block 1 |'), 'all blocks');
  });

  it('opens what is closed to show where the cursor is', async () => {
    const line = log.split('\n').findIndex(one => one.startsWith('Node: id=777,')) + 1;
    await window.goTo(line);
    await window.until(async () => /Iter.777/.test(await view.selected.innerText()), 'Iter 777 is selected');
  });

  it('says how an entry begins in a log that has none', async () => {
    await window.openFile('empty_analysis.md');
    await view.welcome.getByText('This log has no iterations yet.').waitFor();
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.type('## Iter 1: pending');
    await view.shows(['Block 1 | 1', ' Batch 1 | 1', '  Iter 1 · pending | pending']);
  });
});

describe('the Iterations view without a folder', () => {
  let window: Workbench;
  before(async () => {
    window = await openWindow();
  });
  after(() => closeWindow(window));

  it('offers to open one', async () => {
    const view = await openView(window);
    await view.welcome.getByRole('button', { name: 'Open Folder' }).waitFor();
    await view.welcome.getByRole('button', { name: 'How to Begin' }).click();
    await window.page.locator('.getting-started-step').first().waitFor();
  });
});

describe('looks of the Iterations view', () => {
  let window: Workbench;
  before(async () => {
    const folder = await brokenExploration(await newFolder());
    window = await openWindow({ folder, viewport: { width: 1120, height: 740 }, deviceScaleFactor: 1.5 });
    // The view first: opened over a log it takes the focus at some later time, which closes the choice of a theme.
    const view = await openView(window);
    await window.openFile(logName);
    await view.row('Iter 7').waitFor();
  });
  after(() => closeWindow(window));

  for (const theme of ['light', 'dark'] as const)
    it(`in a ${theme} theme`, async () => {
      const view = new View(window);
      await window.setTheme(theme);
      for (const [order, button] of [
        ['batch', 'Show in Tree Order'],
        ['tree', 'Show in Batch Order'],
      ] as const) {
        await view.row('Iter 7').waitFor();
        await window.screenshot(picture(`iterations-${order}-${theme}`));
        await view.press(button);
      }
    });
});
