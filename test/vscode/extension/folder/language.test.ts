import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { commands, ConfigurationTarget, Position, Range, TabInputTextDiff, window, workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import { hintKinds } from '../../../../src/core/language/hint-kinds.ts';
import type { HintKind } from '../../../../src/core/language/hint-kinds.ts';
import { hintsIn } from '../../../../src/core/language/hints.ts';
import { hoverAt } from '../../../../src/core/language/hover.ts';
import { lensesOf as coreLenses, lensText } from '../../../../src/core/language/lens.ts';
import { until } from '../../host/until.mjs';
import { explorationIn, findingsOf } from '../support/core.ts';
import { shows } from '../support/diagnostics.ts';
import { closeAll, open, ready, replace } from '../support/editor.ts';
import { hintsOf, hoversAt, lensesOf, lensTitles, linksOf, proposeLenses } from '../support/language.ts';
import { example, read, write, writeUntil } from '../support/workspace.ts';

const set = (name: string, value: unknown) =>
  workspace.getConfiguration('iterlog').update(name, value, ConfigurationTarget.Workspace);

/** Asks until the answer is this one: the log may have been opened this moment. */
async function comes<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  let last: T | undefined;
  await until(async () => isDeepStrictEqual((last = await ask()), wanted), 'the answer').catch(
    () => undefined,
  );
  assert.deepEqual(last, wanted);
}

/** What the core has to say of a text. */
function hintTexts(text: string, kinds: readonly HintKind[] = hintKinds): string[] {
  const hints = hintsIn(explorationIn(text), { start: 0, end: text.length }, new Set(kinds));
  return hints.map(
    ({ offset, text: hint }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)} <${hint}>`,
  );
}

function lensTexts(text: string): string[] {
  const exploration = explorationIn(text);
  return coreLenses(exploration).map(({ node }) => lensText(exploration, node));
}

describe('language features', () => {
  let text: string;
  let editor: TextEditor;
  before(async () => {
    await ready();
    text = read(example('broken'));
  });
  beforeEach(async () => {
    editor = await open(example('broken'));
    await shows(editor.document.uri, findingsOf(text));
  });
  afterEach(closeAll);

  describe('hover', () => {
    const places = {
      'a node id': '## Iter 6',
      'a parent': 'id=6, parent=2',
      'a Next line': 'Next: parent=2',
      'a config': 'Config: lr_update=1.8E-3',
      'a metric': 'Metrics: V_rest_R2=0.588',
      'a mutation': 'Mutation: lr_update',
      'an iteration in prose': 'Node 21',
    };
    for (const [what, place] of Object.entries(places))
      it(`describes ${what}`, async () => {
        const offset = text.indexOf(place) + place.length;
        const wanted = hoverAt(explorationIn(text), offset)?.markdown;
        assert.ok(wanted);
        const hovers = await hoversAt(editor.document, place);
        const own = hovers.find(({ value }) => value === wanted);
        assert.ok(own, hovers.map(({ value }) => value).join('\n'));
        assert.ok(!own.isTrusted && !own.supportHtml, 'texts of the log stand in it');
      });

    it('follows an edit', async () => {
      await replace(editor, 'V_rest_R2=0.547', 'V_rest_R2=0.653');
      const [hover] = await hoversAt(editor.document, '## Iter 6');
      assert.match(hover?.value ?? '', /0\.653 lies within Node 21/);
    });
  });

  describe('inlay hints', () => {
    afterEach(async () => {
      for (const kind of hintKinds) await set(`inlayHints.${kind}`, undefined);
    });

    it('stand behind headers, parents and configs', async () => {
      assert.ok(hintTexts(text).some(hint => hint.includes('<tree: 4>')));
      await comes(() => hintsOf(editor.document), hintTexts(text));
    });

    it('are given for the lines that are asked for', async () => {
      const { document } = editor;
      const line = document.positionAt(text.indexOf('## Iter 6')).line;
      const hints = await hintsOf(document, new Range(line, 0, line + 2, 0));
      assert.deepEqual(
        hints.filter(hint => hint.startsWith('## Iter')),
        ['## Iter 6: V_rest partial <slot 1>'],
      );
    });

    for (const kind of hintKinds)
      it(`of the kind '${kind}' have a switch of their own`, async () => {
        await set(`inlayHints.${kind}`, false);
        const others = hintKinds.filter(other => other !== kind);
        assert.notDeepEqual(hintTexts(text, others), hintTexts(text));
        await comes(() => hintsOf(editor.document), hintTexts(text, others));
        await set(`inlayHints.${kind}`, undefined);
        await comes(() => hintsOf(editor.document), hintTexts(text));
      });
  });

  describe('code lenses', () => {
    afterEach(() => set('codeLens.enabled', undefined));

    it('say of each entry its place in the tree', async () => {
      assert.ok(lensTexts(text)[5]?.startsWith('parent 2 (tree: 4) · UCB 2.28'));
      await comes(() => lensTitles(editor.document), lensTexts(text));
      const [first] = await lensesOf(editor.document);
      assert.equal(editor.document.lineAt(first?.range.start.line ?? 0).text, '## Iter 1: V_rest partial');
    });

    it('lead from the newest entry to the next batch', async () => {
      await until(
        async () => (await proposeLenses(editor.document)).length > 0,
        'the lens of the newest entry',
      );
      const [lens, ...others] = await proposeLenses(editor.document);
      assert.deepEqual(others, []);
      assert.equal(editor.document.lineAt(lens?.range.start.line ?? 0).text, '## Iter 8: V_rest partial');
    });

    it('follow an edit', async () => {
      await replace(editor, 'Next: parent=4\n', 'Next: parent=2\n');
      const edited = editor.document.getText();
      assert.notDeepEqual(lensTexts(edited), lensTexts(text));
      await comes(() => lensTitles(editor.document), lensTexts(edited));
    });

    it('can be switched off, and on again', async () => {
      await set('codeLens.enabled', false);
      await comes(() => lensTitles(editor.document), []);
      await set('codeLens.enabled', true);
      await comes(() => lensTitles(editor.document), lensTexts(text));
    });

    it('compare an entry with its parent when they are chosen', async () => {
      const lenses = await lensesOf(editor.document);
      const { command } = lenses[5] ?? {};
      assert.ok(command);
      await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
      const input = () => window.tabGroups.activeTabGroup.activeTab?.input;
      await until(() => input() instanceof TabInputTextDiff, 'a diff');
      assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^Node 2 ↔ Node 6/);
    });
  });

  describe('links', () => {
    it('lead to the files of the newest batch, once they are there', async () => {
      const { document } = await open(write('links/ring_analysis.md', text));
      await shows(document.uri, findingsOf(text));
      await comes(() => linksOf(document), []);
      write('links/ring_01.yaml', 'training:\n  n_epochs: 1\n');
      write('links/ring_01_analysis.log', 'V_rest_R2: 0.5\n');
      write('links/config/iter_002_slot_01.yaml', 'training:\n  n_epochs: 1\n');
      write('links/tree_iter_003.png', '');
      await comes(
        () => linksOf(document),
        [
          'Config > config/iter_002_slot_01.yaml',
          'Iteration 3 > tree_iter_003.png',
          'Config > ring_01.yaml',
          'Metrics > ring_01_analysis.log',
        ],
      );
    });

    it('lead to files that the log names', async () => {
      write('links/traces.png', '');
      const named = `${text}\nVisual: plots/traces.png and gone.png\n`;
      const { document } = await open(write('links/named_analysis.md', named));
      await comes(
        async () => (await linksOf(document)).filter(link => link.includes('traces')),
        ['plots/traces.png > traces.png'],
      );
    });
  });

  it('give nothing in Markdown that is no log', async () => {
    const notes = await open(
      write('language/notes.md', '# Notes\n\nNode: id=1, parent=root\nseen in a.png\n'),
    );
    const { document } = notes;
    write('language/a.png', '');
    assert.deepEqual(await hintsOf(document), []);
    assert.deepEqual(await lensTitles(document), []);
    assert.deepEqual(await linksOf(document), []);
    assert.deepEqual(await hoversAt(document, 'id=1'), []);
  });

  it('begin when a heading makes a log of a document', async () => {
    const { document } = await open(write('language/becoming.md', '# Log\n\n'));
    assert.deepEqual(await lensTitles(document), []);
    const becoming = await open(document.uri);
    await becoming.edit(edit =>
      edit.insert(new Position(2, 0), '## Iter 1: pending\nNode: id=1, parent=root\n'),
    );
    await comes(() => lensTitles(document), lensTexts(document.getText()));
    await comes(() => hintsOf(document), hintTexts(document.getText()));
  });

  it('follow an iterlog.yaml', async () => {
    const log = write('protocol/vrest_analysis.md', text);
    const { document } = await open(log);
    await comes(() => lensTitles(document), lensTexts(text));
    const ofOther = (await lensTitles(document)).join('\n');
    await writeUntil('protocol/iterlog.yaml', 'extends: vrest\nucb: { c: 0 }\n', () => true);
    await until(async () => (await lensTitles(document)).join('\n') !== ofOther, 'other scores');
    assert.equal((await lensTitles(document))[0], 'parent root · UCB 0.51 · 0 children · 1 sample');
  });
});
