import assert from 'node:assert/strict';
import { commands, Uri, workspace } from 'vscode';
import { toRange } from '../../../../src/extension/convert.ts';
import { findingsOf, fixed, problemsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { action, choose, closeAll, open, ready } from '../support/editor.ts';
import { hintsOf, hoversAt, lensTitles, symbolsFor } from '../support/language.ts';
import { logName, read, root } from '../support/workspace.ts';

describe('a workspace that is not trusted', () => {
  const log = () => Uri.joinPath(Uri.file(root()), logName);
  before(ready);
  afterEach(closeAll);

  it('is what this window shows', () => {
    assert.equal(workspace.isTrusted, false);
  });

  it('has its logs linted, open and not', async () => {
    await shows(log(), findingsOf(read(log())));
    await open(log());
    await shows(log(), findingsOf(read(log())));
  });

  it('has its iterations described', async () => {
    const { document } = await open(log());
    await shows(log(), findingsOf(read(log())));
    const [hover] = await hoversAt(document, '## Iter 6');
    assert.match(hover?.value ?? '', /^\*\*Iter 6 · partial\*\*/);
    assert.ok((await hintsOf(document)).includes('## Iter 6: V_rest partial <slot 1>'));
    assert.match((await lensTitles(document))[5] ?? '', /^parent 2 \(tree: 4\) · UCB/);
    assert.ok((await symbolsFor('iter 6')).some(({ name }) => name === 'Iter 6: V_rest partial'));
  });

  it('has its logs fixed', async () => {
    const text = read(log());
    const { document } = await open(log());
    const problem = problemsOf(text).find(({ fixable }) => fixable);
    assert.ok(problem?.fix);
    await choose(await action(document, toRange(problem.range), problem.fix.title));
    assert.notEqual(document.getText(), text);
    await commands.executeCommand('iterlog.fixAll');
    assert.equal(document.getText(), fixed(text));
  });
});
