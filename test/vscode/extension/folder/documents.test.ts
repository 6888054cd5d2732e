import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { commands, EndOfLine, Hover, MarkdownString, Position, Uri, workspace } from 'vscode';
import { longLog } from '../../../fixtures/corpus.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { findingsOf, fixed, problemOf } from '../support/core.ts';
import { diagnosticsOf, shows } from '../support/diagnostics.ts';
import { actions, closeAll, extension, open, ready } from '../support/editor.ts';
import { example, read, root, write } from '../support/workspace.ts';

describe('documents', () => {
  let broken: string;
  before(async () => {
    await ready();
    broken = read(example('broken'));
  });
  afterEach(closeAll);

  it('with Windows line endings keep them through every fix', async () => {
    const text = broken.replace(/\n/g, '\r\n');
    const uri = write('documents/crlf_analysis.md', text);
    const editor = await open(uri);
    assert.equal(editor.document.eol, EndOfLine.CRLF);
    await shows(uri, findingsOf(text));
    await commands.executeCommand('iterlog.fixAll');
    await editor.document.save();
    assert.equal(read(uri), fixed(text));
    assert.equal(
      read(uri).replace(/\r\n/g, ''),
      read(uri).replace(/[\r\n]/g, ''),
      'no line break of the other kind',
    );
  });

  it('change their line endings without losing a finding', async () => {
    const uri = write('documents/eol_analysis.md', broken);
    const editor = await open(uri);
    await shows(uri, findingsOf(broken));
    await editor.edit(edit => edit.setEndOfLine(EndOfLine.CRLF));
    await shows(uri, findingsOf(editor.document.getText()));
    await commands.executeCommand('iterlog.fixAll');
    assert.equal(editor.document.getText(), fixed(broken.replace(/\n/g, '\r\n')));
  });

  it('with a byte order mark keep it', async () => {
    const uri = write('documents/bom_analysis.md', `\uFEFF${broken}`);
    const editor = await open(uri);
    await shows(uri, findingsOf(editor.document.getText()));
    await commands.executeCommand('iterlog.fixAll');
    await editor.document.save();
    assert.equal(read(uri), `\uFEFF${fixed(broken)}`);
    await closeAll();
    await shows(uri, findingsOf(fixed(broken)));
  });

  it('that were never saved are logs by their heading', async () => {
    const document = await workspace.openTextDocument({ language: 'markdown', content: broken });
    await shows(document.uri, findingsOf(broken));
  });

  it('become logs when a heading is typed', async () => {
    const editor = await open(write('documents/becoming.md', '# Log\n\n'));
    const { document } = editor;
    assert.deepEqual(diagnosticsOf(document.uri), []);
    await editor.edit(edit =>
      edit.insert(new Position(2, 0), '## Iter 1: V_rest partial\nNode: id=2, parent=root\n'),
    );
    await shows(document.uri, findingsOf(document.getText()));
    assert.ok(diagnosticsOf(document.uri).length > 0);
  });

  it('are no logs when their only heading is an example in a fence', async () => {
    const example = `# How to\n\n\`\`\`\n${broken}\n\`\`\`\n`;
    const fence = await open(write('documents/fence.md', example));
    const log = await open(write('documents/after-fence_analysis.md', broken));
    await shows(log.document.uri, findingsOf(broken));
    assert.deepEqual(diagnosticsOf(fence.document.uri), []);
  });

  it('say on hover what a rule checks and why', async () => {
    const uri = example('broken');
    await open(uri);
    await shows(uri, findingsOf(broken));
    const { start } = problemOf(broken, 'next-overrides-parent').range;
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new Position(start.line, start.character),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map(content => (content instanceof MarkdownString ? content.value : ''))
      .join('\n');
    assert.match(text, /\*\*next-overrides-parent\*\*: .{20}/);
    assert.match(text, /command:iterlog\.showRuleDocumentation/);
    assert.ok(text.length > 200, `it says why: ${text}`);
  });

  describe('of plain Markdown', () => {
    const notes = () => Uri.file(path.join(root(), 'notes.md'));

    it('get nothing', async () => {
      const { document } = await open(notes());
      assert.deepEqual(diagnosticsOf(document.uri), []);
      assert.deepEqual(await actions(document), []);
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new Position(2, 1),
      );
      assert.deepEqual(hovers, []);
    });

    it('cost a handful of function calls a keystroke, however long they are', async function () {
      const long = `# Notes\n\n${'A line of prose, as notes have them.\n'.repeat(5_000)}`;
      const ofNotes = await callsPerKeystroke(await typeable('documents/long.md', long));
      const ofLog = await callsPerKeystroke(
        await typeable('documents/long_analysis.md', longLog() || makeLog(136)),
      );
      this.test!.title += `: ${ofNotes.toFixed(0)} (${ofLog.toFixed(0)} in a log)`;
      assert.ok(ofNotes < 20);
      assert.ok(ofLog > 5 * ofNotes, 'the measure works');
    });
  });
});

async function typeable(name: string, text: string) {
  const editor = await open(write(name, text));
  if (name.endsWith('_analysis.md')) await shows(editor.document.uri, findingsOf(text));
  return editor;
}

/** How many functions of the extension run for one typed letter, as V8 counts them. */
async function callsPerKeystroke(editor: Awaited<ReturnType<typeof typeable>>): Promise<number> {
  const strokes = 10;
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  for (let i = 0; i < strokes; i++) await editor.edit(edit => edit.insert(new Position(4, 0), 'x'));
  // A hover asks for the findings as the text stands now: nothing is left to be done then.
  await commands.executeCommand('vscode.executeHoverProvider', editor.document.uri, new Position(0, 0));
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const bundle = path.join(extension().extensionPath, 'dist', 'extension.cjs');
  const functions = result.filter(({ url }) => url.endsWith(bundle)).flatMap(script => script.functions);
  assert.ok(functions.length > 0, 'the bundle is measured');
  return functions.reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0) / strokes;
}
