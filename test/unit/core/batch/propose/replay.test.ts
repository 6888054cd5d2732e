/** The proposer over recorded logs. */
import assert from 'node:assert/strict';
import { replay } from '../../../../../src/core/batch/propose/replay.ts';
import type { ReplayedBatch } from '../../../../../src/core/batch/propose/replay.ts';
import { propose } from '../../../../../src/core/batch/propose/propose.ts';
import { parse } from '../../../../../src/core/log/parse.ts';
import { choosePreset } from '../../../../../src/core/protocol/choose.ts';
import { presets } from '../../../../../src/core/protocol/presets/index.ts';
import { corpusLogs, describeCorpus } from '../../../../fixtures/corpus.ts';
import { exploration } from '../../../../fixtures/exploration.ts';
import { makeLog } from '../../../../fixtures/make-log.ts';
import { logOf } from '../../../../fixtures/runs.ts';
import type { RunOf } from '../../../../fixtures/runs.ts';

const { vrest } = presets;
const replayed = (text: string): ReplayedBatch[] => [...replay(parse(text), { protocol: vrest })];
const start: RunOf[] = [{}, { set: { lr_update: 1.8e-3 } }, { set: { lr_update: 2.5e-3 } }, {}];
/** The rules that the log's own batches broke, `5 size` for slot and rule. */
const broken = (text: string): string[] =>
  replayed(text).flatMap(({ batch, broken: found }) =>
    found.map(({ slot, rule }) => `${batch}.${slot} ${rule}`),
  );

describe('a replay', () => {
  it('proposes each batch from the entries before it alone', () => {
    const text = makeLog(16);
    const batches = replayed(text);
    assert.deepEqual(
      batches.map(({ batch }) => batch),
      [1, 2, 3, 4],
    );
    const before = text.slice(0, text.indexOf('## Iter 9:'));
    assert.deepEqual(batches[2]?.outcome, propose({ exploration: exploration(before) }));
    assert.deepEqual(
      batches.flatMap(({ violations }) => violations),
      [],
    );
    assert.deepEqual(batches[0]?.broken, []);
    assert.deepEqual(
      batches[0].chosen.map(({ mutations }) => mutations.length),
      [0, 1, 1, 0],
    );
  });

  it('says which rules the log broke', () => {
    const next: RunOf[] = [
      { parent: 1, set: { lr_update: 5e-3 } },
      { parent: 1, set: { lr_update: 1.8e-3 } },
      { parent: 5, set: { W_L2: 3e-6 } },
      { parent: 1, set: { W_L2: 4e-6 } },
    ];
    assert.deepEqual(broken(logOf([...start, ...next])), [
      '2.0 range',
      '2.1 duplicate',
      '2.2 parent',
      '2.3 role',
    ]);
    const idle: RunOf[] = [
      { parent: 1, set: { time_step: 2 } },
      { parent: 1, set: { recurrent: true, n_epochs: 2 } },
      { parent: 1, set: { recurrent: true, time_step: 4 } },
      { parent: 1 },
    ];
    assert.deepEqual(broken(logOf([...start, ...idle])), [
      '2.0 effect',
      // Iter 1 ran it; slot 3, which repeats it, may.
      '2.0 duplicate',
      '2.1 time',
      '2.2 time',
    ]);
    const other = logOf([{ set: { grad_clip_W: 1 } }, ...start.slice(1)]);
    assert.deepEqual(broken(other), ['1.0 start']);
    const undeclared = logOf([
      ...start,
      { parent: 1, set: { W_L2: 3e-6, grad_clip_W: 0.5 } },
      { parent: 1 },
      { parent: 1 },
      { parent: 1 },
    ]);
    assert.deepEqual(broken(undeclared.replace(', grad_clip_W: 0 -> 0.5', '')), ['2.0 mutation']);
  });

  it('counts a batch out of order where it belongs, and says why there is no proposal', () => {
    const text = logOf([...start, { parent: 1 }, { parent: 1 }, { parent: 1 }, { parent: 1 }, { parent: 1 }]);
    const without = text.replace(/## Iter 7:[^]*?(?=## Iter 8:)/, '');
    const batches = replayed(without);
    const outcome = batches[2]?.outcome;
    assert.ok(outcome?.kind === 'refused');
    assert.match(outcome.message, /iteration 7 has no entry/);
    assert.deepEqual(replayed('# nothing\n'), []);
  });
});

describeCorpus('the proposal for every batch of the real logs', () => {
  for (const folder of [
    'metabolism/rank50/089f46e',
    'metabolism/rank50/22f85fc',
    'metabolism/rank50/688d615',
    'metabolism/rank50/fbc65a5',
    'metabolism/rank50/3ac8f0a',
    'synthetic',
  ])
    it(`is legal: ${folder}`, () => {
      let proposals = 0;
      for (const { name, text } of corpusLogs(folder)) {
        const log = parse(text);
        const preset = choosePreset(log);
        if (!preset) continue;
        for (const { outcome, violations, batch } of replay(log, { protocol: presets[preset] })) {
          assert.deepEqual(violations, [], `${name}, batch ${batch}`);
          if (outcome.kind === 'proposal') proposals++;
        }
      }
      assert.ok(proposals > 0);
    });

  it('is there for all 34 batches of the 136-entry log, whose own choice broke a rule in 16', () => {
    const [{ text } = { text: '' }] = corpusLogs('metabolism/rank50/688d615');
    const batches = [...replay(parse(text), { protocol: presets.metabolism })];
    assert.equal(batches.filter(({ outcome }) => outcome.kind === 'proposal').length, 34);
    assert.equal(batches.filter(({ broken: found }) => found.length > 0).length, 16);
  });
});
