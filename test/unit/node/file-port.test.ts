/** Finding files on a real disk. */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { explorationOfLog } from '../../../src/core/files/find.ts';
import { evidenceAt } from './evidence-at.ts';
import { nodeFiles, portPath } from '../../../src/node/file-port.ts';
import { Protocols } from '../../../src/node/protocol-for.ts';
import { resultHash } from '../../../src/node/result-hash.ts';
import { folderWith, removeFolders } from '../cli/world.ts';

after(removeFolders);

const find = (log: string) => explorationOfLog(portPath(log), nodeFiles, { slots: 4 });

describe('nodeFiles', () => {
  it('tells files, folders and links apart, and is silent on what is not there', async () => {
    const folder = folderWith({ 'a.md': '', 'b/c.md': '' });
    symlinkSync('a.md', path.join(folder, 'to-file'));
    symlinkSync('b', path.join(folder, 'to-folder'));
    symlinkSync('nothing', path.join(folder, 'to-nothing'));
    const entries = (await nodeFiles.list(folder)) ?? [];
    assert.deepEqual(
      new Map(entries.map(({ name, kind }) => [name, kind])),
      new Map([
        ['.git', 'folder'],
        ['a.md', 'file'],
        ['b', 'folder'],
        ['to-file', 'file'],
        ['to-folder', 'other'],
        ['to-nothing', 'other'],
      ]),
    );
    assert.deepEqual(
      [await nodeFiles.list(`${folder}/nope`), await nodeFiles.list(`${folder}/a.md`)],
      [undefined, undefined],
    );
    assert.deepEqual(
      [await nodeFiles.exists(`${folder}/b`), await nodeFiles.exists(`${folder}/nope`)],
      [true, false],
    );
  });

  it('finds an exploration between loops of links, under a name that shells do not like', async () => {
    const name = 'mein "Versuch" $(x) é_Claude';
    const folder = folderWith({ [`${name}_analysis.md`]: '', [`config/deep/${name}_02.yaml`]: '' });
    symlinkSync('..', path.join(folder, 'config', 'up'));
    symlinkSync('loop', path.join(folder, 'config', 'loop'));
    const { slots, looked } = await find(path.join(folder, `${name}_analysis.md`));
    assert.equal(slots[2]?.path, portPath(path.join(folder, 'config', 'deep', `${name}_02.yaml`)));
    assert.ok(looked.length < 12);
  });

  it('follows a link at a place that has a name: a log folder on another disk', async () => {
    const disk = folderWith({ 'log/Claude_exploration/LLM_x/config/iter_001_slot_00.yaml': '' });
    const folder = folderWith({ 'x_Claude_analysis.md': '' });
    symlinkSync(path.join(disk, 'log'), path.join(folder, 'log'));
    assert.equal((await find(path.join(folder, 'x_Claude_analysis.md'))).snapshots.length, 1);
  });
});

describe('resultHash', () => {
  it('is that of every sha256 program', () =>
    assert.equal(
      resultHash(Buffer.from('abc')),
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ));
});

describe('evidenceOf', () => {
  const config = 'training: { lr_update: 0.0018 }\n';
  const values = new Map([['lr_update', '1.8E-3']]);

  it('finds slot configs in the config folder of the repository', async () => {
    const folder = folderWith({
      'log/Claude_exploration/LLM_x/x_Claude_analysis.md': '',
      'log/Claude_exploration/LLM_x/x_Claude_01_analysis.log': 'V_rest_R2: 0.5\n',
      'config/fly/x_Claude_01.yaml': config,
      'config/fly/x_Claude_b_01.yaml': 'training: { lr_update: 0 }\n',
    });
    const log = path.join(folder, 'log/Claude_exploration/LLM_x/x_Claude_analysis.md');
    const { results, slots } = await evidenceAt(log);
    assert.deepEqual(slots, [undefined, values, undefined, undefined]);
    assert.deepEqual(results, [undefined, new Map([['V_rest_R2', '0.5']]), undefined, undefined]);
  });

  it('finds what an iterlog.yaml names, from its own folder', async () => {
    const yaml = "extends: vrest\nfiles:\n  slots: '../slots/{name} {slot}.yaml'\n";
    const folder = folderWith({
      'iterlog.yaml': yaml,
      'logs/x_analysis.md': '',
      'logs/x_03.yaml': 'training: { lr_update: 0 }\n',
      'deeper/iterlog.yaml': yaml,
      'deeper/x_analysis.md': '',
    });
    const outside = folderWith({ 'x 03.yaml': config });
    symlinkSync(outside, path.join(folder, 'slots'));
    const slotsOf = async (log: string) => (await evidenceAt(path.join(folder, log), new Protocols())).slots;
    assert.deepEqual(await slotsOf('deeper/x_analysis.md'), [undefined, undefined, undefined, values]);
    assert.deepEqual((await slotsOf('logs/x_analysis.md'))[3], undefined);
  });
});
