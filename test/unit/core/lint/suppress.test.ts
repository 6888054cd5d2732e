import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { parse, print, update } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const options = { protocol: presets.vrest };
const metrics = 'tau_R2=0.974, cluster_accuracy=0.881, test_pearson=0.991, training_time_min=33.2';

/** A log of two iterations; each has one `reward-in-prose`, and the second a `metric-range` on its Metrics line too. */
function text({
  top = '',
  metricsOf1 = '',
  proseOf1 = '',
  between = '',
  metricsOf2 = '',
  proseOf2 = '',
} = {}): string {
  return [
    top,
    '## Iter 1: V_rest partial',
    'Node: id=1, parent=root',
    'Mode/Strategy: robustness-check',
    'Config: lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
    metricsOf1,
    `Metrics: V_rest_R2=0.512, connectivity_R2=0.961, ${metrics}`,
    'Mutation: [none] — robustness re-run of Node 21',
    'Parent rule: start batch, baseline sample',
    proseOf1,
    'Observation: within Node 21 range 0.11-0.78, first epoch V_rest_R2=0.301.',
    'Next: parent=root',
    '',
    between,
    '## Iter 2: V_rest partial',
    'Node: id=2, parent=root',
    'Mode/Strategy: exploit',
    'Config: lr_update=1.8E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
    metricsOf2,
    `Metrics: V_rest_R2=0.588, connectivity_R2=0.957, ${metrics}, gain_R2=1.5`,
    'Mutation: lr_update: 0 -> 1.8E-3',
    'Parent rule: start batch, first lr_update test',
    proseOf2,
    'Observation: within Node 21 range 0.11-0.78, first epoch V_rest_R2=0.302.',
    'Next: parent=root',
    '',
  ]
    .filter((line, i) => line !== '' || i === 12 || i === 25)
    .join('\n');
}

const rulesIn = (log: string) => lint(parse(log), options).problems.map(problem => problem.rule);
const unusedIn = (log: string) =>
  lint(parse(log), options).problems.filter(p => p.rule === 'unused-suppression');
const withoutUnused = (log: string) => fixAll(log, options, p => p.rule === 'unused-suppression');

describe('suppressions', () => {
  it('are not needed for the test to see problems', () => {
    assert.deepEqual(rulesIn(text()), ['reward-in-prose', 'metric-range', 'reward-in-prose']);
  });

  it('of the next line reach that line only', () => {
    const log = text({ proseOf1: '<!-- iterlog-disable-next-line reward-in-prose -->' });
    assert.deepEqual(rulesIn(log), ['metric-range', 'reward-in-prose']);
  });

  it('of all that follows reach the end of the log, not what stands before', () => {
    assert.deepEqual(rulesIn(text({ top: '<!-- iterlog-disable reward-in-prose -->' })), ['metric-range']);
    const between = text({ between: '<!-- iterlog-disable reward-in-prose -->' });
    assert.deepEqual(rulesIn(between), ['reward-in-prose', 'metric-range']);
  });

  it('between entries may speak of the header that follows', () => {
    const bad = text({ between: '<!-- iterlog-disable-next-line status-vocabulary -->' });
    const log = bad.replace('## Iter 2: V_rest partial', '## Iter 2: splendid');
    assert.ok(!rulesIn(log).includes('status-vocabulary'));
    assert.equal(unusedIn(log).length, 0);
  });

  it('name one rule, several, or none for all', () => {
    for (const names of [' metric-range reward-in-prose', ' metric-range, reward-in-prose', '']) {
      assert.deepEqual(
        rulesIn(text({ between: `<!-- iterlog-disable${names} -->` })),
        ['reward-in-prose'],
        names,
      );
    }
    assert.deepEqual(rulesIn(text({ metricsOf2: '<!-- iterlog-disable-next-line -->' })), [
      'reward-in-prose',
      'reward-in-prose',
    ]);
  });

  it('that meet nothing are found, and their fix takes the whole line', () => {
    for (const place of ['top', 'metricsOf1', 'between']) {
      const log = text({ [place]: '<!-- iterlog-disable-next-line metric-nan -->' });
      const [problem, ...more] = unusedIn(log);
      assert.equal(problem?.message, 'This comment suppresses nothing on the next line.', place);
      assert.equal(more.length, 0);
      assert.equal(withoutUnused(log), text(), place);
    }
    const last = `${text()}<!-- iterlog-disable -->`;
    assert.equal(unusedIn(last)[0]?.message, 'This comment suppresses nothing after it.');
    assert.equal(withoutUnused(last), text());
  });

  it('lose only the names that meet nothing', () => {
    const log = text({ metricsOf2: '<!-- iterlog-disable-next-line metric-nan, metric-range -->' });
    assert.equal(unusedIn(log)[0]?.message, 'This comment suppresses no metric-nan on the next line.');
    assert.equal(withoutUnused(log), text({ metricsOf2: '<!-- iterlog-disable-next-line metric-range -->' }));
  });

  it('of a rule that does not exist say so', () => {
    const alone = text({ top: '<!-- iterlog-disable metric-rnage -->' });
    assert.match(unusedIn(alone)[0]?.message ?? '', /^No rule is called metric-rnage:/);
    const beside = text({ top: '<!-- iterlog-disable metric-rnage metric-range -->' });
    assert.match(unusedIn(beside)[0]?.message ?? '', /^No rule is called metric-rnage:/);
    assert.ok(!rulesIn(beside).includes('metric-range'));
    assert.equal(withoutUnused(beside), text({ top: '<!-- iterlog-disable metric-range -->' }));
  });

  it('work with CRLF line ends, and so do their fixes', () => {
    const crlf = (log: string) => log.replaceAll('\n', '\r\n');
    const used = text({ metricsOf2: '<!-- iterlog-disable-next-line metric-range -->' });
    assert.deepEqual(rulesIn(crlf(used)), ['reward-in-prose', 'reward-in-prose']);
    const unused = text({ metricsOf1: '<!-- iterlog-disable-next-line metric-range -->' });
    assert.equal(withoutUnused(crlf(unused)), crlf(text()));
  });

  it('in a code fence or in a longer comment are examples', () => {
    const directive = '<!-- iterlog-disable reward-in-prose -->';
    assert.deepEqual(rulesIn(text({ top: `\`\`\`\n${directive}\n\`\`\`` })), rulesIn(text()));
    assert.deepEqual(rulesIn(text({ top: `Write ${directive} to silence it.` })), rulesIn(text()));
  });

  it('can be left in peace by severity', () => {
    const log = parse(text({ top: '<!-- iterlog-disable metric-nan -->' }));
    const off = lint(log, { ...options, severities: { 'unused-suppression': 'off' } });
    assert.ok(!off.problems.some(p => p.rule === 'unused-suppression'));
    const error = lint(log, { ...options, severities: { 'unused-suppression': 'error' } });
    assert.equal(error.problems[0]?.severity, 'error');
  });

  it('follow an edit of the log', () => {
    const directive = '<!-- iterlog-disable-next-line metric-range -->';
    const before = parse(text({ metricsOf2: directive }));
    const first = lint(before, options);
    const at = print(before).indexOf(directive);
    const after = update(before, { start: at, end: at + directive.length + 1, text: '' });
    assert.deepEqual(
      lint(after, options, first).problems.map(p => [p.rule, p.line]),
      lint(parse(text()), options).problems.map(p => [p.rule, p.line]),
    );
  });
});
