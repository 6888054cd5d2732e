/** The folders of real explorations: what is there was counted by hand. */
import assert from 'node:assert/strict';
import { explorationOfFile } from '../../../src/core/files/find.ts';
import type { ExplorationFiles } from '../../../src/core/files/gather.ts';
import { explorationsIn } from '../../../src/core/files/in-folder.ts';
import { nodeFiles, portPath } from '../../../src/node/file-port.ts';
import { corpusPath, describeCorpus } from '../../fixtures/corpus.ts';

const options = { slots: 4 };
const inFolder = async (folder: string) => {
  const { explorations } = await explorationsIn(portPath(corpusPath(folder) ?? ''), nodeFiles, options);
  return explorations;
};
const counts = ({ name, base, log, scores, memory, baseConfig, slots, results }: ExplorationFiles) => {
  const there = (places: readonly ({ readonly exists: boolean } | undefined)[]) =>
    places.filter(place => place?.exists).length;
  const [slotCount, resultCount] = [there(slots), there(results)];
  return {
    name,
    base,
    single: there([log, scores, memory, baseConfig]),
    slots: slotCount,
    results: resultCount,
  };
};

describeCorpus('the files of real explorations', () => {
  const rank = { name: 'simulation_oscillatory_rank_50_Claude', base: 'simulation_oscillatory_rank_50' };

  it('V_rest: four slot configs and the base, no log', async () => {
    const found = (await inFolder('vrest')).map(counts);
    const base = 'flyvis_62_1_gs_vrest';
    assert.deepEqual(found, [{ name: `${base}_Claude`, base, single: 1, slots: 4, results: 0 }]);
  });

  it('metabolism: the newest folder has a memory file, its configs and no log', async () => {
    assert.deepEqual((await inFolder('metabolism/rank50_head')).map(counts), [
      { ...rank, single: 2, slots: 4, results: 0 },
    ]);
  });

  it('metabolism: five versions of one log in folders of their own, each with its own files', async () => {
    const found = await inFolder('metabolism/rank50');
    const expected = {
      '089f46e': { ...rank, single: 2, slots: 0, results: 0 },
      '22f85fc': { ...rank, single: 2, slots: 0, results: 0 },
      '3ac8f0a': { ...rank, single: 2, slots: 0, results: 1 },
      '688d615': { ...rank, single: 3, slots: 4, results: 0 },
      fbc65a5: { ...rank, single: 2, slots: 0, results: 0 },
    };
    const folderOf = ({ log }: ExplorationFiles) => log.path.split('/').at(-2) ?? '';
    assert.deepEqual(Object.fromEntries(found.map(files => [folderOf(files), counts(files)])), expected);
  });

  it('metabolism: a slot config leads to the same as its log', async () => {
    const [whole] = (await inFolder('metabolism/rank50/688d615')).map(counts);
    const file = corpusPath(`metabolism/rank50/688d615/${rank.name}_03.yaml`) ?? '';
    const files = await explorationOfFile(portPath(file), nodeFiles, options);
    assert.deepEqual(files && counts(files), whole);
  });
});
