import assert from 'node:assert/strict';
import { CodeActionKind, commands, ConfigurationTarget, Range, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { toRange } from '../../../../src/extension/convert.ts';
import { readFixture } from '../../../fixtures/read.ts';
import { until } from '../../host/until.mjs';
import { findingsOf, fixed, problemOf, problemsOf } from '../support/core.ts';
import { diagnosticsOf, shows, slugOf } from '../support/diagnostics.ts';
import { action, actions, choose, closeAll, open, ready, repositoryFile } from '../support/editor.ts';
import { example, read, write } from '../support/workspace.ts';

const fixAllKind = CodeActionKind.SourceFixAll.append('iterlog');
const results = (text: string) => text.split(/\r?\n/).filter(line => /^(Metrics|Observation):/.test(line));

describe('fixes', () => {
  let text: string;
  let log: Uri;
  let editor: TextEditor;
  const content = () => editor.document.getText();
  const at = (rule: string) => toRange(problemOf(text, rule).range);

  before(async () => {
    await ready();
    text = read(example('broken'));
  });
  beforeEach(async () => {
    log = write('fixes/broken_analysis.md', text);
    editor = await open(log);
    await shows(log, findingsOf(text));
  });
  afterEach(closeAll);

  it('are offered as preferred quick fixes for every finding that has one', async () => {
    for (const problem of problemsOf(text).filter(({ fixable }) => fixable)) {
      const offered = await action(editor.document, toRange(problem.range), problem.fix?.title ?? '');
      assert.equal(offered.isPreferred, true, offered.title);
      assert.equal(offered.kind?.value, CodeActionKind.QuickFix.value);
    }
  });

  it('change what they say and not a letter more', async () => {
    for (const rule of ['next-overrides-parent', 'mutation-old-value', 'header-form', 'boolean-form']) {
      const { fix } = problemsOf(text).find(problem => problem.rule === rule && problem.fixable) ?? {};
      if (!fix) continue;
      const { title, edits } = fix;
      const place = new Range(
        editor.document.positionAt(edits[0]?.start ?? 0),
        editor.document.positionAt(edits[0]?.end ?? 0),
      );
      await choose(
        await action(editor.document, new Range(place.start.line, 0, place.end.line + 1, 0), title),
      );
      assert.equal(content(), applyEdits(text, edits), title);
      await shows(log, findingsOf(content()));
      await commands.executeCommand('undo');
      assert.equal(content(), text);
    }
  });

  it('of one rule are applied together', async () => {
    const rule = 'boolean-form';
    const twice = readFixture(repositoryFile('test/fixtures/rules', rule, 'bad.md')).text;
    assert.ok(problemsOf(twice).filter(problem => problem.rule === rule && problem.fixable).length > 1);
    await editor.edit(edit => edit.replace(new Range(0, 0, editor.document.lineCount, 0), twice));
    await shows(log, findingsOf(twice));
    const where = toRange(problemOf(twice, rule).range);
    await choose(await action(editor.document, where, `Fix all ${rule} in this log`));
    assert.equal(
      content(),
      fixed(twice, problem => problem.rule === rule),
    );
  });

  it('are all applied by the command as one change, which one undo takes back', async () => {
    await commands.executeCommand('iterlog.fixAll');
    assert.equal(content(), fixed(text));
    assert.notEqual(content(), text);
    await shows(log, findingsOf(content()));
    assert.ok(
      problemsOf(content()).every(({ fixable }) => !fixable),
      'nothing fixable is left',
    );
    await commands.executeCommand('undo');
    assert.equal(content(), text);
    await shows(log, findingsOf(text));
  });

  it('leave the bytes of every other line on disk as they were', async () => {
    await commands.executeCommand('iterlog.fixAll');
    assert.ok(await editor.document.save());
    assert.equal(read(log), fixed(text));
    await commands.executeCommand('undo');
    assert.ok(await editor.document.save());
    assert.equal(read(log), text);
  });

  it('of source.fixAll leave Metrics and Observation alone', async () => {
    const worse = text.replace(
      'test_pearson=0.991, training_time_min=33.3',
      'test_pearson=0.991, time_min=33.3',
    );
    await editor.edit(edit => edit.replace(new Range(0, 0, editor.document.lineCount, 0), worse));
    await shows(log, findingsOf(worse));
    assert.ok(
      problemsOf(worse).some(problem => problem.fixable && problem.fixesResults),
      'a fix of a result is there to be left out',
    );

    const whole = new Range(0, 0, editor.document.lineCount, 0);
    await choose(await action(editor.document, whole, 'Fix all iterlog findings', fixAllKind));
    assert.equal(
      content(),
      fixed(worse, problem => !problem.fixesResults),
    );
    assert.deepEqual(results(content()), results(worse));
    assert.notEqual(content(), worse);
  });

  it('are made on save by those who want it', async () => {
    const configuration = workspace.getConfiguration('editor', log);
    await configuration.update(
      'codeActionsOnSave',
      { 'source.fixAll.iterlog': 'explicit' },
      ConfigurationTarget.Workspace,
    );
    try {
      const longer = `${text}\n`;
      const wanted = fixed(longer, problem => !problem.fixesResults);
      // The setting takes hold some time after it was written: the same change is saved again until it has.
      await until(async () => {
        await editor.edit(edit => edit.replace(new Range(0, 0, editor.document.lineCount, 0), longer));
        await editor.document.save();
        return read(log) === wanted;
      }, 'the saved log is fixed');
      assert.deepEqual(results(read(log)), results(text));
    } finally {
      await configuration.update('codeActionsOnSave', undefined, ConfigurationTarget.Workspace);
    }
  });

  it('can be declined: a comment suppresses one line', async () => {
    const { rule, line } = problemOf(text, 'next-overrides-parent');
    await choose(await action(editor.document, at(rule), `Suppress ${rule} for this line`));
    assert.equal(editor.document.lineAt(line).text, `<!-- iterlog-disable-next-line ${rule} -->`);
    await shows(log, findingsOf(content()));
    assert.equal(diagnosticsOf(log).length, problemsOf(text).length - 1);
  });

  it('can be declined: a comment suppresses a rule in the whole log', async () => {
    const rule = 'next-overrides-parent';
    await choose(await action(editor.document, at(rule), `Suppress ${rule} in the whole log`));
    await shows(log, findingsOf(content()));
    assert.ok(diagnosticsOf(log).every(diagnostic => slugOf(diagnostic) !== rule));
  });

  it('come with the page of the rule', async () => {
    const offered = await action(
      editor.document,
      at('next-overrides-parent'),
      'Show documentation of next-overrides-parent',
    );
    assert.deepEqual(offered.command?.arguments, ['next-overrides-parent']);
  });

  it('are none where nothing is wrong', async () => {
    assert.deepEqual(await actions(editor.document, new Range(0, 0, 0, 0)), []);
  });
});
