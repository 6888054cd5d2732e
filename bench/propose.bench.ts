/** How fast the next batch is proposed for a linted log. */
import { Bench } from 'tinybench';
import { propose } from '../src/core/batch/propose/propose.ts';
import { Exploration } from '../src/core/exploration/exploration.ts';
import { lint } from '../src/core/lint/engine.ts';
import { parse } from '../src/core/log/parse.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

say('The next batch of a linted log (2,000 entries: under 100 ms)');
for (const [name, blockSize] of [
  ['blocks of 12', 12],
  ['no blocks', 0],
] as const) {
  for (const size of [136, 2000]) {
    const result = lint(parse(makeLog(size)), { protocol: { ...presets.vrest, blockSize } });
    let exploration = new Exploration(result);
    const bench = new Bench({ time: 500, warmupTime: 100 });
    // Nothing that an exploration remembers is there yet.
    bench.add('propose', () => void propose({ exploration }), {
      beforeEach: () => void (exploration = new Exploration(result)),
    });
    await bench.run();
    const [task] = bench.tasks;
    const median = task && 'latency' in task.result ? task.result.latency.p50 : NaN;
    say(`  ${String(size).padStart(6)} entries, ${name.padEnd(12)}  ${median.toFixed(1)} ms`);
  }
}
