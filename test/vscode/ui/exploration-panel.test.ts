/** The exploration panel as a person has it: beside the log, following it, compared with what the core says. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pictureOf } from '../../../src/core/picture/picture.ts';
import type { Picture } from '../../../src/core/picture/model.ts';
import { colourOf, rewardScale } from '../../../src/webview/tree/colour.ts';
import { exploration } from '../../fixtures/exploration.ts';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
import { barriers, brokenPolicies } from './support/panel.ts';
import {
  closeWindow,
  host,
  newFolder,
  openWindow,
  picture as pictureFile,
  repository,
} from './support/window.ts';

describe('the exploration panel', () => {
  let window: Workbench;
  let picture: Picture;
  let folder: string;

  before(async () => {
    folder = await explorations(await newFolder());
    const text = readFileSync(path.join(folder, 'vrest', logName), 'utf8');
    picture = pictureOf({ exploration: exploration(text) }, 'a log');
    window = await openWindow({ folder, viewport: { width: 1280, height: 800 } });
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.openFile(`vrest/${logName}`);
  });
  after(async () => {
    await closeWindow(window);
    if (host !== 'newest' || process.env.ITERLOG_UPDATE_SCREENSHOTS !== '1') return;
    for (const theme of ['light', 'dark'])
      copyFileSync(
        pictureFile(`exploration-tree-${theme}`),
        repository('media', 'readme', `exploration-${theme}.png`),
      );
  });

  const mark = (id: number) => window.webview().locator(`.mark[data-key="iteration ${id}"]`);

  it('opens beside the log from its title bar, with the tree of the core', async () => {
    await window.page
      .locator('.editor-actions .action-label[aria-label*="Show Exploration"]')
      .first()
      .click();
    await mark(1).waitFor();
    assert.equal(
      await window.webview().locator('.mark').count(),
      picture.entries.length + picture.proposal.length,
    );
    const scale = rewardScale((picture.tree?.nodes ?? []).map(({ reward }) => reward));
    for (const { id, reward } of picture.tree?.nodes ?? [])
      assert.equal(await mark(id).locator('.form').getAttribute('fill'), colourOf(reward, scale));
    await window.page.locator('.tab', { hasText: 'Exploration flyvis_62_1_gs_vrest_Claude' }).waitFor();
  });

  it('marks the entry that the cursor is in', async () => {
    await window.goTo(5);
    await window.webview().locator('.mark.selected[data-key="iteration 1"]').waitFor();
  });

  it('goes to the entry that is clicked', async () => {
    await mark(5).locator('.form').click();
    const line = picture.entries.find(({ id }) => id === 5)?.line;
    await window
      .statusBarItem(`Ln ${line ?? 0}`)
      .first()
      .waitFor();
  });

  it('follows an edit, and keeps what is selected and how it is looked at', async () => {
    await window.webview().getByRole('checkbox', { name: 'UCB' }).check();
    // The page has the focus now.
    await window.page.locator('.tab', { hasText: logName }).click();
    await window.goTo(5);
    await window.webview().locator('.mark.selected[data-key="iteration 1"]').waitFor();
    const before = await mark(1).locator('.score').textContent();
    await window.placeCursor('Node: id=1,');
    await window.page.keyboard.press('Home');
    await window.page.keyboard.type('x');
    await window.until(
      async () => (await mark(1).locator('.score').count()) === 0,
      'an entry without a Node line is no node',
    );
    await window.page.keyboard.press('Control+Z');
    await window.until(async () => (await mark(1).locator('.score').textContent()) === before, 'it is back');
    await window.webview().locator('.mark.selected[data-key="iteration 1"]').waitFor();
  });

  it('is walked by the keyboard, and Enter goes to the entry', async () => {
    const items = window.webview().locator('[role=treeitem]');
    await items.first().focus();
    await window.page.keyboard.press('End');
    await window.page.keyboard.press('Home');
    const key = await window.webview().locator('.mark.selected').getAttribute('data-key');
    await window.page.keyboard.press('Enter');
    const line = picture.entries.find(entry => entry.key === key)?.line;
    await window
      .statusBarItem(`Ln ${line ?? 0}`)
      .first()
      .waitFor();
  });

  it('saves the pictures and the table where the user says', async () => {
    for (const [tab, button, ending, wanted] of [
      ['Tree', 'Save the tree as SVG', 'tree.svg', /^<svg .*<\/svg>\s$/s],
      ['Tree', 'Save the tree as PNG', 'tree.png', /^.PNG/s],
      ['Progress', 'Save the chart “Each config” as SVG', 'configs.svg', /^<svg .*<\/svg>\s$/s],
      ['Parameters', 'Save the table as Markdown', 'configs.md', /^\| # \| Nodes \|/],
    ] as const) {
      await window.webview().getByRole('tab', { name: tab }).click();
      await window.webview().getByRole('button', { name: button }).click();
      const name = `flyvis_62_1_gs_vrest_Claude_${ending}`;
      await window.input.waitFor();
      await window.until(async () => (await window.input.inputValue()).endsWith(name), `${name} is offered`);
      await window.page.keyboard.press('Enter');
      const file = path.join(folder, 'vrest', name);
      await window.until(
        () => Promise.resolve(existsSync(file) && statSync(file).size > 0),
        `${name} is there`,
      );
      assert.match(readFileSync(file, 'latin1'), wanted);
    }
    await window.webview().getByRole('tab', { name: 'Tree' }).click();
  });

  it('opens from the language status, and from the Iterations view', async () => {
    const close = async () => {
      await window.page.locator('.tab', { hasText: 'Exploration flyvis' }).click({ button: 'middle' });
      await window.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
    };
    await close();
    await window.page.locator('.part.statusbar [id="status.languageStatus"]').hover();
    await window.page.locator('.hover-language-status').getByText('Show Exploration').click();
    await mark(1).waitFor();
    await close();
    await window.command('View: Show iterlog');
    const header = window.page.locator('.pane-header[aria-label^="Iterations Section"]');
    await header.hover();
    await window.page
      .locator('.pane', { has: header })
      .locator('.action-label[aria-label="Show Exploration"]')
      .click();
    await mark(1).waitFor();
    await window.command('View: Toggle Primary Side Bar Visibility');
  });

  it('is as it was when another editor has covered it', async () => {
    await window.webview().getByRole('combobox', { name: 'Parents' }).selectOption('declared');
    await window.page.locator('.tab', { hasText: 'Exploration flyvis' }).click();
    await window.openFile('notes.md');
    await mark(1).waitFor({ state: 'detached' });
    await window.page.locator('.tab', { hasText: 'Exploration flyvis' }).click();
    await mark(1).locator('.score').waitFor();
    assert.equal(await window.webview().getByRole('combobox', { name: 'Parents' }).inputValue(), 'declared');
    await window.webview().getByRole('combobox', { name: 'Parents' }).selectOption('effective');
    await window.page.locator('.tab', { hasText: 'notes.md' }).click({ button: 'middle' });
    await window.page.locator('.tab', { hasText: logName }).click();
  });

  it('is there again after a reload', async () => {
    // The command notes what is open, as closing a window does; a browser's own reload is too quick for that.
    await window.command('Developer: Reload Window');
    await mark(1).locator('.score').waitFor();
  });

  it('breaks no policy', () => {
    assert.deepEqual(brokenPolicies(window), []);
  });

  for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const)
    it(`can be looked at in the theme ${theme}`, async () => {
      await window.setTheme(theme);
      for (const tab of ['Parameters', 'Progress', 'Tree'] as const) {
        await window.webview().getByRole('tab', { name: tab }).click();
        await window.page.screenshot({ path: pictureFile(`exploration-${tab.toLowerCase()}-${theme}`) });
        assert.deepEqual(await barriers(window), [], `${theme}, ${tab}`);
      }
    });
});
