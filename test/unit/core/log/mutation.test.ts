import assert from 'node:assert/strict';
import { parseMutation } from '../../../../src/core/log/mutation.ts';

const read = (value: string) => {
  const line = `Mutation: ${value}`;
  const { pairs, assignments, ...rest } = parseMutation(line, 10, line.length);
  for (const { param, old, arrow, new: to, span } of pairs) {
    for (const part of [param, old, arrow, to])
      assert.equal(line.slice(part.start, part.end), part.text, 'token has its place');
    assert.deepEqual([span.start, span.end], [param.start, to.end]);
  }
  for (const { key, value: to } of assignments) {
    for (const part of [key, to])
      assert.equal(line.slice(part.start, part.end), part.text, 'token has its place');
  }
  if (rest.rerunOf) assert.equal(line.slice(rest.rerunOf.start, rest.rerunOf.end), String(rest.rerunOf.id));
  return {
    kind: rest.kind,
    pairs: pairs.map(p => `${p.param.text}|${p.old.text}|${p.new.text}${p.canonical ? '' : '|odd'}`),
    assignments: assignments.map(a => `${a.key.text}|${a.value.text}`),
    rerunOf: rest.rerunOf?.id,
    canonicalNone: rest.canonicalNone,
  };
};
const pairs = (value: string) => {
  const found = read(value);
  assert.equal(found.kind, 'pairs', value);
  return [...found.pairs, ...found.assignments];
};

describe('parseMutation', () => {
  it('reads pairs as the template spells them, with what may follow', () => {
    const one = ['lr_update|0|1.8E-3'];
    for (const after of [
      '',
      ' (from Iter 6: W_L2: 1 -> 2)',
      ' [bold]',
      '. Testing principle: "W_L2: 1 -> 2 is optimal"',
      '.',
      '. Testing if W_L2=3 helps',
    ]) {
      assert.deepEqual(pairs(`lr_update: 0 -> 1.8E-3${after}`), one, after);
    }
    assert.deepEqual(pairs('recurrent: F -> T, time_step: 1 -> 2'), ['recurrent|F|T', 'time_step|1|2']);
    assert.deepEqual(pairs('a: 1 -> 2 (x, y), b: -3.0 -> -2.0, c: 64 -> 32, d: 3 -> 2').length, 4);
    assert.deepEqual(pairs('graph_model.hidden_dim: 80 -> 64'), ['graph_model.hidden_dim|80|64']);
    assert.deepEqual(pairs('W_init: randn_scaled(scale=1.0) -> randn_scaled(scale=0.5, b=2)'), [
      'W_init|randn_scaled(scale=1.0)|randn_scaled(scale=0.5, b=2)',
    ]);
    assert.deepEqual(pairs('lr_update: baseline -> 1.8E-3, W_L2: root -> 3E-6'), [
      'lr_update|baseline|1.8E-3',
      'W_L2|root|3E-6',
    ]);
  });

  it('reads other arrows and separators, and says that they are odd', () => {
    for (const odd of [
      'lr_update: 0 → 2',
      'lr_update: 0 => 2',
      'lr_update: 0->2',
      'lr_update: 0 --> 2',
      'lr_update = 0 -> 2',
      'lr_update:0 -> 2',
      'lr_update: 0 (default) -> 2',
    ]) {
      assert.deepEqual(pairs(odd), ['lr_update|0|2|odd'], odd);
    }
  });

  it('reads bare assignments beside pairs and alone', () => {
    assert.deepEqual(pairs('lr_update: 0 -> 1.8E-3, time_step=2'), ['lr_update|0|1.8E-3', 'time_step|2']);
    assert.deepEqual(pairs('time_step=2, lr_update: 0 -> 1.8E-3'), ['lr_update|0|1.8E-3', 'time_step|2']);
    for (const two of [
      'a=1 + b=2',
      'a=1+b=2',
      'a=1, b=2',
      'a=1; b=2',
      'a=1 and b=2',
      'a = 1 & b = 2',
      'a=1 + b=2 (first try). Testing c=3',
    ]) {
      assert.deepEqual(pairs(two), ['a|1', 'b|2'], two);
    }
    assert.deepEqual(pairs('lr_update=1e+5'), ['lr_update|1e+5']);
    assert.deepEqual(pairs('lr_update: 1.8E-3'), ['lr_update|1.8E-3']);
  });

  it('reads the re-run that the template spells', () => {
    const rerun = { kind: 'none', pairs: [], assignments: [], rerunOf: 21, canonicalNone: true };
    for (const after of ['', ' (third sample)', '.', '. Third sample.']) {
      assert.deepEqual(read(`[none] — robustness re-run of Node 21${after}`), rerun, after);
    }
  });

  it('reads a re-run in other words', () => {
    const of = (id: number | undefined, ...values: string[]) => {
      for (const value of values) {
        assert.deepEqual(
          read(value),
          { kind: 'none', pairs: [], assignments: [], rerunOf: id, canonicalNone: false },
          value,
        );
      }
    };
    of(
      45,
      'None (exact replica of Iter 45 config)',
      'replicate of Iter 45',
      'replicate Iter 45 (seed=77+sub_diff=7)',
      'exact replica of iteration 45',
    );
    of(
      2,
      '[none] - robustness re-run of Node 2',
      '[none] – robustness re-run of Node 2',
      'none — robustness re-run of Node 2',
      '[None] — robustness re-run of Node 2',
    );
    of(
      2,
      '[none] — robustness re-run of node 2',
      '[none] — robustness rerun of Node 2',
      're-run of Node 2',
      'robustness re-run of Node 2',
      'Node 2 defaults',
      'same as Iter 2',
    );
    of(
      2,
      'none, unchanged from Node 2 (lr_update: 0 -> 0)',
      'repeat Node 2',
      'verbatim copy of Node 2',
      '[robustness re-run of Node 2]',
    );
    of(
      undefined,
      'None (baseline)',
      'NONE (control)',
      'baseline (Node defaults)',
      '[none]',
      'none',
      'No change',
      'no mutation',
      'unchanged',
      'defaults',
      'N/A',
    );
  });

  it('leaves code changes and prose apart', () => {
    assert.equal(read('[code] new regulariser, lr_update: 0 -> 1').kind, 'code');
    for (const value of [
      '',
      'stronger regularisation',
      'lr_update raised',
      'Testing principle: more is better',
      '(pending)',
      'none-linear lr schedule tried, see below'.slice(5),
    ]) {
      assert.equal(read(value).kind, 'unreadable', value);
    }
  });
});
