/** Every generated file is what its generator makes of the code and the fixtures. */
import assert from 'node:assert/strict';
import { differences, generatedFiles } from '../../scripts/generate/all.ts';

describe('generated files', () => {
  const advice = 'run `npm run generate`';

  it('are up to date', () => {
    assert.deepEqual(
      differences(generatedFiles()).stale.map(({ file }) => file),
      [],
      advice,
    );
  });

  it('stand alone in their folders', () =>
    assert.deepEqual(differences(generatedFiles()).superfluous, [], advice));

  it('come out the same every time, each under its own name', () => {
    const files = generatedFiles();
    assert.deepEqual(files, generatedFiles());
    assert.equal(new Set(files.map(({ file }) => file)).size, files.length);
  });
});
