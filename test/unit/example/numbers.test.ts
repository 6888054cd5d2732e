/** The numbers of the example: that none is made up, and what they are like. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { sampleStandardDeviation } from 'simple-statistics';
import * as z from 'zod';
import { readResultLog } from '../../../src/core/run/result-log.ts';
import { iterlog, removeFolders } from '../cli/world.ts';
import {
  base,
  baseWith,
  describePython,
  example,
  loop,
  name,
  scripts,
  seeded,
  textOf,
  train,
} from './world.ts';

const ownProtocol = z.object({
  baseline: z.object({
    samples: z.object({ V_rest_R2: z.array(z.number()), connectivity_R2: z.array(z.number()) }),
  }),
});

describePython("the example's numbers", function () {
  after(removeFolders);

  it('of eight seeds of the base config are those of iterlog.yaml, and spread', async function () {
    this.timeout(600_000);
    const folder = scripts();
    const config = baseWith(folder, {});
    const seeds = Array.from({ length: 8 }, (_, i) => 21001 + i);
    const runs = await inTurns(seeds, seed => train(folder, seeded(config, seed), seed));
    const { samples } = ownProtocol.parse(
      parseYaml(readFileSync(path.join(example, 'iterlog.yaml'), 'utf8')),
    ).baseline;
    const of = (metric: string) => runs.map(({ results }) => Number(results.get(metric)));
    assert.deepEqual(of('V_rest_R2'), samples.V_rest_R2);
    assert.deepEqual(of('connectivity_R2'), samples.connectivity_R2);
    assert.ok(sampleStandardDeviation(samples.V_rest_R2) >= 0.1);
  });

  it('of a batch run by hand are those of the log', async function () {
    this.timeout(600_000);
    const folder = scripts();
    await iterlog(['start', `${base}.yaml`, '--write'], { cwd: folder });
    const { code, out } = await loop(folder);
    assert.equal(code, 0, out);
    const log = textOf(path.join(example, `${name}_analysis.md`));
    for (const slot of [0, 1, 2, 3]) {
      const results = readResultLog(textOf(path.join(folder, `${name}_0${slot}_analysis.log`)));
      const [, line = ''] = new RegExp(`^## Iter ${slot + 1}:[^]*?^Metrics: (.*)$`, 'm').exec(log) ?? [];
      const logged = line.split(', ').map(pair => pair.split('='));
      assert.equal(logged.length, 6, line);
      for (const [metric = '', value] of logged)
        if (metric !== 'training_time_min')
          assert.equal(results?.get(metric), value, `Iter ${slot + 1}: ${metric}`);
    }
  });
});

/** As many at a time as there are processors. */
async function inTurns<From, To>(items: readonly From[], act: (item: From) => Promise<To>): Promise<To[]> {
  const results: To[] = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [i, item] of rest) results[i] = await act(item);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return results;
}
