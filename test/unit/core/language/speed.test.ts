/** What an editor asks while somebody waits: under 50 ms in a log of 2,000 entries. */
import assert from 'node:assert/strict';
import { complete } from '../../../../src/core/language/completion/complete.ts';
import { definitionAt, referencesAt } from '../../../../src/core/language/navigation.ts';
import { renameAt } from '../../../../src/core/language/rename.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { exploring } from './asked.ts';

const most = 50;
const tries = 2;
const entries = 2000;

/** The least time of the processor that a question took, in ms, each time about a log that nobody asked about before. */
function quickest(text: string, ask: (exploration: Exploration) => unknown): number {
  const times = Array.from({ length: tries }, () => {
    const exploration = exploring(text, { ...presets.vrest, blockSize: 0 });
    const before = process.cpuUsage();
    ask(exploration);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('in a log of 2,000 entries', () => {
  const log = makeLog(entries);
  const begun = `${log}\n## Iter ${entries + 1}: \nNode: id=${entries + 1}, parent=`;
  const named = log.indexOf('## Iter 5:') + '## Iter '.length;

  for (const [what, text, ask] of [
    ['completion of parents', begun, e => complete(e, begun.length).length > entries - 10],
    ['definition', log, e => definitionAt(e, named)?.targets.length === 1],
    ['references', log, e => (referencesAt(e, named, true)?.length ?? 0) > 2],
    ['rename', log, e => renameAt(e, named, '5000').ok],
  ] satisfies [string, string, (exploration: Exploration) => boolean][])
    it(`${what} answers in under ${most} ms`, function () {
      const time = quickest(text, exploration => assert.ok(ask(exploration)));
      this.test!.title += `: ${time.toFixed(1)} ms`;
      assert.ok(time < most);
    });
});
