import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { commands, DiagnosticTag, Position, Range } from 'vscode';
import type { Uri } from 'vscode';
import { readFixture } from '../../../fixtures/read.ts';
import { findingsOf, problemsOf } from '../support/core.ts';
import { diagnosticsOf, shows, showsRule, slugOf } from '../support/diagnostics.ts';
import { closeAll, open, ready, replace, repositoryFile } from '../support/editor.ts';
import { example, read, write } from '../support/workspace.ts';

const fixture = (rule: string) => readFixture(repositoryFile('test/fixtures/rules', rule, 'bad.md')).text;

describe('diagnostics of an open log', () => {
  let log: Uri;
  before(async () => {
    await ready();
    log = example('broken');
  });
  afterEach(closeAll);

  it('are exactly what the core finds in the same text', async () => {
    const text = read(log);
    assert.ok(problemsOf(text).length >= 10, 'the example has the common mistakes');
    await open(log);
    await shows(log, findingsOf(text));
  });

  it('are none in a log that keeps to the protocol', async () => {
    const clean = example('vrest');
    await open(clean);
    await shows(clean, []);
  });

  it('link to the page of their rule, which is there', async () => {
    await open(log);
    await shows(log, findingsOf(read(log)));
    for (const { code } of diagnosticsOf(log)) {
      assert.ok(typeof code === 'object', 'the code has a target');
      assert.ok(code.target.path.endsWith(`/docs/rules/${code.value}.md`), code.target.path);
      assert.ok(existsSync(code.target.fsPath), `${code.target.fsPath} exists`);
    }
  });

  it('name the other place that explains them', async () => {
    const text = fixture('next-overrides-parent');
    const uri = write('diagnostics/overrides_analysis.md', text);
    await open(uri);
    const wanted = problemsOf(text).filter(problem => problem.related.length > 0);
    assert.ok(wanted.length > 0);
    await shows(uri, findingsOf(text));
    const related = diagnosticsOf(uri)
      .filter(diagnostic => slugOf(diagnostic) === 'next-overrides-parent')
      .flatMap(({ relatedInformation = [] }) => relatedInformation);
    assert.deepEqual(
      related.map(({ location, message }) => `${location.range.start.line} ${message}`),
      wanted.flatMap(problem =>
        problem.related.map(({ range, message }) => `${range.start.line} ${message}`),
      ),
    );
    assert.ok(related.every(({ location }) => location.uri.toString() === uri.toString()));
  });

  it('show a comment that suppresses nothing as unnecessary', async () => {
    const text = `<!-- iterlog-disable metric-nan -->\n${read(example('vrest'))}`;
    const uri = write('diagnostics/suppression_analysis.md', text);
    await open(uri);
    const diagnostic = await showsRule(uri, 'unused-suppression');
    assert.deepEqual(diagnostic.tags, [DiagnosticTag.Unnecessary]);
  });

  it('follow typing, and its undo', async () => {
    const text = read(log);
    const editor = await open(log);
    await replace(editor, '## Iter 6: V_rest partial', '##Iter 6: V_rest partial');
    const broken = editor.document.getText();
    assert.ok(problemsOf(broken).some(({ rule }) => rule === 'header-form'));
    await shows(log, findingsOf(broken));
    await commands.executeCommand('undo');
    await shows(log, findingsOf(text));
  });

  it('follow a text typed letter by letter, pasted and deleted', async () => {
    const editor = await open(log);
    const { document } = editor;
    const end = () => document.positionAt(document.getText().length);
    await editor.edit(edit => edit.insert(end(), '\n'));
    for (const letter of '## Iter 9: V_rest partial\nNode: id=9, parent=8\n') {
      await editor.edit(edit => edit.insert(end(), letter), { undoStopBefore: false, undoStopAfter: false });
    }
    await shows(log, findingsOf(document.getText()));
    const entry = document.getText(new Range(2, 0, 12, 0));
    await editor.edit(edit => edit.insert(end(), `\n${entry}`));
    await shows(log, findingsOf(document.getText()));
    await editor.edit(edit => edit.delete(new Range(new Position(13, 0), new Position(40, 0))));
    await shows(log, findingsOf(document.getText()));
  });

  it('go from a log that is deleted as text', async () => {
    const editor = await open(log);
    await shows(log, findingsOf(read(log)));
    await editor.edit(edit => edit.delete(new Range(0, 0, editor.document.lineCount, 0)));
    await shows(log, findingsOf(''));
  });
});
