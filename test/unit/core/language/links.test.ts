/** Links to files that a log speaks of, or that its runs left. */
import assert from 'node:assert/strict';
import { filesNamed } from '../../../../src/core/language/file-names.ts';
import { filePlaces, foldersOf, isPicture, linksTo } from '../../../../src/core/language/links.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { entry, exploration } from '../../../fixtures/exploration.ts';

const log = 'ring_Claude_analysis.md';

/** The links of a log beside these files: what is underlined, and where it leads. */
function links(text: string, files: readonly string[]): string[] {
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const at = file.lastIndexOf('/');
    const folder = file.slice(0, Math.max(at, 0));
    folders.set(folder, (folders.get(folder) ?? new Set()).add(file.slice(at + 1)));
  }
  const pictures = [...(folders.get('') ?? [])].filter(isPicture);
  return linksTo(filePlaces(exploration(text), log, pictures), folders).map(
    ({ span, path }) => `${text.slice(span.start, span.end)} > ${path}`,
  );
}

const batches = Array.from({ length: 6 }, (_, i) => entry({ id: i + 1 })).join('');

describe('document links', () => {
  it('lead from the newest batch to its slot configs and result logs', () => {
    const files = [
      'ring_Claude_00.yaml',
      'ring_Claude_01.yaml',
      'ring_Claude_01_analysis.log',
      'ring_Claude_03.yaml',
    ];
    assert.deepEqual(links(batches, files), [
      'Config > ring_Claude_00.yaml',
      'Config > ring_Claude_01.yaml',
      'Metrics > ring_Claude_01_analysis.log',
    ]);
  });

  it('lead to the snapshot of a config, in the newest batch too', () => {
    const files = ['config/iter_002_slot_01.yaml', 'config/iter_006_slot_01.yaml', 'ring_Claude_01.yaml'];
    assert.deepEqual(links(batches, files), [
      'Config > config/iter_002_slot_01.yaml',
      'Config > config/iter_006_slot_01.yaml',
    ]);
    const older = 'log/Claude_exploration/instruction_ring_parallel/config/iter_001_slot_00.yaml';
    assert.deepEqual(links(batches, [older]), [`Config > ${older}`]);
  });

  it('lead from a header to a picture of its iteration', () => {
    assert.deepEqual(links(batches, ['ucb_tree_iter_002.png', 'iter_6_slot_01.png', 'other_7.png']), [
      'Iter 2 > ucb_tree_iter_002.png',
      'Iter 6 > iter_6_slot_01.png',
    ]);
  });

  it('lead from the name of a file to the file, wherever its path counts from', () => {
    const text = `${entry({ id: 1 })}Visual: see plots/traces.png, ./loss.svg and /data/run/ring_base.yaml.\n\nNot here: gone.png\n`;
    assert.deepEqual(links(text, ['plots/traces.png', 'loss.svg', 'ring_base.yaml', 'traces.png']), [
      'plots/traces.png > plots/traces.png',
      'loss.svg > loss.svg',
      'data/run/ring_base.yaml > ring_base.yaml',
    ]);
  });

  it('are looked for in few folders', () => {
    const folders = foldersOf(filePlaces(exploration(batches), log, []));
    assert.deepEqual(folders.sort(), [
      '',
      'config',
      'instruction_ring_parallel/config',
      'log/Claude_exploration/instruction_ring_parallel/config',
    ]);
  });

  it('leave the targets of Markdown links to Markdown, and never lead out of the folder', () => {
    const names = (text: string): string[] =>
      parse(text).sections.flatMap(section => filesNamed(section).map(name => name.text));
    assert.deepEqual(names('![plot](./plots/a.png) and (b.png) and [c](c.yaml)'), ['b.png']);
    assert.deepEqual(names('../up.png a/../../b.yaml x.png.exe .png v1.yaml2 - .yaml'), ['up.png']);
    assert.deepEqual(names('A.PNG a.b-c_d.yaml, e.log. (f.jpeg)'), [
      'A.PNG',
      'a.b-c_d.yaml',
      'e.log',
      'f.jpeg',
    ]);
  });

  it('are found in time in a text of nothing but names', () => {
    const name = `${'a'.repeat(300)}.png`;
    assert.equal(filesNamed(parse(name.repeat(2000)).sections[0]!).length, 1);
  });
});
