import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { findingsOf, problemsOf } from '../support/core.ts';
import { shows, showsRule } from '../support/diagnostics.ts';
import { closeAll, open, ready } from '../support/editor.ts';
import { example, read, write } from '../support/workspace.ts';

const set = (name: string, value: unknown) =>
  workspace.getConfiguration('iterlog').update(name, value, ConfigurationTarget.Workspace);

describe('settings', () => {
  let log: Uri;
  let text: string;
  before(async () => {
    await ready();
    log = example('broken');
    text = read(log);
  });
  beforeEach(() => open(log));
  afterEach(async () => {
    for (const name of ['rules', 'files', 'protocol']) await set(name, undefined);
    await closeAll();
  });

  it('switch a rule off and on again', async () => {
    const severities = { 'next-overrides-parent': 'off' } as const;
    assert.ok(problemsOf(text).some(({ rule }) => rule === 'next-overrides-parent'));
    await set('rules', severities);
    await shows(log, findingsOf(text, { severities }));
    await set('rules', undefined);
    await shows(log, findingsOf(text));
  });

  it('change the severity of a rule, in editors and elsewhere', async () => {
    const severities = { 'next-overrides-parent': 'error', 'status-threshold': 'info' } as const;
    const closed = write('settings/closed_analysis.md', text);
    await set('rules', severities);
    await shows(log, findingsOf(text, { severities }));
    await shows(closed, findingsOf(text, { severities }));
  });

  it('leave a rule or severity that is none aside, and the others in force', async () => {
    await set('rules', { 'no-such-rule': 'off', 'node-id': 'loud', 'next-overrides-parent': 'off' });
    await shows(log, findingsOf(text, { severities: { 'next-overrides-parent': 'off' } }));
  });

  it('say which files are logs', async () => {
    const plan = write('settings/plan.txt.md', 'Node: id=1, parent=root\n');
    const other = write('settings/other.explog', text);
    await shows(plan, []);
    await set('files', ['**/*.explog']);
    await shows(other, findingsOf(text));
    // A log by its heading stays one while an editor shows it.
    await shows(log, findingsOf(text));
    await closeAll();
    await shows(log, []);
    await set('files', undefined);
    await shows(other, []);
    await shows(log, findingsOf(text));
  });

  it('choose the protocol', async () => {
    await set('protocol', 'flyvis');
    assert.notDeepEqual(findingsOf(text, { protocol: 'flyvis' }), findingsOf(text));
    await shows(log, findingsOf(text, { protocol: 'flyvis' }));
    await set('protocol', 'no such protocol');
    await shows(log, findingsOf(text));
  });

  it('say of a log that fits no protocol that only some rules ran', async () => {
    const strange = text
      .replace(/V_?rest/gi, 'bananas')
      .replace(/(connectivity|tau)_R2/g, '$1_q')
      .replace(/# FlyVis/, '# Fruit');
    const uri = write('settings/strange_analysis.md', strange);
    await showsRule(uri, 'protocol-unknown');
    await shows(uri, findingsOf(strange));
  });
});
