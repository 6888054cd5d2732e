/** How fast a parsed log becomes scores: a chain, the worst case for a walk up from every node, and a bushy log. */
import { linearRegression } from 'simple-statistics';
import { Bench } from 'tinybench';
import { parse } from '../src/core/log/parse.ts';
import type { ParsedLog } from '../src/core/log/parse.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { buildTree } from '../src/core/tree/build.ts';
import { scoreFile } from '../src/core/tree/score-file.ts';
import { treeSettings } from '../src/core/tree/settings.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const sizes = [1250, 2500, 5000, 10000];

/** Every node the child of the one before. */
const chain = (length: number): string =>
  Array.from(
    { length },
    (_, i) =>
      `## Iter ${i + 1}: V_rest partial\nNode: id=${i + 1}, parent=${i || 'root'}\nMetrics: V_rest_R2=0.5, connectivity_R2=0.9, tau_R2=0.97, test_pearson=0.99\nMutation: W_L2: 2.5E-6 -> 3E-6\nNext: parent=${i + 1}\n`,
  ).join('\n');

function score(log: ParsedLog): number {
  const result = buildTree(log, { ...treeSettings(presets.vrest, log), blockSize: 0 });
  return result.ok ? (scoreFile(result.tree)?.length ?? 0) : 0;
}

async function growth(name: string, make: (size: number) => string): Promise<void> {
  say(name);
  const points: [number, number][] = [];
  for (const size of sizes) {
    const text = make(size);
    let log = parse(text);
    const bench = new Bench({ time: 300, warmupTime: 100 });
    // Parsed anew each time: what was read off a section is remembered with it.
    bench.add('score', () => void score(log), { beforeEach: () => void (log = parse(text)) });
    await bench.run();
    const [task] = bench.tasks;
    const median = task && 'latency' in task.result ? task.result.latency.p50 : NaN;
    points.push([Math.log(size), Math.log(median)]);
    say(`  ${String(size).padStart(6)} nodes  ${median.toFixed(1)} ms`);
  }
  say(`  exponent ${linearRegression(points).m.toFixed(2)} (1 is linear)`);
}

await growth('Tree and score file of a chain (10,000 nodes: under 50 ms)', chain);
await growth('Tree and score file of a made-up log', makeLog);
