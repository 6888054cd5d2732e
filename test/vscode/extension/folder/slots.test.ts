import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { commands, languages, Position, Range, Selection, Uri, window, workspace } from 'vscode';
import type { CompletionList, Hover, MarkdownString } from 'vscode';
import { until } from '../../host/until.mjs';
import { action, actions, choose, closeAll, open, ready, replace } from '../support/editor.ts';
import { example, read, root, write, writeUntil } from '../support/workspace.ts';

const name = 'flyvis_62_1_gs_vrest_Claude';
const slots = [0, 1, 2, 3];

/** What the editor shows of a file: `19 slot-locked`. */
const found = (uri: Uri): string[] =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'iterlog')
    .map(({ range, code }) => `${range.start.line + 1} ${typeof code === 'object' ? code.value : ''}`);

const finds = async (uri: Uri, wanted: readonly string[]): Promise<void> => {
  await until(() => found(uri).join() === wanted.join(), `${wanted.join()} in ${uri.path}`).catch(
    () => undefined,
  );
  assert.deepEqual(found(uri), wanted);
};

describe('slot configs', () => {
  let count = 0;
  let folder: string;

  /** An exploration of its own for each test, since what is opened stays open for a while. */
  const made = (file: string) => Uri.file(path.join(root(), folder, file));
  const slot = (number: number) => made(`${name}_0${number}.yaml`);
  const original = (file: string) => read(Uri.file(path.join(root(), 'vrest', file)));
  const lineOf = (uri: Uri, text: string) =>
    read(uri)
      .split('\n')
      .findIndex(line => line.includes(text)) + 1;

  before(ready);
  beforeEach(async () => {
    folder = `slots/${++count}`;
    for (const file of [...slots.map(number => `${name}_0${number}.yaml`), 'flyvis_62_1_gs_vrest.yaml'])
      write(`${folder}/${file}`, original(file));
    const log = write(`${folder}/${name}_analysis.md`, read(example('vrest')));
    await open(log);
  });
  afterEach(closeAll);

  it('are linted beside their log, open or not, and follow what is typed', async () => {
    const editor = await open(slot(1));
    await replace(editor, 'batch_size: 2', 'batch_size: 4');
    await finds(slot(1), [`${lineOf(slot(1), 'batch_size')} slot-locked`]);
    await replace(editor, 'batch_size: 4', 'batch_size: 2');
    await finds(slot(1), []);
  });

  it('follow what another program writes', async () => {
    const text = original(`${name}_02.yaml`);
    await writeUntil(
      `${folder}/${name}_02.yaml`,
      text.replace('_02\n', '_01\n'),
      () => found(slot(2)).length > 0,
    );
    await finds(slot(2), ['2 slot-dataset']);
    await open(slot(2));
    write(`${folder}/${name}_02.yaml`, text);
    await finds(slot(2), []);
  });

  it('are held against the log as it stands in the editor', async () => {
    await finds(slot(3), []);
    const editor = await open(slot(3));
    await replace(editor, 'lr_update: 0.0018', 'lr_update: 0.0021');
    await finds(slot(3), [`${lineOf(slot(3), 'lr_update')} slot-robustness`]);
  });

  it('have a quick fix for what can be mended, and a comment for what is meant', async () => {
    const editor = await open(slot(1));
    await replace(editor, 'coeff_W_L2: 3.0e-06', 'coeff_W_L2: 3e-6');
    const line = lineOf(slot(1), 'coeff_W_L2');
    await finds(slot(1), [`${line} slot-float`]);
    const range = new Range(line - 1, 0, line - 1, 40);
    const titles = (await actions(editor.document, range)).map(({ title }) => title);
    assert.ok(titles.includes('Suppress slot-float for this line'), titles.join());
    assert.ok(titles.includes('Show documentation of slot-float'), titles.join());
    await choose(await action(editor.document, range, 'Suppress slot-float for this line'));
    await finds(slot(1), []);
    assert.match(
      editor.document.getText(),
      /\n  # iterlog-disable-next-line slot-float\n  coeff_W_L2: 3e-6\n/,
    );
    await commands.executeCommand('undo');
    await finds(slot(1), [`${line} slot-float`]);
    const [fix] = (await actions(editor.document, range)).filter(({ isPreferred }) => isPreferred);
    assert.ok(fix);
    await choose(fix);
    assert.match(editor.document.getText(), /coeff_W_L2: 3\.0e-06\n/);
    await finds(slot(1), []);
  });

  it('say in a hover what a parameter is, and what base, parent and the other slots have', async () => {
    const editor = await open(slot(1));
    const at = editor.document.positionAt(editor.document.getText().indexOf('coeff_W_L2'));
    let hovers: Hover[] = [];
    await until(async () => {
      hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
      return hovers.length > 0;
    }, 'a hover');
    const said = hovers
      .flatMap(({ contents }) => contents.map(content => (content as MarkdownString).value))
      .join('\n');
    assert.match(said, /\*In the log:\* W\\_L2/);
    assert.match(said, /2\.5E-6 to 5E-6/);
    assert.match(said, /\| 3E-6&nbsp;&nbsp; \| 2\.5E-6&nbsp;&nbsp; \| 2\.5E-6&nbsp;&nbsp; \|/);
  });

  it('are completed with keys that are missing and values to try', async () => {
    const editor = await open(slot(1));
    await replace(editor, '  grad_clip_W: 0.0\n', '  gr\n');
    const offered = async (position: Position) =>
      (
        await commands.executeCommand<CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          position,
        )
      ).items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    const line = lineOf(slot(1), 'grad_clip_W') - 1;
    let keys: string[] = [];
    await until(async () => {
      keys = await offered(new Position(line, 4));
      return keys.includes('grad_clip_W');
    }, 'the key that is missing');
    assert.ok(!keys.includes('time_step'), 'a key that is there already');
    await replace(editor, '  gr\n', '  grad_clip_W: \n');
    const values = await offered(new Position(line, 15));
    assert.deepEqual(values.filter(value => /^[\d.]+$/.test(value)).slice(0, 4), ['0', '0.1', '0.5', '1']);
  });

  it('refuse every action while a target has unsaved changes, and write nothing', async () => {
    const texts = slots.map(number => read(slot(number)));
    const log = made(`${name}_analysis.md`);
    for (const dirty of [0, 3]) {
      const editor = await open(slot(dirty));
      await replace(editor, 'n_frames: 64000', 'n_frames: 64001');
    }
    const logEditor = await open(log);
    const entry = logEditor.document.getText().indexOf('## Iter 5');
    const place = logEditor.document.positionAt(entry);
    logEditor.selection = new Selection(place, place);
    await commands.executeCommand('iterlog.generateSlotConfigs');
    await commands.executeCommand('iterlog.copyToRobustnessSlot');
    for (const command of ['iterlog.restoreLocked', 'iterlog.restoreDataset'])
      await commands.executeCommand(command, slot(0));
    assert.deepEqual(
      slots.map(number => read(slot(number))),
      texts,
    );
    assert.deepEqual(
      workspace.textDocuments
        .filter(({ isDirty }) => isDirty)
        .map(({ uri }) => path.basename(uri.path))
        .sort(),
      [`${name}_00.yaml`, `${name}_03.yaml`],
    );
    assert.ok(window.activeTextEditor);
  });

  it('are told of a plan that cannot be read, and of one that is stale', async () => {
    const plan = made(`${name}_plan.yaml`);
    const text = (first: number) =>
      `version: 1\nbatches:\n  - iterations: [${[0, 1, 2, 3].map(slot => first + slot).join(', ')}]\n    slots:\n${slots
        .map(
          number =>
            `      - {slot: ${number}, role: explore, parent: 2, mutations: [], config: {}, reason: Again.}\n`,
        )
        .join('')}`;
    await writeUntil(`${folder}/${name}_plan.yaml`, 'version: 2\n', () => found(plan).length > 0);
    await finds(plan, ['1 plan-file']);
    await writeUntil(`${folder}/${name}_plan.yaml`, text(5), () => found(plan).length === 0);
    await finds(slot(0), ['2 slot-causality']);
  });

  it('of an exploration whose log is not there yet are linted once they are open', async () => {
    const text = original(`${name}_02.yaml`).replace('_02\n', '_01\n');
    write('logless/flyvis_62_1_gs_vrest.yaml', original('flyvis_62_1_gs_vrest.yaml'));
    const uri = write(`logless/${name}_02.yaml`, text);
    await open(uri);
    await finds(uri, ['2 slot-dataset']);
    // A command reads the exploration, and finds no log.
    await commands.executeCommand('iterlog.restoreLocked', uri);
    await finds(uri, ['2 slot-dataset']);
    rmSync(uri.fsPath);
    await closeAll();
    await finds(uri, []);
  });
});
