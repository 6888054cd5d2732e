import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { brokenExploration, logName } from '../workspaces.mjs';
import { countsOf, findingsOf } from './support/findings.ts';
import type { Finding } from './support/findings.ts';
import { closeWindow, newFolder, openWindow, repository } from './support/window.ts';

describe('a broken log, as a person sees it', () => {
  let window: Workbench;
  let file: string;
  let original: Buffer;
  let findings: Finding[];

  before(async () => {
    const folder = await brokenExploration(await newFolder());
    file = path.join(folder, logName);
    original = readFileSync(file);
    findings = findingsOf(file);
    window = await openWindow({ folder });
    await window.openFile(logName);
  });
  after(() => closeWindow(window));

  const onDisk = () => readFileSync(file);
  const status = (id: string) => window.page.locator(`.part.statusbar [id="${id}"]`);
  const problemCounts = () => status('status.problems').getAttribute('aria-label');
  const save = () => window.page.keyboard.press('Control+S');
  const undo = () => window.page.keyboard.press('Control+Z');
  const showsCounts = (counts: string) =>
    window.until(async () => (await problemCounts()) === counts, `the counts ${counts}`);

  it('is underlined', async () => {
    await window.squiggle('error').first().waitFor();
    await showsCounts(countsOf(findings));
  });

  it('has in the Problems panel what the command line says, errors first', async () => {
    const rows = await window.problems();
    await rows.nth(3).waitFor();
    assert.match(await rows.first().innerText(), new RegExp(`${logName}\\s+${findings.length}$`));
    const errors = findings.filter(({ severity }) => severity === 'error');
    const shown = (await rows.allInnerTexts()).slice(1, 1 + errors.length);
    assert.ok(shown.length > 3);
    assert.deepEqual(
      shown.map(text => text.split(/\n+/)),
      errors
        .slice(0, shown.length)
        .map(({ message, rule, line, column }) => [message, 'iterlog', rule, `[Ln ${line}, Col ${column}]`]),
    );
  });

  it('says on hover what is wrong, what the rule is for, and where to read on', async () => {
    await window.goTo(1);
    const finding = findings.find(({ rule }) => rule === 'metric-unreadable');
    assert.ok(finding);
    const hover = await window.hover('connectivity_R2=9.57');
    // The rule's reason is read from its page, so it comes after the message.
    await hover.getByText('Documentation of metric-unreadable').waitFor();
    const text = await hover.innerText();
    assert.ok(text.includes(finding.message), text);
    const page = readFileSync(repository('docs', 'rules', 'metric-unreadable.md'), 'utf8');
    const [, reason = ''] = /## Why[^\n]*\n+([^.`*]{20,60})/.exec(page) ?? [];
    assert.ok(reason && text.includes(reason), `${text}\ndoes not say: ${reason}`);
    await window.page.keyboard.press('Escape');
  });

  it('is fixed by keyboard; undo and save bring every byte back', async () => {
    await window.goTo(23);
    await window.quickFix('Iteration 3', 'Write');
    await window.line('## Iter 3: V_rest failed').waitFor();
    await save();
    const fixed = original.toString().replace('## Iteration 3:', '## Iter 3:');
    await window.until(() => onDisk().toString() === fixed, 'the fix is on disk');
    await showsCounts(countsOf(findingsOf(file)));
    await undo();
    await save();
    await window.until(() => onDisk().equals(original), 'the original is on disk');
    await showsCounts(countsOf(findings));
  });

  it('is fixed altogether by Fix All; one undo takes it back', async () => {
    await window.command('iterlog: Fix All');
    await window.statusBarItem(/iterlog: .*15.*/).waitFor();
    await save();
    await window.until(() => !onDisk().equals(original), 'the fixes are on disk');
    await showsCounts(countsOf(findingsOf(file)));
    await undo();
    await save();
    await window.until(() => onDisk().equals(original), 'the original is on disk');
  });

  it('has its errors, nodes and protocol in the language status', async () => {
    const count = (severity: string) => findings.filter(finding => finding.severity === severity).length;
    const wanted = [`${count('error')} errors, ${count('warning')} warnings`, '8 nodes, preset vrest'];
    await window.until(
      async () => {
        const label = await status('status.languageStatus').getAttribute('aria-label');
        return wanted.every(part => label?.includes(part));
      },
      `the language status says ${wanted.join(' and ')}`,
    );
  });

  it('is coloured by the grammar', async () => {
    await window.goTo(4, 8);
    await window.command('Developer: Inspect Editor Tokens and Scopes');
    const scopes = window.page.locator('.token-inspect-widget');
    await scopes.getByText('variable.parameter.iterlog').waitFor();
    await window.page.keyboard.press('Escape');
    await scopes.waitFor({ state: 'hidden' });
  });

  it('is counted by Lint All Logs', async () => {
    await window.command('iterlog: Lint All Logs');
    await window.statusBarItem(/iterlog: 1 log: 8 errors/).waitFor();
  });

  it('leads to the page of a rule', async () => {
    await window.command('iterlog: Show Rule Documentation');
    await window.input.fill('next-later');
    await window.pick('next-later-sibling');
    await window.webview().getByRole('heading', { name: 'next-later-sibling' }).waitFor();
  });
});
