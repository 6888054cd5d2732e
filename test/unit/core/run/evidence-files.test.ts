import assert from 'node:assert/strict';
import { explorationName, slotFile } from '../../../../src/core/run/evidence-files.ts';

describe('files beside a log', () => {
  it('are named after the exploration', () => {
    assert.equal(explorationName('flyvis_62_1_Claude_analysis.md'), 'flyvis_62_1_Claude');
    assert.equal(explorationName('notes.v2.md'), 'notes.v2');
  });

  it('are told apart by slot and kind', () => {
    assert.deepEqual(slotFile('a_62', 'a_62_03_analysis.log'), { kind: 'result', slot: 3 });
    assert.deepEqual(slotFile('a_62', 'a_62_00.yaml'), { kind: 'config', slot: 0 });
  });

  it('are not those of another exploration', () => {
    for (const file of [
      'a_62_analysis.md',
      'a_62.yaml',
      'a_62_1.yaml',
      'a_62_b_00.yaml',
      'b_62_00.yaml',
      'a_62_00.yaml.bak',
    ]) {
      assert.equal(slotFile('a_62', file), undefined, file);
    }
  });
});
