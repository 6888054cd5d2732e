/** What fixtures cannot say of the rules about rewards: severities, CRLF, and the digits of a fix. */
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import { plainDecimal } from '../../../../src/core/lint/readability.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';

const { vrest } = presets;
const rest = 'tau_R2=0.974, cluster_accuracy=0.881, test_pearson=0.991, training_time_min=33.2';

const entry = (id: number, metrics: string, observation = 'within Node 21 range 0.11-0.78.') =>
  [
    `## Iter ${id}: V_rest failed`,
    `Node: id=${id}, parent=root`,
    'Config: lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0',
    `Metrics: ${metrics}`,
    'Mutation: [none] — robustness re-run of Node 21',
    `Observation: ${observation}`,
    'Next: parent=root',
    '',
  ].join('\n');

const severities = (
  log: string,
  rule: string,
  results: readonly (ReadonlyMap<string, string> | undefined)[] = [],
) =>
  lint(parse(log), { protocol: vrest, evidence: { results, slots: [] } })
    .problems.filter(problem => problem.rule === rule)
    .map(problem => problem.severity);
const fixed = (log: string, rule: string) =>
  fixAll(log, { protocol: vrest }, problem => problem.rule === rule);

describe('metric-unreadable', () => {
  const log = entry(1, `V_rest_R2=-0.043, connectivity_R2=0.961, ${rest}`);

  it('only informs of a negative value that the result log shows too', () => {
    assert.deepEqual(severities(log, 'metric-unreadable', [new Map([['V_rest_R2', '-0.0431']])]), ['info']);
    assert.deepEqual(severities(log, 'metric-unreadable', [new Map([['V_rest_R2', '0.0431']])]), ['error']);
    assert.deepEqual(severities(log, 'metric-unreadable', [undefined, new Map([['V_rest_R2', '-0.0431']])]), [
      'error',
    ]);
  });

  it('does not ask the result logs about older batches, of which they know nothing', () => {
    const later = `${log}\n${entry(5, `V_rest_R2=0.2, connectivity_R2=0.9, ${rest}`)}`;
    assert.deepEqual(severities(later, 'metric-unreadable', [new Map([['V_rest_R2', '-0.0431']])]), [
      'error',
    ]);
  });

  it('only informs of what the Observation kept of the result log', () => {
    const kept = (said: string) =>
      severities(
        `${entry(1, `V_rest_R2=-0.043, connectivity_R2=0.961, ${rest}`, said)}\n${entry(5, rest)}`,
        'metric-unreadable',
      );
    assert.deepEqual(kept('below. The result log says V_rest_R2 -0.0431, connectivity_R2 0.9. A sentence.'), [
      'info',
    ]);
    assert.deepEqual(kept('The result log says V_rest_R2 -0.043.'), ['info']);
    assert.deepEqual(kept('The result log says V_rest_R2 0.043.'), ['error']);
    assert.deepEqual(kept('The result log says connectivity_R2 -0.043.'), ['error']);
    assert.deepEqual(kept('V_rest_R2 -0.043.'), ['error']);
    const nan = entry(
      1,
      `V_rest_R2=nan, connectivity_R2=0.9, ${rest}`,
      'The result log says V_rest_R2 nan. Odd.',
    );
    assert.deepEqual(severities(`${nan}\n${entry(5, rest)}`, 'metric-nan'), ['info']);
  });

  it('keeps every digit when it writes out an exponent', () => {
    const cases = {
      '9.5e-1': '0.95',
      '9.50E-1': '0.950',
      '1.2E-3': '0.0012',
      '5e-1': '0.5',
      '12.5e1': '125',
      '1e2': '100',
    };
    for (const [from, to] of Object.entries(cases)) assert.equal(plainDecimal(from), to);
    assert.equal(plainDecimal('.5'), '0.5');
    assert.equal(plainDecimal('0.950'), '0.950');
  });

  it('mends form and exponent in one go, and leaves a spread alone', () => {
    const messy = entry(1, `V_rest_R2 = 5.12e-1±0.02, connectivity_R2:9.61E-1, ${rest}`);
    assert.match(
      fixed(messy, 'metric-unreadable'),
      /^Metrics: V_rest_R2=0\.512±0\.02, connectivity_R2=0\.961, /m,
    );
  });

  it('joins metrics over CRLF lines', () => {
    const log = entry(1, `V_rest_R2=0.512\n  connectivity_R2=0.961, ${rest}`).replaceAll('\n', '\r\n');
    assert.match(fixed(log, 'metric-unreadable'), /^Metrics: V_rest_R2=0\.512, connectivity_R2=0\.961, tau/m);
  });
});

describe('metric-nan', () => {
  const log = entry(1, `V_rest_R2=nan, connectivity_R2=0.961, ${rest}`);

  it('only informs of a nan that the result log shows too', () => {
    assert.deepEqual(severities(log, 'metric-nan'), ['warning']);
    assert.deepEqual(severities(log, 'metric-nan', [new Map([['V_rest_R2', 'nan']])]), ['info']);
    assert.deepEqual(severities(log, 'metric-nan', [new Map([['V_rest_R2', '0.3']])]), ['warning']);
  });
});

describe('metric-missing', () => {
  it('tells what the tree builder needs from what the protocol expects', () => {
    const log = entry(1, 'V_rest_R2=0.2, tau_R2=0.974, cluster_acc=0.881');
    assert.deepEqual(severities(log, 'metric-missing'), ['error', 'warning', 'warning']);
  });
});

describe('reward-in-prose', () => {
  const metrics = `V_rest_R2=0.200, connectivity_R2=0.961, ${rest}`;

  it('only informs of a value that changes nothing', () => {
    assert.deepEqual(severities(entry(1, metrics, 'V_rest_R2=0.2 is low'), 'reward-in-prose'), ['info']);
    assert.deepEqual(severities(entry(1, metrics, 'V_rest_R2=0.3 before'), 'reward-in-prose'), ['error']);
    assert.deepEqual(severities(entry(1, metrics, 'V_rest_R2=0.2, connectivity_R2=0.9'), 'reward-in-prose'), [
      'error',
    ]);
  });

  it('does not offer to unmake the only statement of a metric', () => {
    const split = entry(1, `V_rest_R2=0.200, ${rest}\nconnectivity_R2=0.961`);
    assert.deepEqual(severities(split, 'reward-in-prose'), ['error']);
    assert.equal(fixed(split, 'reward-in-prose'), split);
  });

  it('is silent in a fence whose header makes an iteration of its own', () => {
    const log = `${entry(1, metrics)}\n\`\`\`\n${entry(99, metrics, 'V_rest_R2=0.9')}\`\`\`\n`;
    assert.deepEqual(severities(log, 'reward-in-prose'), []);
    assert.deepEqual(severities(log, 'header-form'), ['error']);
  });
});

describe('observation-baseline', () => {
  it('compares the value as it prints it, and keeps CRLF', () => {
    const log = entry(1, `V_rest_R2=0.1099, connectivity_R2=0.961, ${rest}`, 'low').replaceAll('\n', '\r\n');
    assert.match(
      fixed(log, 'observation-baseline'),
      /^Observation: low\. V_rest 0\.110 lies within Node 21 range 0\.11-0\.78\.\r$/m,
    );
    const without = log.replace('Observation: low\r\n', '');
    assert.match(
      fixed(without, 'observation-baseline'),
      /\r\nObservation: V_rest 0\.110 lies .*\.\r\nNext: /,
    );
  });
});

describe('time-flag', () => {
  it('says nothing in a protocol without a time model', () => {
    const log = entry(1, 'V_rest_R2=0.2, connectivity_R2=0.9, training_time_min=99');
    const timeless = { ...vrest };
    delete timeless.time;
    const rules = lint(parse(log), { protocol: timeless }).problems.map(problem => problem.rule);
    assert.ok(!rules.includes('time-flag') && !rules.includes('time-limit'));
  });
});
