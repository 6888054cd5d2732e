/** Where the files of an exploration are found, in every layout that loops have used. */
import assert from 'node:assert/strict';
import { explorationOfBase, explorationOfFile, explorationOfLog } from '../../../../src/core/files/find.ts';
import type { ExplorationFiles } from '../../../../src/core/files/gather.ts';
import type { NamedFiles } from '../../../../src/core/files/named.ts';
import { memoryFiles } from '../../../fixtures/memory-files.ts';

const options = { slots: 4 };
const slots = [0, 1, 2, 3];
const two = (slot: number) => `0${slot}`;

/** The old layout: a repository's root, with configs, runs and instructions in folders of their own. */
function repository(root: string, base: string): string[] {
  const name = `${base}_Claude`;
  const runs = `${root}/log/Claude_exploration/instruction_${base}_parallel`;
  return [
    `${root}/.git/`,
    `${root}/${name}_analysis.md`,
    `${root}/${name}_memory.md`,
    `${root}/${name}_ucb_scores.txt`,
    `${root}/${name}_reasoning.log`,
    `${root}/config/fly/${base}.yaml`,
    ...slots.flatMap(slot => [
      `${root}/${name}_${two(slot)}_analysis.log`,
      `${root}/config/fly/${name}_${two(slot)}.yaml`,
      `${runs}/config/iter_010_slot_${two(slot)}.yaml`,
      `${runs}/config/iter_002_slot_${two(slot)}.yaml`,
      `${runs}/training_error_${two(slot)}.log`,
      `${runs}/cluster_train_${two(slot)}.err`,
    ]),
    `${root}/LLM/instruction_${base}.md`,
    `${root}/instruction_${base}_parallel.md`,
  ];
}

/** The new layout: a folder an exploration; configs and instructions are where they were. */
function newRepository(root: string, base: string): string[] {
  const folder = `${root}/log/Claude_exploration/LLM_${base}`;
  return repository(root, base).map(path =>
    path
      .replace(`${root}/log/Claude_exploration/instruction_${base}_parallel`, folder)
      .replace(new RegExp(`^${root}/(?=${base}_Claude)`), `${folder}/`),
  );
}

const found = (files: ExplorationFiles) => {
  const places = [
    files.log,
    files.memory,
    files.scores,
    files.reasoning,
    files.baseConfig,
    files.instruction,
    files.parallelInstruction,
    ...files.slots,
    ...files.results,
    ...files.errors,
    ...files.jobErrors,
  ].flatMap(place => (place?.exists ? [place.path] : []));
  return [...places, ...files.snapshots.map(({ path }) => path)].sort();
};
const filesOf = (paths: readonly string[]) => paths.filter(path => !path.endsWith('/')).sort();
const pathsOf = (places: readonly { readonly path: string; readonly exists: boolean }[]) =>
  places.map(({ path, exists }) => (exists ? path : `no ${path}`));

async function ofFile(file: string, paths: readonly string[], named?: { folder: string; files: NamedFiles }) {
  const files = await explorationOfFile(file, memoryFiles(...paths), { ...options, named });
  assert.ok(files, `${file} belongs to an exploration`);
  return files;
}

describe('the files of an exploration', () => {
  for (const [layout, make] of [
    ['old', repository],
    ['new', newRepository],
  ] as const) {
    const paths = make('/work here/rép’s "x"', 'flyvis_62_1_gs_vrest');
    for (const file of filesOf(paths)) {
      const isAnyone = /instruction|vrest\.yaml/.test(file.slice(file.lastIndexOf('/')));
      if (isAnyone) continue;
      it(`are all found in the ${layout} layout from ${file.slice(file.lastIndexOf('/') + 1)}`, async () => {
        const files = await ofFile(file, paths);
        assert.equal(files.name, 'flyvis_62_1_gs_vrest_Claude');
        assert.equal(files.base, 'flyvis_62_1_gs_vrest');
        assert.deepEqual(found(files), filesOf(paths));
        assert.deepEqual(files.notes, []);
        const [first] = files.snapshots;
        assert.deepEqual([first?.iteration, first?.slot, files.snapshots.length], [2, 0, 8]);
      });
    }
  }

  it('are found in one folder, whatever is above it', async () => {
    const paths = [
      '/a/b/x_Claude_analysis.md',
      ...slots.map(slot => `/a/b/x_Claude_${two(slot)}.yaml`),
      '/a/b/x.yaml',
      '/a/b/config/iter_001_slot_00.yaml',
      '/a/b/training_error_02.log',
    ];
    for (const file of paths.filter(path => !path.endsWith('x.yaml')))
      assert.deepEqual(found(await ofFile(file, paths)), [...paths].sort(), file);
  });

  it('need no log: a slot config named as the loop names it is enough', async () => {
    const paths = ['/v/x_Claude_00.yaml', '/v/x_Claude_02.yaml', '/v/x.yaml'];
    const files = await ofFile('/v/x_Claude_02.yaml', paths);
    assert.deepEqual(pathsOf(files.slots), [
      '/v/x_Claude_00.yaml',
      'no /v/x_Claude_01.yaml',
      '/v/x_Claude_02.yaml',
      'no /v/x_Claude_03.yaml',
    ]);
    assert.deepEqual(pathsOf([files.log]), ['no /v/x_Claude_analysis.md']);
    const inRepository = await ofFile('/r/config/fly/x_Claude_00.yaml', ['/r/config/fly/x_Claude_00.yaml']);
    assert.deepEqual(pathsOf([inRepository.log]), ['no /r/x_Claude_analysis.md']);
  });

  it('belong to no exploration when nothing but two digits says so', async () => {
    const port = memoryFiles('/c/noise_005_dn_01.yaml', '/c/x.yaml', '/c/notes.md');
    for (const file of ['/c/noise_005_dn_01.yaml', '/c/x.yaml', '/c/notes.md', '/c/iter_001_slot_00.yaml'])
      assert.equal(await explorationOfFile(file, port, options), undefined, file);
    const withLog = memoryFiles('/c/noise_005_dn_01.yaml', '/c/noise_005_dn_analysis.md');
    const files = await explorationOfFile('/c/noise_005_dn_01.yaml', withLog, options);
    assert.equal(files?.name, 'noise_005_dn');
  });
});

describe('several explorations', () => {
  const bases = ['noise_005', 'noise_005_004', 'noise_005_INR', 'noise'];
  const paths = bases.flatMap(base => repository('/r', base));

  it('are not confused where the name of one begins that of another', async () => {
    for (const base of bases) {
      const own = filesOf(repository('/r', base));
      const files = await ofFile(`/r/${base}_Claude_analysis.md`, paths);
      assert.deepEqual(found(files), own);
      assert.deepEqual(found(await ofFile(`/r/config/fly/${base}_Claude_03.yaml`, paths)), own);
    }
  });

  it('do not lend one another the base config', async () => {
    const without = paths.filter(path => !path.endsWith('/noise_005_004.yaml'));
    const { baseConfig } = await ofFile('/r/noise_005_004_Claude_analysis.md', without);
    assert.equal(baseConfig?.exists, false);
  });

  it('in one folder do not share what runs leave there, whose names do not say whose it is', async () => {
    const shared = [
      '/f/a_analysis.md',
      '/f/b_analysis.md',
      '/f/config/iter_001_slot_00.yaml',
      '/f/training_error_00.log',
    ];
    assert.deepEqual(found(await ofFile('/f/a_analysis.md', shared)), ['/f/a_analysis.md']);
    assert.equal(
      await explorationOfFile('/f/training_error_00.log', memoryFiles(...shared), options),
      undefined,
    );
  });

  it('a copy of a log does not take the files of the log that it was copied from', async () => {
    const copied = [
      ...repository('/r', 'x'),
      '/r/archive/x_Claude_analysis.md',
      '/r/archive/x_Claude_01.yaml',
    ];
    const files = await ofFile('/r/archive/x_Claude_analysis.md', copied);
    assert.deepEqual(found(files), ['/r/archive/x_Claude_01.yaml', '/r/archive/x_Claude_analysis.md']);
    assert.match(files.notes.join(), /\/r\/x_Claude_analysis\.md is another log of the same name/);
  });

  it('slot configs come from one folder, and others of the same name are told', async () => {
    const twice = [
      ...repository('/r', 'x'),
      '/r/config/archive/x_Claude_00.yaml',
      '/r/config/archive/x_Claude_01.yaml',
    ];
    const files = await ofFile('/r/x_Claude_analysis.md', twice);
    assert.deepEqual(
      pathsOf(files.slots),
      slots.map(slot => `/r/config/fly/x_Claude_${two(slot)}.yaml`),
    );
    assert.deepEqual(files.notes, [
      'There are slot configs of x_Claude in /r/config/fly, which count, and in /r/config/archive.',
    ]);
  });
});

describe('an exploration of a log that is called otherwise', () => {
  it('has the name of the log', async () => {
    const port = memoryFiles('/f/my notes.v2.md', '/f/my notes.v2_00.yaml');
    const files = await explorationOfLog('/f/my notes.v2.md', port, options);
    assert.deepEqual([files.name, files.base], ['my notes.v2', undefined]);
    assert.deepEqual(pathsOf(files.slots.slice(0, 1)), ['/f/my notes.v2_00.yaml']);
    assert.equal(files.baseConfig ?? files.instruction, undefined);
    assert.equal(files.plan.path, '/f/my notes.v2_plan.yaml');
  });

  it('takes its base from the folder of the new layout', async () => {
    const files = await explorationOfLog(
      '/r/log/Claude_exploration/LLM_x/y_analysis.md',
      memoryFiles(),
      options,
    );
    assert.equal(files.base, 'x');
  });
});

describe('what an iterlog.yaml names', () => {
  const named = {
    folder: '/r/search',
    files: {
      log: 'logs/{name}.md',
      baseConfig: '../bases/{base}.yml',
      slots: 'slots/{slot}/{name}.yaml',
      results: '/scratch/{name}-{slot}.txt',
      snapshots: 'kept/{base}',
      memory: 'notes.md',
    },
  };
  const paths = [
    '/r/search/logs/x_Claude.md',
    '/r/bases/x.yml',
    ...slots.map(slot => `/r/search/slots/${two(slot)}/x_Claude.yaml`),
    ...slots.map(slot => `/scratch/x_Claude-${two(slot)}.txt`),
    '/r/search/kept/x/iter_007_slot_02.yaml',
    '/r/search/notes.md',
    '/r/search/logs/x_Claude_00.yaml',
  ];
  const own = paths.slice(0, -1).sort();

  for (const file of own.filter(path => !path.endsWith('/notes.md')))
    it(`is found from ${file}`, async () => {
      assert.deepEqual(found(await ofFile(file, paths, named)), own);
    });

  it('counts alone, so that a wrong name is told and nothing else taken for it', async () => {
    const wrong = { folder: '/r', files: { slots: 'slots/{name}_{slot}.yaml', baseConfig: 'b.yaml' } };
    const files = await ofFile('/r/x_Claude_analysis.md', repository('/r', 'x'), wrong);
    assert.deepEqual(pathsOf(files.slots.slice(0, 1)), ['no /r/slots/x_Claude_00.yaml']);
    assert.deepEqual(files.slots[0]?.tried, ['/r/slots/x_Claude_00.yaml']);
    assert.equal(files.base, 'b');
  });

  it('with one log for all, any file leads to it', async () => {
    const one = { folder: '/r', files: { log: 'explore.md', slots: 'runs/{slot}.yaml' } };
    const files = await ofFile('/r/runs/03.yaml', ['/r/explore.md', '/r/runs/03.yaml'], one);
    assert.deepEqual(found(files), ['/r/explore.md', '/r/runs/03.yaml']);
  });
});

describe('an exploration that starts from a base config', () => {
  const places = async (base: string, paths: readonly string[], name?: string) => {
    const { log, plan, slots, baseConfig } = await explorationOfBase(
      base,
      memoryFiles(...paths),
      options,
      name,
    );
    return pathsOf([log, plan, ...slots.slice(0, 1), ...(baseConfig ? [baseConfig] : [])]);
  };

  it('has its log above the config folder, and its slots beside the base', async () =>
    assert.deepEqual(await places('/r/config/fly/x.yaml', ['/r/config/fly/x.yaml', '/r/config/x.yaml']), [
      'no /r/x_Claude_analysis.md',
      'no /r/x_Claude_plan.yaml',
      'no /r/config/fly/x_Claude_00.yaml',
      '/r/config/fly/x.yaml',
    ]));

  it('has everything beside the base where that is in no config folder', async () =>
    assert.deepEqual(await places('/r/one/x.yaml', ['/r/.git/', '/r/one/x.yaml'], 'mine'), [
      'no /r/one/mine_analysis.md',
      'no /r/one/mine_plan.yaml',
      'no /r/one/mine_00.yaml',
      '/r/one/x.yaml',
    ]));

  it('is the one that started, where there is one', async () =>
    assert.deepEqual(await places('/r/config/fly/x.yaml', newRepository('/r', 'x')), [
      '/r/log/Claude_exploration/LLM_x/x_Claude_analysis.md',
      'no /r/log/Claude_exploration/LLM_x/x_Claude_plan.yaml',
      '/r/config/fly/x_Claude_00.yaml',
      '/r/config/fly/x.yaml',
    ]));
});
