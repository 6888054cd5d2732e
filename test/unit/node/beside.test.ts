/** What stands beside a log: its protocol, its result logs and its slot configs. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../../src/core/log/parse.ts';
import { presets } from '../../../src/core/protocol/presets/index.ts';
import { universal } from '../../../src/core/protocol/universal.ts';
import { evidenceAt } from './evidence-at.ts';
import { nearestProtocolFile, Protocols } from '../../../src/node/protocol-for.ts';
import { folderWith, removeFolders } from '../cli/world.ts';

after(removeFolders);

describe('nearestProtocolFile', () => {
  it('looks beside the log, then above it, up to the root of the repository', async () => {
    const folder = folderWith({
      'iterlog.yaml': '',
      'near/iterlog.yaml': '',
      'near/far/x': '',
      'repo/.git/HEAD': '',
      'repo/logs/x': '',
    });
    const found = async (name: string) => {
      const file = await nearestProtocolFile(path.join(folder, name));
      return file === undefined ? undefined : path.relative(folder, file);
    };
    assert.equal(await found('near/far'), path.join('near', 'iterlog.yaml'));
    assert.equal(await found('.'), 'iterlog.yaml');
    assert.equal(await found('repo/logs'), undefined, 'another repository is another matter');
  });
});

describe('Protocols', () => {
  const metabolism = parse('## Iter 1: failed\nMetrics: rate_constants_R2=0.1\n');
  const foreign = parse('## Iter 1: failed\nMetrics: loss=0.1\n');

  it('chooses the preset that fits the log when no file speaks for it', async () => {
    const folder = folderWith();
    const protocols = new Protocols();
    assert.equal((await protocols.of(metabolism, folder)).protocol, presets.metabolism);
    const none = await protocols.of(foreign, folder);
    assert.deepEqual([none.protocol, none.universalOnly], [universal, true]);
    assert.equal((await new Protocols('vrest').of(metabolism, folder)).protocol, presets.vrest);
  });

  it('reads each file once, whatever logs use it', async () => {
    const folder = folderWith({ 'iterlog.yaml': 'rules: { time-limit: off }\nblockSize: 6\n' });
    mkdirSync(path.join(folder, 'deeper'));
    const protocols = new Protocols();
    const first = await protocols.of(metabolism, folder);
    assert.equal(first.protocol.title, presets.metabolism.title);
    assert.equal(first.protocol.blockSize, 6);
    assert.equal((await protocols.of(metabolism, path.join(folder, 'deeper'))).protocol, first.protocol);
    assert.deepEqual(first.severities, { 'time-limit': 'off' });
  });
});

describe('evidenceOf', () => {
  it('reads results and slot configs by canonical name, and leaves out what cannot be read', async () => {
    const folder = folderWith({
      'x_00_analysis.log': 'training_time_min: 33.1\nV_rest_R2=0.4\n',
      'x_01_analysis.log': '',
      'x_02_analysis.log': Buffer.from([0, 1]),
      'x_00.yaml':
        'training: { lr_update: 0.0018, recurrent_training: true, coeff_W_L2: 3.5e-06 }\ngraph_model: { n_layers: 3 }\n',
      'x_01.yaml': 'training: [',
    });
    const { results, slots } = await evidenceAt(path.join(folder, 'x_analysis.md'));
    assert.deepEqual(results, [
      new Map([
        ['training_time_min', '33.1'],
        ['V_rest_R2', '0.4'],
      ]),
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(slots, [
      new Map([
        ['lr_update', '1.8E-3'],
        ['recurrent', 'T'],
        ['W_L2', '3.5E-6'],
        ['n_layers', '3'],
      ]),
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads the configs that the loop kept by iteration, equal ones once', async () => {
    const kept = 'training: { lr_update: 0.0018 }\n';
    const folder = folderWith({
      'config/iter_001_slot_00.yaml': kept,
      'config/iter_002_slot_01.yaml': 'training: { lr_update: 0.0025 }\n',
      'config/iter_003_slot_02.yaml': 'training: [',
      'config/iter_104_slot_03.yaml': kept,
    });
    const { snapshots } = await evidenceAt(path.join(folder, 'x_analysis.md'));
    assert.deepEqual(
      [...(snapshots ?? [])].map(([id, values]) => [id, values.get('lr_update')]),
      [
        [1, '1.8E-3'],
        [2, '2.5E-3'],
        [104, '1.8E-3'],
      ],
    );
    assert.equal(snapshots?.get(1), snapshots?.get(104));
  });

  it('is empty for a log alone', async () => {
    const nothing = [undefined, undefined, undefined, undefined];
    assert.deepEqual(await evidenceAt(path.join(folderWith(), 'x_analysis.md')), {
      results: nothing,
      slots: nothing,
    });
  });
});
