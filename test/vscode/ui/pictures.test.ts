/** What iterlog looks like, in a light and a dark theme: out/screenshots, to be looked at, and the README's pictures. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import type { Workbench } from '../host/workbench.mjs';
import { brokenExploration, logName } from '../workspaces.mjs';
import { closeWindow, host, newFolder, openWindow, picture, repository } from './support/window.ts';

const themes = ['light', 'dark'] as const;

function updateReadme(): void {
  mkdirSync(repository('media', 'readme'), { recursive: true });
  for (const theme of themes)
    copyFileSync(picture(`problems-${theme}`), repository('media', 'readme', `${theme}.png`));
}

describe('looks', () => {
  let window: Workbench;
  before(async () => {
    const folder = await brokenExploration(await newFolder());
    window = await openWindow({ folder, viewport: { width: 1120, height: 740 }, deviceScaleFactor: 1.5 });
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.openFile(logName);
    await window.squiggle('error').first().waitFor();
    // The Problems panel asks for the fixes of its first row once only, so they must be there by then.
    await window.openQuickFixes('connectivity_R2=9.57', 'Write');
    await window.page.keyboard.press('Escape');
    const rows = await window.problems();
    await rows.nth(1).locator('[class*="markers-panel-action"]').waitFor();
  });
  after(async () => {
    await closeWindow(window);
    if (host === 'newest' && process.env.ITERLOG_UPDATE_SCREENSHOTS === '1') updateReadme();
  });

  const shoot = async (name: string) => {
    await window.screenshot(picture(name), { statusBar: true });
    assert.ok(statSync(picture(name)).size > 20_000);
  };

  for (const theme of themes) {
    it(`of findings, in a ${theme} theme`, async () => {
      await window.setTheme(theme);
      // Behind a full stop: no word is marked there, and no light bulb shown.
      await window.goTo(69, 99);
      await window.page.locator('[class*="gutter-lightbulb"]').first().waitFor({ state: 'hidden' });
      await window.squiggle('warning').nth(2).waitFor();
      await shoot(`problems-${theme}`);
    });

    it(`of a rule's reason, in a ${theme} theme`, async () => {
      await window.placeCursor('1.2E-3');
      // A mouse that moves would close the hover.
      await window.page.mouse.move(0, 0);
      await window.command('Show or Focus Hover');
      await window.page.locator('.monaco-hover:visible').getByText('Documentation of').waitFor();
      await shoot(`hover-${theme}`);
      await window.page.keyboard.press('Escape');
    });

    it(`of fixes, in a ${theme} theme`, async () => {
      await window.openQuickFixes('1.2E-3', 'mutation-old-value');
      await shoot(`fixes-${theme}`);
      await window.page.keyboard.press('Escape');
    });

    it(`of the language status, in a ${theme} theme`, async () => {
      const item = window.page.locator('.part.statusbar [id="status.languageStatus"]');
      await item.hover();
      await window.page.locator('.hover-language-status', { hasText: '8 errors' }).waitFor();
      await window.page.screenshot({ path: picture(`status-${theme}`) });
      await window.page.mouse.move(0, 0);
    });
  }
});
