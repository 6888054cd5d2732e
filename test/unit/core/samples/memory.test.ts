/** The memory file's table, and how it gets into the file. */
import assert from 'node:assert/strict';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { groupRuns, runsOf } from '../../../../src/core/samples/groups.ts';
import { memoryTable, updateMemory } from '../../../../src/core/samples/memory.ts';
import { referenceOf, statisticsOf } from '../../../../src/core/samples/statistics.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';

const old =
  '| Config (Node) | samples | mean | std | conn mean | status |\n| --- | --- | --- | --- | --- | --- |\n| x (1) | 1 | 0.5 | – | – | – |';
const table = ['| a |', '| b |'];

function updated(text: string): string {
  const update = updateMemory(text, table);
  assert.ok('edit' in update);
  return applyEdits(text, [update.edit]);
}

describe('the memory table', () => {
  it('has the reference, then a row a config, with cells that stay cells', () => {
    const log =
      '## Iter 1: V_rest partial\nNode: id=1, parent=root\nConfig: lr_update=a|b\nMetrics: V_rest_R2=0.5, connectivity_R2=0.9\n';
    const { vrest } = presets;
    const all = groupRuns(runsOf(parse(log), vrest), vrest).map(group => statisticsOf(group));
    assert.deepEqual(memoryTable(all, 'V_rest_R2', referenceOf(vrest)), [
      '| Config (Node) | samples | mean | std | conn mean | status |',
      '| --- | --- | --- | --- | --- | --- |',
      '| Node 21 (reference) | 8 | 0.499 | 0.216 | 0.955 | reference |',
      '| lr_update=a\\|b (1) | 1 | 0.500 | – | 0.900 | 1 of 3 samples |',
    ]);
  });
});

describe('the memory file', () => {
  it('gets the new table in place of the old one and nothing else', () => {
    assert.equal(
      updated(`# Memory\n\n${old}\n\nNotes | with a bar\n`),
      '# Memory\n\n| a |\n| b |\n\nNotes | with a bar\n',
    );
    assert.equal(updated(old), '| a |\n| b |');
    assert.equal(updated(`${old}\nNext paragraph`), '| a |\n| b |\nNext paragraph');
  });

  it('keeps its byte order mark and its line breaks', () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    assert.equal(updated(windows(`${old}\n\nend\n`)), windows('| a |\n| b |\n\nend\n'));
    assert.equal(
      updated(windows('# Memory\n')),
      windows('# Memory\n\n## Samples per config\n\n| a |\n| b |\n'),
    );
  });

  it('is found in any case and emphasis, with and without outer bars', () => {
    for (const header of [
      '| **Config (Node)** | **Samples** | Mean | Std | Conn mean | Status |\n|---|:-:|---|---|---|---|',
      'Config (Node) | samples | mean | std | conn mean | status\n--- | --- | --- | --- | --- | ---',
      '|Config (Node)|samples|mean|std|conn mean|status|',
    ])
      assert.equal(updated(`a\n\n${header}\n| 1 | 2 |\n\nb\n`), 'a\n\n| a |\n| b |\n\nb\n');
  });

  it('gets a section at its end when it has no such table', () => {
    const section = '## Samples per config\n\n| a |\n| b |\n';
    assert.equal(updated(''), section);
    assert.equal(updated('# Memory'), `# Memory\n\n${section}`);
    assert.equal(updated('# Memory\n'), `# Memory\n\n${section}`);
    const other = '| Config | mean |\n|---|---|\n';
    assert.equal(updated(other), `${other}\n${section}`);
    const prose = 'Config (Node) | samples | mean | std | conn mean | status\nis the header to use.\n';
    assert.equal(updated(prose), `${prose}\n${section}`);
    for (const hidden of [`\`\`\`\n${old}\n\`\`\`\n`, `<!--\n${old}\n-->\n`])
      assert.equal(updated(hidden), `${hidden}\n${section}`);
  });

  it('is refused when it has the table twice, and unchanged by a second time', () => {
    assert.deepEqual(updateMemory(`${old}\n\n${old}\n`, table), { tables: 2 });
    const again = old.split('\n');
    assert.deepEqual(updateMemory(`${old}\n`, again), { edit: { start: 0, end: old.length, text: old } });
  });
});
