import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { corpusPath, describeCorpus } from '../../fixtures/corpus.ts';
import type { Workbench } from '../host/workbench.mjs';
import { countsOf, findingsOf } from './support/findings.ts';
import { closeWindow, newFolder, openWindow, picture } from './support/window.ts';

const logName = 'simulation_oscillatory_rank_50_Claude_analysis.md';

describeCorpus('a real log of 136 entries', () => {
  let window: Workbench;
  let folder: string;
  let file: string;
  before(async () => {
    folder = path.join(await newFolder(), 'rank50');
    await cp(corpusPath('metabolism/rank50/688d615') ?? '', folder, { recursive: true });
    file = path.join(folder, logName);
    window = await openWindow({ folder });
    await window.openFile(logName);
  });
  after(() => closeWindow(window));

  it('has the findings of the command line', async () => {
    const counts = countsOf(findingsOf(folder));
    const problems = window.page.locator('.part.statusbar [id="status.problems"]');
    await window.until(
      async () => (await problems.getAttribute('aria-label')) === counts,
      `the counts ${counts}`,
    );
  });

  it('shows at an overridden parent what overrides it', async () => {
    const [finding] = findingsOf(file).filter(({ rule }) => rule === 'next-overrides-parent');
    assert.ok(finding);
    await window.goTo(finding.line, finding.column);
    await window.squiggle('warning').first().waitFor();
    const rows = await window.problems();
    await rows.nth(3).waitFor();
    await window.goTo(finding.line, finding.column);
    await window.screenshot(picture('long-log'), { statusBar: true });
  });

  it('is fixed altogether in one step, and undone in one', async () => {
    await window.command('iterlog: Fix All');
    await window.statusBarItem(/iterlog: Findings before/).waitFor();
    await window.page.keyboard.press('Control+Z');
    const counts = countsOf(findingsOf(folder));
    const problems = window.page.locator('.part.statusbar [id="status.problems"]');
    await window.until(
      async () => (await problems.getAttribute('aria-label')) === counts,
      `the counts ${counts}`,
    );
  });
});
