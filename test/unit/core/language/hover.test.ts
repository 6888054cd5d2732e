/** What is said of a place in a log: golden texts, in which the backslashes of Markdown are left out. */
import assert from 'node:assert/strict';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { hoverAt } from '../../../../src/core/language/hover.ts';
import { print } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { corpusLogs, describeCorpus, longLog } from '../../../fixtures/corpus.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';

const textOf = ({ result }: Exploration): string => print(result.log);

/** The hover just behind a text, whose line breaks are as one sees them. */
function hover(from: Exploration, behind: string): string | undefined {
  const at = textOf(from).indexOf(behind);
  assert.ok(at >= 0, behind);
  return hoverAt(from, at + behind.length)
    ?.markdown.replaceAll('&nbsp;', '')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll('  \n', '\n');
}

const lines = (...all: string[]): string => all.join('\n');

const mutated = 'lr_update=1.8E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0';
/** Two samples of the baseline's config, a mutation, and a child of it whose parent a Next line changes. */
const log = [
  entry({ id: 1, metrics: '0.512', next: 'root' }),
  entry({ id: 2, metrics: '0.431', next: 1 }),
  entry({
    id: 3,
    parent: 1,
    metrics: '0.631',
    status: 'V_rest success',
    config: mutated,
    mutation: 'lr_update: 0 -> 1.8E-3',
    next: 2,
  }),
  entry({
    id: 4,
    parent: 3,
    metrics: '0.588',
    config: `${mutated}, seed=7`,
    mutation: '[none] — robustness re-run of Node 3',
    next: 3,
  }),
].join('');
const from = exploration(log);

const iter3 = lines(
  '**Iter 3 · success**',
  '',
  'Batch 1, slot 2 (explore), block 1.',
  '',
  '*Metrics:* V_rest_R2 0.631, connectivity_R2 0.900',
  '*Config:* lr_update=1.8E-3',
  '*Mutation:* lr_update: 0 -> 1.8E-3',
  '*Samples:* 2; mean 0.609 ± 0.030; 2 of 3 samples of V_rest_R2; 2 more samples would settle it',
  '*Tree:* UCB 2.045, 1 visit, parent 1',
  '*Score:* 0.631 + 1.414·√4 / (1 + 1) = 2.045',
  '*Position:* V_rest 0.631 lies within Node 21 range 0.11-0.78.',
  '*Result:* this config is not distinguishable from Node 21: the mean of its 2 samples is 0.110 higher, permutation p 0.51, Welch p 0.20, P(> Node 21) 0.90',
);

const baseline = lines(
  '*Samples:* 8, taken elsewhere; mean 0.499 ± 0.216',
  '*Range:* V_rest_R2 0.112 to 0.775',
  '*Config:* lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
);

describe('a hover on a number of an iteration', () => {
  it('shows the run, its place in the tree, its score and the baseline', () => {
    assert.equal(hover(from, '## Iter 3'), iter3);
    assert.equal(hover(from, 'id=3'), iter3);
    assert.equal(hover(from, 're-run of Node 3'), iter3);
  });

  it('covers the number alone', () => {
    const at = log.indexOf('id=3') + 'id='.length;
    assert.deepEqual(hoverAt(from, at)?.span, { start: at, end: at + 1 });
    assert.equal(hoverAt(from, at - 4), undefined);
  });

  it('shows the baseline under its own number', () => {
    assert.equal(hover(from, 're-run of Node 21'), lines('**Node 21 · the baseline**', '', baseline));
    assert.equal(hover(from, 'within Node 21'), lines('**Node 21 · the baseline**', '', baseline));
  });

  it('shows both where the log has an iteration of that number', () => {
    const text = hover(exploration(log + entry({ id: 21 })), 're-run of Node 21') ?? '';
    assert.match(text, /^\*\*Iter 21 · partial\*\*/);
    assert.ok(text.endsWith(lines('**Node 21 · the baseline**', '', baseline)));
  });

  it('says where there is no such iteration', () => {
    const prose = exploration(`${entry({ id: 1 })}As Node 77 shows.\n`);
    assert.equal(hover(prose, 'As Node 77'), 'Iteration 77 is not in this log.');
  });

  it('in a header means that entry, though others have its number', () => {
    const twice = exploration(entry({ id: 1, metrics: '0.3' }) + entry({ id: 1, metrics: '0.7' }));
    assert.match(hover(twice, '## Iter 1') ?? '', /V_rest_R2 0\.300/);
    assert.match(hover(twice, '## Iter 1') ?? '', /another entry has the same Node id/);
  });

  it('says what became of a run without results', () => {
    const lost = exploration(entry({ id: 1, status: 'failed', metrics: 'FAILED (out of memory)' }));
    assert.equal(
      hover(lost, '## Iter 1'),
      lines(
        '**Iter 1 · failed**',
        '',
        'Batch 1, slot 0 (exploit), block 1.',
        '',
        "*Config:* Node 21's config",
        '*Mutation:* [none] — robustness re-run of Node 21',
        '*Samples:* 0, 1 crashed; crashed',
        '*Tree:* not in the tree: the run crashed',
      ),
    );
    assert.match(hover(exploration('## Iter 1: failed\n'), 'Iter 1') ?? '', /the run crashed$/);
  });

  it('counts nan as the tree builder does', () => {
    const text = hover(exploration(entry({ id: 1, metrics: 'nan' })), '## Iter 1') ?? '';
    assert.match(text, /^\*Metrics:\* V_rest_R2 nan, /m);
    assert.match(text, /^\*Samples:\* 0, 1 nan; nan$/m);
    assert.match(text, /^\*Score:\* 0\.000 \+ 1\.414·√1 \/ \(1 \+ 1\) = 0\.707$/m);
    assert.doesNotMatch(text, /Position|Result/);
  });

  it('says what ends the tree builder', () => {
    const text = hover(exploration(entry({ id: 1, metrics: '0.5.5' })), '## Iter 1') ?? '';
    assert.match(text, /^\*Tree:\* none\. Line 5 of the log: V_rest_R2 is 0\.5\.5, which is no number\./m);
  });

  it('shows a circle of parents as the tree builder has it', () => {
    const circle = exploration(entry({ id: 1, parent: 2 }) + entry({ id: 2, parent: 1 }));
    const text = hover(circle, '## Iter 2') ?? '';
    assert.match(text, /^\*Tree:\* UCB 1\.000, 3 visits, parent 1$/m);
    assert.match(text, /^\*Children:\* 1$/m);
  });
});

describe('a hover on a parent', () => {
  it('says what the search used, what was changed, and what the parent came to', () => {
    assert.equal(
      hover(from, 'id=3, parent=1'),
      lines(
        '**Parent of Iter 3: 1**',
        '',
        'The search used it too.',
        '',
        '| parameter | Node 1 | Iter 3 |',
        '| --- | --- | --- |',
        '| lr_update | 0 | 1.8E-3 |',
        '',
        '---',
        '',
        hover(from, '## Iter 1') ?? '',
      ),
    );
    const other = hover(from, 'id=4, parent=3') ?? '';
    assert.match(
      other,
      /^\*\*Parent of Iter 4: 3\*\*\n\nThe search used Node 2 \(Node line: parent 3, overridden by Next of 3\)\.\n\nThe same config as Node 3\.\n\n---\n\n\*\*Iter 3 · success\*\*/,
    );
  });

  it('of root means the baseline', () => {
    assert.equal(
      hover(from, 'id=1, parent=root'),
      lines(
        '**Parent of Iter 1: root**',
        '',
        'The search used it too.',
        '',
        'The same config as baseline (Node 21).',
        '',
        '---',
        '',
        '**root · the baseline**',
        '',
        baseline,
      ),
    );
  });

  it('says why the search could not use it', () => {
    const unscored = exploration(
      entry({ id: 1, status: 'failed', metrics: 'FAILED' }) + entry({ id: 2, parent: 1 }),
    );
    assert.match(
      hover(unscored, 'parent=1') ?? '',
      /The search used root \(parent 1 has no readable reward\)\./,
    );
    const far = exploration(entry({ id: 12 }) + entry({ id: 13, parent: 12 }));
    assert.match(hover(far, 'parent=12') ?? '', /The search used root \(parent 12 is in another block\)\./);
    const gone = exploration(entry({ id: 1, parent: 9 }));
    assert.match(
      hover(gone, 'parent=9') ?? '',
      /The search used root \(parent 9 is not in the log\)\.\n\nThe same config as baseline \(Node 21\), as Node 9 is not in the log\.\n\n---\n\nIteration 9 is not in this log\.$/,
    );
    const lost = exploration(
      entry({ id: 1 }) + entry({ id: 2, parent: 1, status: 'failed', metrics: 'FAILED' }),
    );
    assert.match(hover(lost, 'parent=1') ?? '', /Iter 2 is not in the tree: the run crashed\./);
  });
});

describe('a hover on Next', () => {
  const says = (text: string, behind: string): string | undefined =>
    hover(exploration(text), behind)?.split('\n\n')[1];

  it('says which parent it gives the following iteration', () => {
    assert.match(hover(from, 'Next: parent=2') ?? '', /^\*\*Next of Iter 3: 2\*\*/);
    assert.equal(says(log, 'Next: parent=2'), 'It gives Iter 4 the parent 2, though its Node line says 3.');
    assert.equal(says(log, 'Next: parent=1'), 'It gives Iter 3 the parent 1, as its Node line does.');
    assert.equal(says(log, 'Next: parent=root'), 'It gives Iter 2 the parent root, as its Node line does.');
    assert.equal(
      says(log, 'Next: parent=3'),
      'It will give Iter 5 the parent 3, whatever its Node line says.',
    );
    const nameless = '## Iter 2: failed\n';
    assert.equal(
      says(entry({ id: 1, next: 1 }) + nameless, 'Next: parent=1'),
      'It gives Iter 2 the parent 1, though its Node line names none.',
    );
  });

  it('says what the tree builder ignores', () => {
    const next = entry({ id: 1, next: 2 });
    assert.equal(
      says(next, 'Next: parent=2'),
      'The tree builder ignores it for Iter 2, since it names that iteration itself.',
    );
    assert.equal(says(next.replace('Next: ', 'Next : '), 'parent=2'), 'The tree builder does not read it.');
  });
});

describe('a hover on a config', () => {
  it('shows the difference from the parent and what the samples say', () => {
    assert.equal(
      hover(from, 'Config: lr_update=1'),
      lines(
        '**Config of Iter 3**',
        '',
        'lr_update of Iter 3: tunable, 0 in the baseline, searched from 1.2E-3 to 3E-3.',
        '',
        '| parameter | Node 1 | Iter 3 |',
        '| --- | --- | --- |',
        '| lr_update | 0 | 1.8E-3 |',
        '',
        '*Runs of this config:* 3, 4',
        '*Samples:* 2; mean 0.609 ± 0.030; 2 of 3 samples of V_rest_R2; 2 more samples would settle it',
        '*Position:* V_rest 0.631 lies within Node 21 range 0.11-0.78.',
        '*Result:* this config is not distinguishable from Node 21: the mean of its 2 samples is 0.110 higher, permutation p 0.51, Welch p 0.20, P(> Node 21) 0.90',
      ),
    );
  });

  it('says what the line leaves out, and leaves seeds aside', () => {
    const short = exploration(
      entry({ id: 1, config: 'lr_update=1.8E-3, recurrent=F' }) +
        entry({ id: 2, parent: 1, config: 'recurrent=F, seed=3', mutation: 'W_L2: 2.5E-6 -> 3E-6' }),
    );
    const text = hover(short, 'parent=1') ?? '';
    assert.match(text, /\| W_L2 \| 2\.5E-6 \| 3E-6 \|\n\n---/);
    const config = hover(short, 'Config: recurrent=F, seed') ?? '';
    assert.match(
      config,
      /^\*Not on the line:\* W_L2=3E-6 \(from the Mutation line\); lr_update=1\.8E-3 \(inherited from Node 1\)$/m,
    );
    assert.match(config, /^seed of Iter 2: seed\.$/m);
  });

  it('knows aliases, and what the protocol does not know', () => {
    const odd = exploration(entry({ id: 1, config: 'coeff_W_L2=2.5E-6, foo=*x*|<b>' }));
    assert.match(
      hover(odd, 'Config: coeff_W') ?? '',
      /^coeff_W_L2 \(W_L2\) of Iter 1: tunable, 2\.5E-6 in the baseline/m,
    );
    assert.match(hover(odd, 'foo') ?? '', /^The protocol does not know foo\.$/m);
    assert.match(hover(odd, 'foo') ?? '', /^\| foo \| – \| \*x\*\|<b> \|$/m);
    const raw = hoverAt(odd, textOf(odd).indexOf('foo'))?.markdown ?? '';
    assert.ok(raw.includes('| foo&nbsp;&nbsp; | –&nbsp;&nbsp; | \\*x\\*\\|\\<b\\> |'), raw);
  });

  it('says when a result can be told from the baseline', () => {
    const values = ['0.95', '0.96', '0.97', '0.98'];
    const good = exploration(
      values.map((metrics, i) => entry({ id: i + 1, metrics, config: mutated })).join(''),
    );
    assert.match(
      hover(good, 'Config: lr') ?? '',
      /^\*Result:\* this config is distinguishable from Node 21: the mean of its 4 samples is 0\.466 higher, permutation p 0\.0040, Welch p < 0\.001, P\(> Node 21\) > 0\.999$/m,
    );
  });
});

describe('a hover on a mutation', () => {
  it('shows what was really changed and what came of it', () => {
    assert.equal(
      hover(from, 'Mutation: lr_update'),
      lines(
        '**Iter 3: mutation**',
        '',
        '| parameter | Node 1 | Iter 3 |',
        '| --- | --- | --- |',
        '| lr_update | 0 | 1.8E-3 |',
        '',
        '*V_rest_R2:* 0.512 in Node 1, 0.631 here (+0.119), one run each',
        "*Parent's samples:* 2; mean 0.472 ± 0.057; 2 of 3 samples of V_rest_R2; 3 more samples would settle it",
        '*Samples:* 2; mean 0.609 ± 0.030; 2 of 3 samples of V_rest_R2; 2 more samples would settle it',
        '*Position:* V_rest 0.631 lies within Node 21 range 0.11-0.78.',
        '*Result:* this config is not distinguishable from Node 21: the mean of its 2 samples is 0.110 higher, permutation p 0.51, Welch p 0.20, P(> Node 21) 0.90',
      ),
    );
    assert.match(
      hover(from, 'Mutation: [n') ?? '',
      /^\*\*Iter 1: re-run of Node 21\*\*\n\nThe same config as baseline \(Node 21\)\./,
    );
  });

  it('says what the line does not name, and what it names for nothing', () => {
    const start = Array.from({ length: 4 }, (_, i) => entry({ id: i + 1 })).join('');
    const hidden = entry({ id: 5, parent: 1, config: mutated, mutation: 'W_L2: 2.5E-6 -> 3E-6' });
    assert.match(
      hover(exploration(start + hidden), 'Mutation: W') ?? '',
      /\n\nThe line does not name lr_update\. It names W_L2 without a difference\.\n\n/,
    );
    const free = exploration(hidden.replaceAll('5', '1').replace('parent=1', 'parent=root'));
    assert.doesNotMatch(hover(free, 'Mutation: W') ?? '', /does not name/, "a block's first batch");
  });
});

describe('a hover on a metric', () => {
  it('shows the terms of the score, and the reward against the baseline', () => {
    assert.equal(
      hover(from, 'Metrics: V_rest'),
      lines(
        '**V_rest_R2 of Iter 1: 0.512**',
        '',
        '*UCB:* reward + c·√N / (1 + visits): 0.512 + 1.414·√4 / (1 + 2) = 1.455',
        '*Position:* V_rest 0.512 lies within Node 21 range 0.11-0.78.',
        '*Result:* this config is not distinguishable from Node 21: the mean of its 2 samples is 0.027 lower, permutation p 0.89, Welch p 0.76, P(> Node 21) 0.38',
        '*Samples:* 2 of this config, mean 0.472 ± 0.057, 0.431 to 0.512, 95 % interval -0.043 to 0.986',
      ),
    );
  });

  it('shows another metric against the samples of the baseline', () => {
    const text = entry({ id: 1, metrics: 'V_rest_R2=0.5, conn_R2=0.88, training_time_min=57' });
    const one = exploration(text);
    assert.equal(
      hover(one, ', conn'),
      lines(
        '**connectivity_R2 of Iter 1: 0.88**',
        '',
        "*Position:* below Node 21's 0.896 to 0.983 (8 samples, mean 0.955 ± 0.029)",
        '*Samples:* 1, which has no spread',
      ),
    );
    assert.match(
      hover(one, 'training_time') ?? '',
      /^\*Limits:\* 33 min expected of this config, to be flagged above 55 min, never above 60 min$/m,
    );
  });

  it('says what the tree builder reads otherwise, or not at all', () => {
    assert.match(
      hover(exploration(entry({ id: 1, metrics: 'V_rest_R2=9.5e-1, connectivity_R2=0.9' })), 'V_rest_R2') ??
        '',
      /^\*Read as:\* 9\.500 by the tree builder$/m,
    );
    assert.match(
      hover(exploration(entry({ id: 1, metrics: '-0.2' })), 'V_rest_R2') ?? '',
      /^\*UCB:\* none, not in the tree: the tree builder cannot read the entry$/m,
    );
    assert.match(
      hover(exploration(entry({ id: 1, metrics: '0.5.5' })), 'V_rest_R2') ?? '',
      /^\*UCB:\* none\. Line 5 of the log/m,
    );
    assert.equal(
      hover(exploration(entry({ id: 1, status: 'failed', metrics: 'FAILED (empty log)' })), 'Metrics: FAI'),
      lines('**V_rest_R2 of Iter 1: no number**', '', '*UCB:* none, not in the tree: the run crashed'),
    );
  });

  it('has the formula of the protocol', () => {
    const ucb1 = { ...presets.vrest, ucb: { c: 2, formula: 'ucb1' as const } };
    assert.match(
      hover(exploration(log, ucb1), 'Metrics: V_rest') ?? '',
      /^\*UCB:\* reward \+ c·√\(ln N \/ visits\): 0\.512 \+ 2\.0·√\(ln 4 \/ 2\) = 2\.177$/m,
    );
  });
});

describe('a hover in a log that fits no protocol', () => {
  const text =
    '## Iter 1: fine\nNode: id=1, parent=root\nConfig: a=1, b=2\nMetrics: x=1\nMutation: a: 0 -> 1\n\n' +
    '## Iter 2: fine\nNode: id=2, parent=1\nConfig: a=2, b=2\nMetrics: x=3\nObservation: better\n';
  const without = unknown(text);

  it('says what entries and configs say by themselves', () => {
    assert.equal(hover(without, 'Iter 2'), '**Iter 2 · fine**');
    assert.equal(
      hover(without, 'Config: a=2'),
      lines(
        '**Config of Iter 2**',
        '',
        '| parameter | Node 1 | Iter 2 |',
        '| --- | --- | --- |',
        '| a | 1 | 2 |',
      ),
    );
    assert.match(hover(without, 'parent=1') ?? '', /^\*\*Parent of Iter 2: 1\*\*\n\n\| parameter/);
    assert.match(hover(without, 'parent=root') ?? '', /\*\*root\*\*\n\nA run without a parent\.$/);
  });

  it('is none where nothing is known', () => {
    assert.equal(hover(without, 'Metrics: x'), undefined);
    assert.equal(hover(without, 'Observation: bet'), undefined);
  });
});

describeCorpus('hovers on real logs', () => {
  it('come up at every place without an error', () => {
    const logs = [longLog(), ...corpusLogs('synthetic').map(({ text }) => text)];
    let hovers = 0;
    for (const text of logs) {
      const real = exploration(text);
      for (let at = 0; at < text.length; at += 41) if (hoverAt(real, at)) hovers++;
    }
    assert.ok(hovers > 500, String(hovers));
  });
});
