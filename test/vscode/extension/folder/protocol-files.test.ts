import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationTarget, Range, Uri, workspace } from 'vscode';
import { readProtocolFile } from '../../../../src/core/protocol/file.ts';
import { findingsOf } from '../support/core.ts';
import { diagnosticsOf, shows, slugOf } from '../support/diagnostics.ts';
import { closeAll, open, ready } from '../support/editor.ts';
import { example, read, root, write, writeUntil } from '../support/workspace.ts';
import { until } from '../../host/until.mjs';

const by = (yaml: string) => ({ file: readProtocolFile(yaml, 'vrest') });
const problems = (uri: Uri) =>
  diagnosticsOf(uri).map(diagnostic => `${slugOf(diagnostic)}: ${diagnostic.message}`);

describe('an iterlog.yaml', () => {
  let text: string;
  let log: Uri;
  let count = 0;
  const yamlName = () => `protocol${count}/iterlog.yaml`;
  const yaml = () => Uri.file(path.join(root(), yamlName()));
  const isShown = (findings: readonly string[]) => () => diagnosticsOf(log).length === findings.length;

  before(async () => {
    await ready();
    text = read(example('broken'));
  });
  beforeEach(async () => {
    log = write(`protocol${++count}/deep/er/it_analysis.md`, text);
    await open(log);
    await shows(log, findingsOf(text));
  });
  afterEach(closeAll);

  it('above a log speaks for it, and no more once it is gone', async () => {
    const content = 'extends: vrest\nrules:\n  next-overrides-parent: off\n  start-batch: off\n';
    const findings = findingsOf(text, by(content));
    assert.notDeepEqual(findings, findingsOf(text));
    await writeUntil(yamlName(), content, isShown(findings));
    await shows(log, findings);
    rmSync(yaml().fsPath);
    await shows(log, findingsOf(text));
  });

  it('outranks the settings', async () => {
    const content = 'rules:\n  next-overrides-parent: error\n';
    const severities = { 'next-overrides-parent': 'off', 'status-threshold': 'off' } as const;
    const set = (value: unknown) =>
      workspace.getConfiguration('iterlog').update('rules', value, ConfigurationTarget.Workspace);
    await set(severities);
    try {
      const findings = findingsOf(text, { ...by(content), severities });
      await writeUntil(yamlName(), content, isShown(findings));
      await shows(log, findings);
    } finally {
      await set(undefined);
    }
  });

  it('that is broken has findings of its own, and the log those of the preset', async () => {
    const content = 'extends: vrest\nbatchSizes: 4\n';
    const { problems: expected } = readProtocolFile(content, 'vrest');
    assert.ok(expected.length > 0);
    await writeUntil(yamlName(), content, () => diagnosticsOf(yaml()).length > 0);
    assert.deepEqual(
      problems(yaml()),
      expected.map(({ message }) => `protocol-file: ${message}`),
    );
    await shows(log, findingsOf(text, by(content)));

    write(yamlName(), 'extends: vrest\nbatchSize: 4\n');
    await until(() => diagnosticsOf(yaml()).length === 0, 'the mended file has no findings');
  });

  it('that is no YAML at all does no harm', async () => {
    const content = 'extends: [vrest\n\t- }{';
    await writeUntil(yamlName(), content, () => diagnosticsOf(yaml()).length > 0);
    await shows(log, findingsOf(text, by(content)));
  });

  it('is followed as it is typed', async () => {
    write(yamlName(), 'extends: vrest\n');
    const editor = await open(yaml());
    const content = 'extends: vrest\nrules:\n  next-overrides-parent: off\n';
    await editor.edit(edit => edit.replace(new Range(0, 0, editor.document.lineCount, 0), content));
    await shows(log, findingsOf(text, by(content)));
  });
});
