/** How fast a linted log becomes what the Iterations view shows, and the summary. Medians; these are no tests. */
import { Bench } from 'tinybench';
import { Exploration } from '../src/core/exploration/exploration.ts';
import { summaryOf } from '../src/core/exploration/summary.ts';
import { lint } from '../src/core/lint/engine.ts';
import { parse } from '../src/core/log/parse.ts';
import { takeOver } from '../src/core/outline/changes.ts';
import type { Given } from '../src/core/outline/changes.ts';
import { descendants } from '../src/core/outline/item.ts';
import type { OutlineItem } from '../src/core/outline/item.ts';
import { Outline } from '../src/core/outline/outline.ts';
import type { Order } from '../src/core/outline/outline.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const noBlocks = { ...presets.vrest, blockSize: 0 };

/** What the view asks for at once: the roots, and what is below the open ones. */
function firstSight({ roots }: Outline): number {
  const rest = [...roots];
  let count = 0;
  for (let item: OutlineItem | undefined = rest.pop(); item; item = rest.pop(), count++)
    if (item.isOpen) rest.push(...item.children);
  return count;
}

for (const [name, protocol] of [
  ['blocks of 12', presets.vrest],
  ['no blocks', noBlocks],
] as const) {
  const result = lint(parse(makeLog(2000)), { protocol });
  // A new exploration each time: nothing of the trees and configs is known from the time before.
  const outline = (order: Order) => new Outline(new Exploration(result), { order, currentBlockOnly: false });
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  const given: Given = new Map([['', outline('batch').roots]]);
  for (const item of descendants(outline('batch').roots))
    if (item.isParent) given.set(item.key, item.children);
  for (const order of ['batch', 'tree'] as const) {
    bench.add(`${order} order, what is open at first`, () => void firstSight(outline(order)));
    bench.add(`${order} order, everything`, () => void Array.from(descendants(outline(order).roots)));
  }
  bench.add('after an edit, everything compared', () => void takeOver(given, outline('batch')));
  bench.add('summary', () => void summaryOf(new Exploration(result), 'log'));
  await bench.run();
  say(`2,000 entries, ${name} (under 50 ms)`);
  for (const { name: what, result: measured } of bench.tasks)
    say(`  ${what.padEnd(36)} ${('latency' in measured ? measured.latency.p50 : NaN).toFixed(1)} ms`);
}
