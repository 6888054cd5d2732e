import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { shows } from '../support/diagnostics.ts';
import { findingsOf } from '../support/core.ts';
import { closeAll, open, ready } from '../support/editor.ts';
import { logName, read, root } from '../support/workspace.ts';

const name = logName.replace('_analysis.md', '');
/** Made by whatever would be run of the record below. */
const trace = () => path.join(root(), 'it-ran');

/** A run that is said to go on, on a target whose every command leaves a trace. */
function evilRecord(): string {
  const evil = ['/bin/sh', '-c', `touch '${trace()}'`, 'x'];
  const target = {
    ...{ type: 'slurm', python: 'python3', environment: {}, device: 'cuda', poll: 1, pathMap: {}, gpus: 1 },
    ...{ options: [], prelude: `touch '${trace()}'`, schedulerPrelude: `touch '${trace()}'` },
    commands: { squeue: evil, sacct: evil, scancel: evil },
  };
  const status = { state: 'running', started: 1 };
  return JSON.stringify({
    ...{ version: 1, id: 'evil', kind: 'batch', exploration: name, root: '../..', targetName: 'x', target },
    ...{ folder: root(), directory: path.join(root(), '.iterlog/runs/evil'), jobId: '1' },
    ...{ created: '2026-01-01T00:00:00Z', state: 'running', pushed: [], keptAside: [], overridden: [] },
    ...{ wanted: [], fetched: [], tasks: [{ task: '00', iteration: 9, commands: [['true']], status }] },
  });
}

// That tasks are not even asked for is VS Code's own doing: it wants trust before.
describe('runs in a workspace that is not trusted', () => {
  before(async () => {
    await ready();
    const folder = path.join(root(), `${name}_runs`, 'evil');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'run.json'), evilRecord());
    await open(Uri.joinPath(Uri.file(root()), logName));
    await shows(
      Uri.joinPath(Uri.file(root()), logName),
      findingsOf(read(Uri.joinPath(Uri.file(root()), logName))),
    );
  });
  afterEach(closeAll);

  it('do not start, and those that are said to go on are asked nothing', async () => {
    assert.equal(workspace.isTrusted, false);
    for (const command of [
      ...['iterlog.runBatch', 'iterlog.runLoop', 'iterlog.startLoopAfresh'],
      ...['iterlog.attachToRun', 'iterlog.cancelRun', 'iterlog.fetchResults'],
    ])
      await commands.executeCommand(command);
    assert.deepEqual(readdirSync(path.join(root(), `${name}_runs`)), ['evil']);
    assert.equal(existsSync(path.join(root(), '.iterlog')), false);
    assert.equal(existsSync(trace()), false);
    assert.match(readFileSync(path.join(root(), `${name}_runs`, 'evil', 'run.json'), 'utf8'), /"running"/);
  });

  it('take no targets from the settings of the workspace', () => {
    const { workspaceFolderValue, workspaceValue } =
      workspace.getConfiguration('iterlog').inspect('targets') ?? {};
    assert.equal(workspaceFolderValue, undefined);
    assert.equal(workspaceValue, undefined);
  });
});
