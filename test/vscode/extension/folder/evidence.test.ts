import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Uri } from 'vscode';
import type { Evidence } from '../../../../src/core/lint/evidence.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { readResultLog } from '../../../../src/core/run/result-log.ts';
import { slotValues } from '../../../../src/core/slots/values.ts';
import { findingsOf, problemsOf } from '../support/core.ts';
import { diagnosticsOf, shown, shows } from '../support/diagnostics.ts';
import { action, choose, closeAll, open, ready } from '../support/editor.ts';
import { example, read, write, writeUntil } from '../support/workspace.ts';

const inSlot1 = <T>(value: T) => [undefined, value, undefined, undefined];

describe('what stands beside a log', () => {
  let text: string;
  let log: Uri;
  before(async () => {
    await ready();
    // The second run of the newest batch, of which the files beside the log tell.
    const runs = read(example('vrest'));
    const second = runs.split(/(?=^## Iter )/m).findLast((_, index) => index % 4 === 2) ?? '';
    assert.match(second, /Config: .*grad_clip_W=/);
    text = runs.replace(
      second,
      second.replace(/V_rest_R2=[\d.]+/, 'V_rest_R2=-0.042').replace(/, grad_clip_W=[\d.]+/, ''),
    );
  });
  afterEach(closeAll);

  it('counts: a result log confirms a number, and no more once it is gone', async () => {
    log = write('evidence/ring_analysis.md', text);
    await open(log);
    await shows(log, findingsOf(text));
    const result = 'V_rest_R2: -0.0421\nconnectivity_R2: 0.9\n';
    const evidence: Evidence = { results: inSlot1(readResultLog(result)), slots: [] };
    const confirmed = findingsOf(text, { evidence });
    assert.notDeepEqual(confirmed, findingsOf(text));
    const file = await writeUntil('evidence/ring_01_analysis.log', result, () =>
      shown(log).some(line => confirmed.includes(line) && !findingsOf(text).includes(line)),
    );
    await shows(log, confirmed);
    rmSync(file.fsPath);
    await shows(log, findingsOf(text));
  });

  it('counts: a slot config gives the value that a Config line lacks', async () => {
    log = write('evidence/slots_analysis.md', text);
    const editor = await open(log);
    await shows(log, findingsOf(text));
    const config = 'training:\n  grad_clip_W: 0.25\n  recurrent_training: false\n';
    const evidence: Evidence = { results: [], slots: inSlot1(slotValues(config, presets.vrest)) };
    const problem = problemsOf(text, { evidence }).find(
      ({ rule, fixable }) => rule === 'config-keys' && fixable,
    );
    assert.ok(problem?.fix, 'the config gives the value');
    await writeUntil('evidence/slots_01.yaml', config, () => diagnosticsOf(log).length > 0);
    const { range } = diagnosticsOf(log).find(({ range: { start } }) => start.line === problem.line) ?? {};
    assert.ok(range);
    await choose(await action(editor.document, range, problem.fix.title));
    assert.match(editor.document.getText(), /grad_clip_W=0\.25/);
  });

  it('counts where the loop keeps it: in the config folder of the repository, for a log in a folder of its own', async () => {
    log = write('layout/log/Claude_exploration/LLM_ring/ring_Claude_analysis.md', text);
    const config = (value: number) => `training:\n  grad_clip_W: ${value}\n  recurrent_training: false\n`;
    write('layout/config/fly/ring_Claude_b_01.yaml', config(0.5));
    write('layout/config/fly/ring_Claude_01.yaml', config(0.25));
    const evidence: Evidence = { results: [], slots: inSlot1(slotValues(config(0.25), presets.vrest)) };
    const problem = problemsOf(text, { evidence }).find(
      ({ rule, fixable }) => rule === 'config-keys' && fixable,
    );
    assert.ok(problem?.fix, 'the config gives the value');
    const editor = await open(log);
    await shows(log, findingsOf(text));
    const { range } = diagnosticsOf(log).find(({ range: { start } }) => start.line === problem.line) ?? {};
    assert.ok(range);
    await choose(await action(editor.document, range, problem.fix.title));
    assert.match(editor.document.getText(), /grad_clip_W=0\.25/);
  });

  it('counts where an iterlog.yaml says it is, from the moment that it says so', async () => {
    log = write('named/ring_analysis.md', text);
    const result = 'V_rest_R2: -0.0421\nconnectivity_R2: 0.9\n';
    write('named/01 of ring.log', result);
    await open(log);
    await shows(log, findingsOf(text));
    const known = findingsOf(text, { evidence: { results: inSlot1(readResultLog(result)), slots: [] } });
    assert.notDeepEqual(known, findingsOf(text));
    const yaml = "extends: vrest\nfiles:\n  results: '{slot} of {name}.log'\n";
    const isKnown = () => isDeepStrictEqual([...shown(log)].sort(), [...known].sort());
    await writeUntil('named/iterlog.yaml', yaml, isKnown);
    await shows(log, known);
    const isAsBefore = () => isDeepStrictEqual([...shown(log)].sort(), [...findingsOf(text)].sort());
    await writeUntil('named/01 of ring.log', '', isAsBefore);
  });
});
