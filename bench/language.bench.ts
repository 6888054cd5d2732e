/**
 * How long the editor waits for a hover, the hints and lenses on screen, links and symbols in a log of 2,000 entries: the
 * first time after an edit, when the trees and configs of the new version are not known yet, and again. Medians, and the
 * slowest of a hundred; these are no tests.
 */
import { Bench } from 'tinybench';
import { Exploration, explorationOf } from '../src/core/exploration/exploration.ts';
import { filePlaces, hintsIn, hoverAt, lensesOf, lensText, symbolsOf } from '../src/core/language/index.ts';
import { hintKinds } from '../src/core/language/hint-kinds.ts';
import { lint } from '../src/core/lint/engine.ts';
import { parse, update } from '../src/core/log/parse.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const ms = (value = NaN): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const log = makeLog(2000);
/** What a screen shows: about fifteen entries, in the middle of the log. */
const screen = { start: log.indexOf('## Iter 1000:'), end: log.indexOf('## Iter 1015:') };
const at = (text: string): number => log.indexOf(text, screen.start) + text.length;
const all = new Set(hintKinds);

const questions: Record<string, (exploration: Exploration) => unknown> = {
  'hover on a node id': exploration => hoverAt(exploration, at('## Iter ')),
  'hover on a parent': exploration => hoverAt(exploration, at('parent=')),
  'hover on a config': exploration => hoverAt(exploration, at('Config: ')),
  'hover on a mutation': exploration => hoverAt(exploration, at('Mutation: ')),
  'hover on a metric': exploration => hoverAt(exploration, at('Metrics: ')),
  'hints on screen': exploration => hintsIn(exploration, screen, all),
  'all lenses, the texts on screen': exploration => {
    const lenses = lensesOf(exploration);
    for (const { node } of lenses.slice(1000, 1015)) lensText(exploration, node);
  },
  'places of files': exploration => filePlaces(exploration, 'log_analysis.md', []),
  symbols: exploration => symbolsOf(exploration.result.log),
};

/** Versions of a log that differ by a letter in an Observation, or by a value in a Config line. */
function versions(options: Parameters<typeof lint>[1], place: number): () => Exploration {
  let text = parse(log);
  let result = lint(text, options);
  let typed = false;
  return () => {
    text = update(
      text,
      typed ? { start: place, end: place + 1, text: '' } : { start: place, end: place, text: '7' },
    );
    typed = !typed;
    result = lint(text, options, result);
    return explorationOf(result);
  };
}

async function measure(title: string, protocol = presets.vrest): Promise<void> {
  const known = new Exploration(lint(parse(log), { protocol }));
  const afterProse = versions({ protocol }, at('Observation: '));
  const afterConfig = versions({ protocol }, at('W_L2='));
  say(
    `${title} (under 50 ms): the first ever, the first after an edit of prose, of a config, again; medians (slowest)`,
  );
  for (const [name, ask] of Object.entries(questions)) {
    const bench = new Bench({ iterations: 100, time: 0, warmupIterations: 20, warmupTime: 0 });
    let exploration = known;
    const fresh = (make: () => Exploration) => ({ beforeEach: () => void (exploration = make()) });
    const run = () => void ask(exploration);
    bench.add(
      'ever',
      run,
      fresh(() => new Exploration(known.result)),
    );
    bench.add('prose', run, fresh(afterProse));
    bench.add('config', run, fresh(afterConfig));
    bench.add(
      'again',
      run,
      fresh(() => known),
    );
    await bench.run();
    const times = bench.tasks.map(({ result }) =>
      'latency' in result ? `${ms(result.latency.p50)} (${ms(result.latency.max)})` : '-',
    );
    say(`  ${name.padEnd(32)} ${times.map(time => time.padStart(20)).join('')}`);
  }
}

await measure('2,000 entries, blocks of 12');
await measure('2,000 entries, no blocks', { ...presets.vrest, blockSize: 0 });
