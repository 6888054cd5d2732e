/** How fast a log answers what an editor asks of iterations at the cursor. Medians; these are no tests. */
import { Bench } from 'tinybench';
import { Exploration } from '../src/core/exploration/exploration.ts';
import { complete } from '../src/core/language/completion/complete.ts';
import { definitionAt, referencesAt } from '../src/core/language/navigation.ts';
import { renameAt } from '../src/core/language/rename.ts';
import { lint } from '../src/core/lint/engine.ts';
import { parse } from '../src/core/log/parse.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const entries = 2000;
const log = makeLog(entries);
const begun = `${log}\n## Iter ${entries + 1}: \nNode: id=${entries + 1}, parent=\nConfig: lr_update=\nMutation: W_L2: 2.5E-6 -> \n`;
const noBlocks = { ...presets.vrest, blockSize: 0 };
const behind = (text: string, part: string): number => text.lastIndexOf(part) + part.length;

for (const [name, protocol] of [
  ['blocks of 12', presets.vrest],
  ['no blocks', noBlocks],
] as const) {
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  const result = lint(parse(begun), { protocol });
  for (const [what, part] of [
    ['parents', 'parent='],
    ['new values', '2.5E-6 -> '],
    ['parameters', 'Mutation: '],
    ['statuses', `Iter ${entries + 1}: `],
  ] as const) {
    const offset = behind(begun, part);
    // A new exploration each time: nothing of the trees and configs is known from the time before.
    bench.add(`completion of ${what}`, () => void complete(new Exploration(result), offset));
  }
  for (const [what, ask] of [
    ['definition', definitionAt],
    ['references', (e: Exploration, offset: number) => referencesAt(e, offset, true)],
    ['rename', (e: Exploration, offset: number) => renameAt(e, offset, '9999')],
  ] as const) {
    // A number of one digit: every section has it somewhere.
    const offset = begun.indexOf('## Iter 5:') + '## Iter '.length;
    bench.add(what, () => void ask(new Exploration(result), offset));
    // Freshly parsed: no section has been searched before.
    const fresh = (): Exploration => new Exploration(lint(parse(begun), { protocol, universalOnly: true }));
    let next = fresh();
    bench.add(`${what}, the first of all`, () => void ask(next, offset), {
      beforeEach: () => {
        next = fresh();
      },
    });
  }
  await bench.run();
  say(`2,000 entries, ${name} (under 50 ms)`);
  for (const { name: what, result: measured } of bench.tasks)
    say(`  ${what.padEnd(32)} ${('latency' in measured ? measured.latency.p50 : NaN).toFixed(2)} ms`);
}
