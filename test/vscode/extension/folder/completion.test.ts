import assert from 'node:assert/strict';
import { CompletionItemKind, SnippetString } from 'vscode';
import type { CompletionItem, TextEditor } from 'vscode';
import { closeAll, ready } from '../support/editor.ts';
import { behind, completions, labelOf, openLog } from '../support/iterations.ts';
import { example, read } from '../support/workspace.ts';

/** The example's entries, and another one of which these lines are written. */
const begun = (...lines: string[]): string =>
  `${read(example('vrest')).trimEnd()}\n\n## Iter 9: \n${lines.join('\n')}`;

describe('completion', () => {
  let editor: TextEditor;
  let count = 0;
  before(ready);
  afterEach(closeAll);

  const offers = async (text: string, place: string, trigger?: string): Promise<CompletionItem[]> => {
    editor = await openLog(`completion/${++count}_analysis.md`, text, 'Node: id=6');
    return completions(editor.document.uri, behind(editor, place), trigger);
  };
  const labels = async (text: string, place: string, trigger?: string): Promise<string[]> =>
    (await offers(text, place, trigger)).map(labelOf);

  it('offers parents by their score, with reward and samples, and what they were', async () => {
    const items = await offers(begun('Node: id=9, parent='), 'id=9, parent=', '=');
    const [best] = items;
    assert.ok(best);
    assert.equal(items.length, 8, 'seven iterations with results, and root');
    assert.equal(items.map(labelOf).at(-1), 'root');
    assert.equal(best.kind, CompletionItemKind.Reference);
    const description = typeof best.label === 'string' ? '' : (best.label.description ?? '');
    assert.match(description, /^UCB \d\.\d{3} · V_rest_R2 0\.\d{3} · \d samples?$/);
    assert.ok(typeof best.documentation === 'string');
    assert.match(best.documentation, /^Iter \d: V_rest /);
    const scores = items.slice(0, -1).map(({ label }) => {
      const text = typeof label === 'string' ? '' : (label.description ?? '');
      return Number(/UCB ([\d.]+)/.exec(text)?.[1]);
    });
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
  });

  it('offers the lines of an entry, statuses, modes, parameters and values', async () => {
    const child = 'Node: id=9, parent=2';
    assert.deepEqual(await labels(begun(child, 'Mu'), '\nMu', 'M'), ['Mutation']);
    assert.equal((await labels(begun(child), '## Iter 9: ', ' '))[0], 'V_rest success');
    assert.deepEqual(await labels(begun(child, 'Mode/Strategy: '), 'parent=2\nMode/Strategy: ', ' '), [
      ...['exploit', 'explore', 'robustness-check'],
    ]);
    const pair = begun(child, 'Mutation: lr_upd');
    const [parameter] = await offers(pair, 'Mutation: lr_upd');
    assert.ok(parameter);
    assert.equal(labelOf(parameter), 'lr_update');
    const text = parameter.insertText;
    assert.equal(text instanceof SnippetString ? text.value : text, 'lr_update: 1.8E-3 -> ');
    assert.equal(parameter.command?.command, 'editor.action.triggerSuggest');
    const values = await labels(
      begun(child, 'Mutation: W_L2: 2.5E-6 -> '),
      'parent=2\nMutation: W_L2: 2.5E-6 -> ',
    );
    assert.ok(values.includes('4E-6') && !values.includes('2.5E-6'));
  });

  it('is silent in prose', async () => {
    for (const line of ['Observation: ', 'Parent rule: parent=', 'Verdict: N'])
      assert.deepEqual(await labels(begun('Node: id=9, parent=2', line), `parent=2\n${line}`, ' '), [], line);
  });
});
