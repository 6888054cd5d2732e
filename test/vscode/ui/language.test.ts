/** Lenses, hints, hovers, links and symbols as a person sees them, and pictures of them in a light and a dark theme. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { brokenExploration, logName } from '../workspaces.mjs';
import { closeWindow, newFolder, openWindow, picture } from './support/window.ts';

const lensOf6 = 'parent 2 (tree: 4) · UCB 2.28 · 0 children · 1 sample';

describe('what a log says of its lines', () => {
  let window: Workbench;

  before(async () => {
    const folder = await brokenExploration(await newFolder());
    const name = logName.replace('_analysis.md', '');
    writeFileSync(path.join(folder, `${name}_01_analysis.log`), 'V_rest_R2: 0.547\n');
    window = await openWindow({ folder, viewport: { width: 1240, height: 760 }, deviceScaleFactor: 1.5 });
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.openFile(logName);
    await window.goTo(84);
    await lens(lensOf6).waitFor();
  });
  after(() => closeWindow(window));

  const lens = (text: string) => window.page.locator('.codelens-decoration', { hasText: text }).first();
  /** A line with a hint behind it, in which the editor breaks no line. */
  const hint = (line: string, text: string) =>
    window.line(line).filter({ hasText: new RegExp(text.replaceAll(' ', '[ \\u00a0]')) });
  const hover = () => window.page.locator('.monaco-editor .monaco-hover-content:visible').first();

  it('stands above the entries as lenses, and as hints behind the lines', async () => {
    await hint('## Iter 6: V_rest partial', 'slot 1').waitFor();
    await hint('Node: id=6, parent=2', 'tree: 4').waitFor();
    await hint('Config: lr_update=1.8E-3, recurrent=F, ', 'n=2 mean 0.49 ± 0.13').waitFor();
  });

  it('comes up as a hover', async () => {
    const text = await window.hoverText('6, parent=2');
    assert.match(text, /Iter 6 · partial/);
    assert.match(text, /Score: 0\.547 \+ 1\.414·√6 \/ \(1 \+ 1\) = 2\.279/);
    assert.match(text, /not distinguishable from Node 21/);
  });

  it('compares an entry with its parent when its lens is chosen', async () => {
    await lens(lensOf6).locator('a').click();
    await window.page.locator('.tab.active', { hasText: 'Node 2 ↔ Node 6' }).waitFor();
    await window.command('View: Close Editor');
    await lens(lensOf6).waitFor();
  });

  it('leads to the files that a run left', async () => {
    await window.page.locator('.detected-link', { hasText: 'Metrics' }).first().waitFor();
  });

  it('is found among the symbols of the workspace', async () => {
    await window.page.keyboard.press('Control+P');
    await window.input.fill('#iter 6');
    const row = window.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'Iter 6: V_rest partial',
      hasNotText: '##',
    });
    await row.first().click();
    await window.statusBarItem(/Ln 72, Col/).waitFor();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`looks good as lenses and hints in a ${theme} theme`, async () => {
      await window.setTheme(theme);
      await window.goTo(84);
      await lens(lensOf6).waitFor();
      await hint('Config: lr_update=1.8E-3, recurrent=F, ', 'n=2 mean').waitFor();
      await window.screenshot(picture(`lenses-and-hints-${theme}`));
    });

    for (const [name, line, column, said] of [
      ['node', 72, 9, 'Score:'],
      ['parent', 73, 20, 'Parent of Iter 6'],
      ['config', 75, 56, 'Config of Iter 6'],
      ['mutation', 77, 3, 'Iter 6: mutation'],
      ['metric', 76, 10, 'V_rest_R2 of Iter 6'],
    ] as const)
      it(`looks good as a hover on a ${name} in a ${theme} theme`, async () => {
        await window.goTo(line, column);
        await window.page.mouse.move(0, 0);
        await window.command('Show or Focus Hover');
        await hover().getByText(said).first().waitFor();
        await window.screenshot(picture(`hover-${name}-${theme}`));
        await window.page.keyboard.press('Escape');
      });
  }
});
