import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const options = { protocol: presets.vrest };
const rest = 'time_step=1, W_L2=2.5E-6, grad_clip_W=0';

const entry = (id: number, parent: string, lr: string, mutation: string) => `## Iter ${id}: V_rest partial
Node: id=${id}, parent=${parent}
Mode/Strategy: robustness-check
Config: lr_update=${lr}, recurrent=F, ${rest}
Metrics: V_rest_R2=0.5, connectivity_R2=0.95
Mutation: ${mutation}
`;
const rerun = (x: number) => `[none] — robustness re-run of Node ${x}`;
const said = (text: string, rule: string) =>
  lint(parse(text), options)
    .problems.filter(p => p.rule === rule)
    .map(p => p.message);

describe('re-runs', () => {
  it('take Node 21 for the baseline until the log has an iteration 21', () => {
    const one = entry(1, 'root', '0', rerun(21));
    const own = entry(21, 'root', '1.8E-3', 'lr_update: 0 -> 1.8E-3');
    assert.deepEqual(said(one + own, 'robustness-verbatim'), []);
    assert.deepEqual(said(one + own + entry(24, '21', '1.8E-3', rerun(21)), 'robustness-verbatim'), []);
    const [message = ''] = said(one + own + entry(24, '1', '0', rerun(21)), 'robustness-verbatim');
    assert.match(message, /Node 21 has lr_update=0 instead of 1\.8E-3/);
  });

  it('never name the node 21 of the log for the baseline', () => {
    const log =
      entry(21, 'root', '1.8E-3', 'lr_update: 0 -> 1.8E-3') + entry(24, 'root', '0', 'None (baseline)');
    assert.match(said(log, 'replicate-form')[0] ?? '', /Node X/);
    assert.equal(
      fixAll(log, options, p => p.rule === 'replicate-form'),
      log,
    );
  });

  it('name the earliest sample of an earlier batch', () => {
    const log = ['5', '6', '12']
      .map(id => entry(Number(id), 'root', '1.8E-3', 'lr_update: 0 -> 1.8E-3'))
      .join('');
    const again = (words: string) => log + entry(16, '6', '1.8E-3', words);
    for (const words of [
      'replicate of Iter 12',
      'None (exact replica of Iter 6 config)',
      'none',
      're-run of the best config',
    ]) {
      assert.equal(
        fixAll(again(words), options, p => p.rule === 'replicate-form'),
        again(rerun(5)),
        words,
      );
    }
  });

  it('keep the node that they name when its config is another', () => {
    const log =
      entry(5, 'root', '1.8E-3', 'lr_update: 0 -> 1.8E-3') +
      entry(6, 'root', '2.5E-3', 'lr_update: 0 -> 2.5E-3');
    const fixed = fixAll(
      log + entry(12, '6', '1.8E-3', 'replicate of Iter 6'),
      options,
      p => p.rule === 'replicate-form',
    );
    assert.equal(fixed, log + entry(12, '6', '1.8E-3', rerun(6)));
    assert.equal(said(fixed, 'robustness-verbatim').length, 1);
  });

  it('compare what a Config line leaves to its parent', () => {
    const log =
      entry(5, 'root', '1.8E-3', 'lr_update: 0 -> 1.8E-3') +
      entry(6, 'root', '0', 'n_epochs: 1 -> 2') +
      entry(12, '6', '1.8E-3', rerun(5));
    assert.match(said(log, 'robustness-verbatim')[0] ?? '', /n_epochs=2 instead of 1/);
    const fixed = fixAll(log, options, p => p.rule === 'robustness-verbatim');
    assert.ok(fixed.includes(`grad_clip_W=0, n_epochs=1\n`));
  });
});
