/** The exploration panel as a person has it: beside the log, following it, compared with what the core says. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { pictureOf } from '../../../src/core/picture/picture.ts';
import type { Picture } from '../../../src/core/picture/model.ts';
import { colourOf, rewardScale } from '../../../src/webview/tree/colour.ts';
import { exploration } from '../../fixtures/exploration.ts';
import type { Workbench } from '../host/workbench.mjs';
import { explorations, logName } from '../workspaces.mjs';
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

  before(async () => {
    const folder = await explorations(await newFolder());
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

  /** What keeps people out of the panel; the frame around it is VS Code's. */
  async function barriers(): Promise<string[]> {
    const content = window.webview().locator('html');
    await content.evaluate(axe.source);
    const { violations } = await content.evaluate<axe.AxeResults, undefined>('axe.run(document)', undefined);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

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

  it('is there again after a reload', async () => {
    // The command notes what is open, as closing a window does; a browser's own reload is too quick for that.
    await window.command('Developer: Reload Window');
    await mark(1).locator('.score').waitFor();
  });

  it('breaks no policy', () => {
    const broken = window.consoleLines.filter(line => /Content Security Policy/i.test(line));
    assert.deepEqual(broken, []);
  });

  for (const theme of ['light', 'dark', 'hc-light', 'hc-dark'] as const)
    it(`can be looked at in the theme ${theme}`, async () => {
      await window.setTheme(theme);
      for (const tab of ['Parameters', 'Progress', 'Tree'] as const) {
        await window.webview().getByRole('tab', { name: tab }).click();
        await window.page.screenshot({ path: pictureFile(`exploration-${tab.toLowerCase()}-${theme}`) });
        assert.deepEqual(await barriers(), [], `${theme}, ${tab}`);
      }
    });
});
