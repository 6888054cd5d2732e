import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lint } from '../../src/core/lint/engine.ts';
import { parse } from '../../src/core/log/parse.ts';
import { choosePreset } from '../../src/core/protocol/choose.ts';
import { presets } from '../../src/core/protocol/presets/index.ts';
import { makeLog } from '../fixtures/make-log.ts';
import { iterlog } from './cli/world.ts';

const read = (name: string) =>
  readFileSync(`examples/${name}/flyvis_62_1_gs_vrest_Claude_analysis.md`, 'utf8');
const rulesOf = (text: string) => lint(parse(text), { protocol: presets.vrest }).problems.map(p => p.rule);

describe('examples', () => {
  it('vrest is free of findings, with its configs and its plan', async () => {
    assert.equal(choosePreset(parse(read('vrest'))), 'vrest');
    const { code, out } = await iterlog(['lint', 'examples/vrest'], { cwd: process.cwd() });
    assert.deepEqual([code, out], [0, '✔ No problems in 5 files.\n']);
  });

  it('vrest has its next batch in slot configs and plan', async () => {
    const { code, out, err } = await iterlog(['propose', 'examples/vrest', '--diff'], { cwd: process.cwd() });
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /have this batch already/);
  });

  it('broken shows the common mistakes, each with one kind of finding', () => {
    const found = new Set(rulesOf(read('broken')));
    assert.ok(found.size >= 15, [...found].join(' '));
  });

  it('the made-up log that benchmarks use is free of errors and warnings', () => {
    assert.deepEqual([...new Set(rulesOf(makeLog(200)))], ['parent-other-block']);
  });

  it('the page about proposing shows what is proposed for vrest', async () => {
    const { code, out } = await iterlog(['propose', 'examples/vrest'], { cwd: process.cwd() });
    assert.equal(code, 0);
    assert.ok(readFileSync('docs/proposing.md', 'utf8').includes(`\`\`\`\n${out}\`\`\`\n`), out);
  });
});
