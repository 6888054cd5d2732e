/** That finding files looks at few folders, and says which. */
import assert from 'node:assert/strict';
import { explorationOfLog } from '../../../../src/core/files/find.ts';
import { explorationsIn } from '../../../../src/core/files/in-folder.ts';
import { missingFiles } from '../../../../src/core/files/missing.ts';
import { join, parentOf } from '../../../../src/core/files/paths.ts';
import { memoryFiles } from '../../../fixtures/memory-files.ts';

const options = { slots: 4 };

describe('the search for files', () => {
  it('lists each folder once, and tells them', async () => {
    const port = memoryFiles(
      '/home/u/p/.git/',
      '/home/u/p/x_Claude_analysis.md',
      '/home/u/p/config/a/b/c/d/e/f.yaml',
    );
    const { looked } = await explorationOfLog('/home/u/p/x_Claude_analysis.md', port, options);
    assert.deepEqual([...port.listed].sort(), [...looked].sort());
    assert.equal(new Set(looked).size, looked.length);
    assert.ok(looked.includes('/home/u/p/config/a/b/c'));
    assert.ok(!looked.some(folder => folder.startsWith('/home/u/p/config/a/b/c/')), 'three levels deep');
    assert.ok(
      looked.every(folder => folder.startsWith('/home/u/p')),
      'nothing above the repository',
    );
  });

  it('goes through no more than a hundred folders', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `/r/config/${i}/y.yaml`);
    const port = memoryFiles('/r/x_Claude_analysis.md', ...many);
    const { looked, notes } = await explorationOfLog('/r/x_Claude_analysis.md', port, options);
    assert.ok(looked.length < 110, String(looked.length));
    assert.deepEqual(notes, ['/r/config holds over 100 folders: only the first were looked at.']);
  });

  it('does not follow links to folders, or look into hidden ones', async () => {
    const port = memoryFiles(
      '/r/x_Claude_analysis.md',
      '/r/config/again@',
      '/r/config/.old/x_Claude_00.yaml',
      '/r/config/node_modules/x_Claude_00.yaml',
    );
    const { slots } = await explorationOfLog('/r/x_Claude_analysis.md', port, options);
    assert.equal(slots[0]?.exists, false);
  });

  it('finds a name whose accents are composed otherwise', async () => {
    const port = memoryFiles('/r/é_Claude_analysis.md', '/r/e\u0301_Claude_00.yaml');
    const { slots } = await explorationOfLog('/r/é_Claude_analysis.md', port, options);
    assert.deepEqual([slots[0]?.exists, slots[0]?.path], [true, '/r/e\u0301_Claude_00.yaml']);
  });

  it('ends at the top of every file system', async () => {
    for (const log of ['/x_Claude_analysis.md', 'C:/x_Claude_analysis.md', 'C:/log/x_Claude_analysis.md'])
      assert.equal((await explorationOfLog(log, memoryFiles(), options)).log.path, log);
  });
});

describe('paths', () => {
  it('are joined and cut as a file system does it', () => {
    assert.deepEqual(
      [
        join('/a/b', '../c/./d'),
        join('/', 'x'),
        join('/a', '/b'),
        join('C:/a', '../..'),
        join('C:/a', 'D:/b'),
      ],
      ['/a/c/d', '/x', '/b', 'C:/', 'D:/b'],
    );
    assert.deepEqual(['/a/b', '/a', '/', 'C:/a', 'C:/'].map(parentOf), ['/a', '/', '/', 'C:/', 'C:/']);
  });
});

describe('what is missing', () => {
  it('is said with the paths that were tried', async () => {
    const port = memoryFiles('/r/.git/', '/r/x_Claude_analysis.md', '/r/config/x_Claude_00.yaml');
    const files = await explorationOfLog('/r/x_Claude_analysis.md', port, options);
    const missing = missingFiles(files, path => path.slice('/r/'.length));
    const messages = (kind: string) =>
      missing.filter(each => each.kind === kind).map(({ message }) => message);
    assert.deepEqual(messages('baseConfig'), [
      'There is no base config. Looked for config/x.yaml, x.yaml, config/**/x.yaml.',
    ]);
    assert.deepEqual(messages('slots'), [
      'There is no slot config of slot 01. Looked for config/x_Claude_01.yaml.',
      'There is no slot config of slot 02. Looked for config/x_Claude_02.yaml.',
      'There is no slot config of slot 03. Looked for config/x_Claude_03.yaml.',
    ]);
    assert.deepEqual(messages('log'), []);
    assert.equal(messages('snapshots').length, 1);
  });

  it('is not known without a base', async () => {
    const files = await explorationOfLog('/r/x_analysis.md', memoryFiles('/r/x_analysis.md'), options);
    const [message] = missingFiles(files).flatMap(({ kind, message }) =>
      kind === 'baseConfig' ? [message] : [],
    );
    assert.match(
      message ?? '',
      /^The base config is not known: x does not end in _Claude.*files\.baseConfig\.$/,
    );
  });
});

describe('the explorations of a folder', () => {
  it('are those that have a log there, and those that have slot configs of the loop', async () => {
    const port = memoryFiles(
      '/r/.git/',
      '/r/a_Claude_analysis.md',
      '/r/config/a_Claude_00.yaml',
      '/r/config/b_Claude_00.yaml',
      '/r/config/dn_00.yaml',
      '/r/log/Claude_exploration/LLM_c/c_Claude_analysis.md',
    );
    const { explorations, notes } = await explorationsIn('/r', port, options);
    assert.deepEqual(
      explorations.map(({ name, log }) => [name, log.exists]),
      [
        ['a_Claude', true],
        ['b_Claude', false],
        ['c_Claude', true],
      ],
    );
    assert.deepEqual(notes, []);
    assert.equal(new Set(port.listed).size, port.listed.length, 'each folder is listed once for all');
  });
});
