/** What an editor asks while somebody waits: under 50 ms in a log of 2,000 entries. */
import assert from 'node:assert/strict';
import { complete } from '../../../../src/core/language/completion/complete.ts';
import { definitionAt, referencesAt } from '../../../../src/core/language/navigation.ts';
import { renameAt } from '../../../../src/core/language/rename.ts';
import { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { exploring } from './asked.ts';

const most = 50;
const tries = 5;
const protocol = { ...presets.vrest, blockSize: 0 };

/** The least time of the processor, in ms, that a question took about logs that nobody asked about before. */
function quickest(logs: readonly Exploration[], ask: (exploration: Exploration) => boolean): number {
  const times = logs.map(log => {
    const before = process.cpuUsage();
    assert.ok(ask(log));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('in a log of 2,000 entries', () => {
  const log = makeLog(2000);
  const begun = `${log}\n## Iter 2001: \nNode: id=2001, parent=`;
  const named = log.indexOf('## Iter 5:') + '## Iter '.length;

  it(`completion of parents answers in under ${most} ms`, function () {
    const { result } = exploring(begun, protocol);
    const logs = Array.from({ length: tries }, () => new Exploration(result));
    const time = quickest(logs, e => complete(e, begun.length).length > 1900);
    this.test!.title += `: ${time.toFixed(1)} ms`;
    assert.ok(time < most);
  });

  it(`definition, references and rename answer in under ${most} ms together`, function () {
    // Read anew each time: what a section names is remembered with it.
    const logs = Array.from({ length: tries }, () => exploring(log, protocol));
    const time = quickest(
      logs,
      e =>
        definitionAt(e, named)?.targets.length === 1 &&
        (referencesAt(e, named, true)?.length ?? 0) > 2 &&
        renameAt(e, named, '5000').ok,
    );
    this.test!.title += `: ${time.toFixed(1)} ms`;
    assert.ok(time < most);
  });
});
