import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, workspace } from 'vscode';
import { ready } from '../support/editor.ts';
import { logName, root } from '../support/workspace.ts';

// That tasks are not even asked for is VS Code's own doing: it wants trust before.
describe('runs in a workspace that is not trusted', () => {
  const runs = () => path.join(root(), logName.replace('_analysis.md', '_runs'));
  const record = () => readFileSync(path.join(runs(), 'tempting', 'run.json'), 'utf8');
  let written = '';
  before(async () => {
    await ready();
    written = record();
  });

  it('do not start, and one that is said to go on is asked nothing', async () => {
    assert.equal(workspace.isTrusted, false);
    for (const command of [
      ...['iterlog.runBatch', 'iterlog.runLoop', 'iterlog.startLoopAfresh'],
      ...['iterlog.attachToRun', 'iterlog.cancelRun', 'iterlog.fetchResults'],
    ])
      await commands.executeCommand(command);
    // Twice as long as the run would wait for the next question.
    await new Promise(resolve => setTimeout(resolve, 2000));
    assert.equal(existsSync(path.join(root(), 'it-ran')), false);
    assert.equal(existsSync(path.join(root(), '.iterlog')), false);
    assert.deepEqual(readdirSync(runs()), ['tempting']);
    assert.equal(record(), written);
  });

  it('take no targets from the settings of the workspace', () =>
    assert.deepEqual(workspace.getConfiguration('iterlog').get('targets'), {}));
});
