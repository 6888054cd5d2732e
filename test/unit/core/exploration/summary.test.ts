/** The exploration in a page of Markdown. */
import assert from 'node:assert/strict';
import { summaryOf } from '../../../../src/core/exploration/summary.ts';
import { counted } from '../../../../src/core/text/counted.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { longLog } from '../../../fixtures/corpus.ts';
import { entry, exploration, unknown } from '../../../fixtures/exploration.ts';
import { makeLog } from '../../../fixtures/make-log.ts';

/** The lines of a section, without its heading and blank lines. */
function section(summary: string, heading: string): string[] {
  const [, body = ''] = summary.split(`## ${heading}\n`);
  return (body.split('\n## ')[0] ?? '').split('\n').filter(Boolean);
}

describe('the summary', () => {
  const log = [
    entry({ id: 1, metrics: '0.4', next: 'root' }),
    entry({
      id: 2,
      metrics: '0.6',
      config: 'lr_update=1.8E-3, recurrent=False, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
      next: 1,
    }),
    entry({ id: 3, parent: 2, metrics: '0.7', mutation: 'a | b', next: 'root' }),
    entry({ id: 4, status: 'failed', metrics: 'FAILED (out of memory)' }),
  ].join('');
  const summary = summaryOf(exploration(log), 'a_name');

  it('begins with what the numbers rest on', () => {
    assert.deepEqual(summary.split('\n').slice(0, 6), [
      '# Exploration a_name',
      '',
      '- Protocol: V_rest recovery, reward V_rest_R2',
      '- Iterations: 4 logged, the last is 4, 1 crashed',
      '- Scores: 3 nodes by V_rest_R2, effective parents, puct, c=1.414, block 1 (iterations 1-12)',
      '- Baseline: Node 21, n=8, mean 0.499, std 0.216',
    ]);
  });

  it('has the configs with their samples and verdicts', () => {
    assert.deepEqual(section(summary, 'Best configs'), [
      '| Config | nodes | n | mean V_rest_R2 | std | conn mean | against Node 21 |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| lr_update=1.8E-3 | 2 | 1 | 0.600 | – | 0.900 | 1 of 3 samples |',
      "| Node 21's config | 1, 3, 4 | 2, 1 crashed | 0.550 | 0.212 | 0.900 | 2 of 3 samples |",
    ]);
  });

  it('has the scores of the current block, with the parents that the search used', () => {
    const [, , first = '', ...more] = section(summary, 'Scores of block 1');
    assert.equal(first, '| 3 | 1.925 | 0.700 | 1 | 1 (stated 2) | a \\| b |');
    assert.equal(more.length, 2);
  });

  it('has each rule with its count and its first place, information by count alone', () => {
    const from = exploration(log);
    const findings = section(summary, 'Open findings');
    const { problems } = from.result;
    const count = (severity: string) => problems.filter(problem => problem.severity === severity).length;
    const counts = (severity: string) =>
      findings.flatMap(
        line => new RegExp(`^- ${severity} [a-z-]+ \\((\\d+)\\), first in line \\d+: `).exec(line)?.[1] ?? [],
      );
    const sum = (numbers: string[]) => numbers.reduce((total, number) => total + Number(number), 0);
    assert.equal(sum(counts('error')), count('error'));
    assert.equal(sum(counts('warning')), count('warning'));
    assert.ok(count('error') > 0 && count('warning') > 0 && count('info') > 0);
    assert.equal(findings.at(-1), `- ${counted(count('info'), 'finding')} of severity info`);
    const overridden = problems.find(({ rule }) => rule === 'next-overrides-parent');
    assert.ok(
      findings.some(line => line.endsWith(`first in line ${overridden!.line + 1}: ${overridden!.message}`)),
    );
  });

  it('warns of what the numbers do not bear', () => {
    assert.deepEqual(section(summary, 'Careful'), [
      '- 2 of 2 configs have fewer than 3 samples: a gain there cannot be told from chance.',
      '- 1 of 3 nodes of this tree has another parent than stated: a Next line gave it.',
    ]);
  });

  it('is short however long the log is, and always the same', () => {
    const noBlocks = { ...presets.vrest, blockSize: 0 };
    const broken = makeLog(300)
      .replace(/^Next: .*/gm, 'Next: parent=9999')
      .replaceAll('V_rest_R2=0', 'V_rest_R2=00')
      .replace(/^Mutation.*\n/gm, '')
      .replaceAll('time_step=1', 'time_stp=4')
      .replaceAll('V_rest partial', 'V_rest success');
    for (const text of [makeLog(300), broken, longLog()])
      for (const protocol of [presets.vrest, noBlocks, presets.metabolism, presets.flyvis]) {
        const long = summaryOf(exploration(text, protocol), 'x');
        assert.ok(long.split('\n').length <= 61, `${long.split('\n').length} lines`);
        assert.equal(long, summaryOf(exploration(text, protocol), 'x'));
      }
  });

  it('keeps what a log says on its line', () => {
    const odd = log.replace('a | b', 'x\u2028## Heading\u0085| y');
    assert.ok(summaryOf(exploration(odd), 'a\nb').startsWith('# Exploration a b\n'));
    assert.match(summaryOf(exploration(odd), 'a'), /\| x ## Heading \\\| y \|\n/);
  });

  it('says what there is of a log without entries, without a protocol, and of one that stops the tree builder', () => {
    assert.equal(
      summaryOf(exploration(''), 'new'),
      '# Exploration new\n\n- Protocol: V_rest recovery, reward V_rest_R2\n- Iterations: none yet\n- Baseline: Node 21, n=8, mean 0.499, std 0.216\n',
    );
    const other = summaryOf(unknown('## Iter 1: fine\nNode: id=1, parent=root\nMetrics: x=1\n'), 'other');
    assert.match(other, /- Protocol: no protocol\n- Iterations: 1 logged, the last is 1\n/);
    assert.doesNotMatch(other, /Best configs|Scores/);
    const stopped = summaryOf(exploration(entry({ id: 1, metrics: '0.5.5' })), 'x');
    assert.match(stopped, /- Scores: none\. Line 5 of the log: V_rest_R2 is 0\.5\.5/);
  });
});
