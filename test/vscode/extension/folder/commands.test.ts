import assert from 'node:assert/strict';
import { commands, TabInputWebview, Uri, window } from 'vscode';
import { until } from '../../host/until.mjs';
import { findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { closeAll, extension, open, ready } from '../support/editor.ts';
import { example, read, root, write } from '../support/workspace.ts';

interface Contributed {
  readonly commands: readonly {
    readonly command: string;
    readonly title: string;
    readonly category: string;
  }[];
}

const activeTab = () => window.tabGroups.activeTabGroup.activeTab;

describe('commands', () => {
  before(ready);
  afterEach(closeAll);

  it('are there as the manifest says, with their titles', async () => {
    const { contributes } = extension().packageJSON as { contributes: Contributed };
    const present = await commands.getCommands(true);
    for (const { command, title, category } of contributes.commands) {
      assert.ok(present.includes(command), command);
      assert.ok(!title.includes('%') && !category.includes('%'), `${command} has a text`);
    }
  });

  it('Lint All Logs lints every log of the workspace', async () => {
    const uri = write('commands/all_analysis.md', read(example('broken')));
    await commands.executeCommand('iterlog.lintAll');
    await shows(uri, findingsOf(read(uri)));
    await shows(example('vrest'), []);
  });

  it('Fix All without a log changes nothing', async () => {
    await commands.executeCommand('iterlog.fixAll');
    const { document } = await open(Uri.file(`${root()}/notes.md`));
    await commands.executeCommand('iterlog.fixAll');
    assert.equal(document.isDirty, false);
  });

  it('Show Rule Documentation opens the page of a rule', async () => {
    await commands.executeCommand('iterlog.showRuleDocumentation', 'next-id-plus-one');
    await until(() => activeTab()?.label.includes('next-id-plus-one'), 'the page is shown');
    assert.ok(activeTab()?.input instanceof TabInputWebview, 'as rendered Markdown');
  });
});
