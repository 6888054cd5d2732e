import assert from 'node:assert/strict';
import path from 'node:path';
import { Uri, workspace } from 'vscode';
import { readProtocolFile } from '../../../../src/core/protocol/file.ts';
import { findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { closeAll, open, ready } from '../support/editor.ts';
import { logName, read } from '../support/workspace.ts';

const logIn = (name: string): Uri => {
  const folder = workspace.workspaceFolders?.find(one => one.name === name);
  assert.ok(folder, `the window shows the folder ${name}`);
  return Uri.joinPath(folder.uri, logName);
};

describe('a workspace of several folders', () => {
  before(ready);
  afterEach(closeAll);

  for (const how of ['open', 'on disk']) {
    it(`applies to a log ${how} the settings of its own folder`, async () => {
      const log = logIn('first');
      if (how === 'open') await open(log);
      const severities = { 'next-overrides-parent': 'off', 'status-threshold': 'error' } as const;
      assert.notDeepEqual(findingsOf(read(log), { severities }), findingsOf(read(log)));
      await shows(log, findingsOf(read(log), { severities }));
    });

    it(`applies to a log ${how} the iterlog.yaml of its own folder`, async () => {
      const log = logIn('second');
      if (how === 'open') await open(log);
      const file = readProtocolFile(
        read(Uri.file(path.join(path.dirname(log.fsPath), 'iterlog.yaml'))),
        'vrest',
      );
      assert.notDeepEqual(findingsOf(read(log), { file }), findingsOf(read(log)));
      await shows(log, findingsOf(read(log), { file }));
    });
  }
});
