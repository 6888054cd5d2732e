/**
 * How fast a log is parsed and linted: against markdownlint's default rules and a bare regular-expression pass over the
 * same text in the same run, over growing logs, and after a one-line edit of a long one. Medians; these are no tests.
 */
import { readFileSync } from 'node:fs';
import { lint as markdownlint } from 'markdownlint/sync';
import { linearRegression } from 'simple-statistics';
import { Bench } from 'tinybench';
import { lint } from '../src/core/lint/engine.ts';
import { parse, update } from '../src/core/log/parse.ts';
import { choosePreset } from '../src/core/protocol/choose.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { corpusPath, longLog } from '../test/fixtures/corpus.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const fields = /^(?:Node|Mode\/Strategy|Config|Metrics|Mutation|Parent rule|Observation|Next): .*$/gm;

/** A server runs for hours: what counts is the code once it is compiled, which takes a second of every case. */
async function medians(cases: Record<string, () => unknown>, time = 2000): Promise<Record<string, number>> {
  const bench = new Bench({ time, warmupTime: 1000 });
  for (const [name, run] of Object.entries(cases)) bench.add(name, () => void run());
  await bench.run();
  return Object.fromEntries(
    bench.tasks.map(task => [task.name, 'latency' in task.result ? task.result.latency.p50 : NaN]),
  );
}

const ms = (value = NaN): string => `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`;

/** Parses, lints, and asks every problem for its place, as a host does. */
function work(text: string, protocol = presets[choosePreset(parse(text)) ?? 'vrest']): number {
  return lint(parse(text), { protocol }).problems.reduce((sum, problem) => sum + problem.range.start.line, 0);
}

async function againstPeers(name: string, text: string): Promise<void> {
  const protocol = presets[choosePreset(parse(text)) ?? 'vrest'];
  const result = await medians({
    iterlog: () => work(text, protocol),
    'parse only': () => parse(text),
    regex: () => Array.from(text.matchAll(fields)).length,
    markdownlint: () => markdownlint({ strings: { log: text } }),
  });
  const { iterlog = NaN, regex = NaN, markdownlint: peer = NaN } = result;
  say(`${name}, ${Math.round(text.length / 1000)} kB`);
  say(`  parse + all rules            ${ms(iterlog)}   (parse alone ${ms(result['parse only'])})`);
  say(`  markdownlint, default rules  ${ms(peer)}   ${(peer / iterlog).toFixed(0)} times as long`);
  say(
    `  one regex pass over fields   ${ms(regex)}   iterlog takes ${(iterlog / regex).toFixed(1)} times as long`,
  );
}

async function growth(): Promise<void> {
  const sizes = [625, 1250, 2500, 5000, 10000];
  const points: [number, number][] = [];
  for (const size of sizes) {
    const text = makeLog(size);
    const { run = NaN } = await medians({ run: () => work(text, presets.vrest) }, 1000);
    points.push([Math.log(size), Math.log(run)]);
    say(`  ${String(size).padStart(6)} entries  ${ms(run)}`);
  }
  say(`  exponent ${linearRegression(points).m.toFixed(2)} (1 is linear)`);
}

async function edits(): Promise<void> {
  const text = makeLog(10000);
  const options = { protocol: presets.vrest };
  const place = (line: string) => text.indexOf(line) + line.length;
  const middle = text.indexOf('## Iter 5000:');
  const cases: Record<string, number> = {
    'an Observation': text.indexOf('Observation:', middle) + 20,
    'a Config value': text.indexOf('W_L2=', middle) + 5,
    'a Next line': text.indexOf('Next: parent=', middle) + 13,
    'a header': place('## Iter 5000:'),
    'the first entry': place('## Iter 1:'),
  };
  const runs = Object.entries(cases).map(([name, at]): [string, () => void] => {
    let log = parse(text);
    let result = lint(log, options);
    let typed = false;
    return [
      name,
      () => {
        log = update(log, typed ? { start: at, end: at + 1, text: '' } : { start: at, end: at, text: '7' });
        typed = !typed;
        result = lint(log, options, result);
        result.problems.reduce((sum, problem) => sum + problem.range.start.line, 0);
      },
    ];
  });
  for (const [name, median] of Object.entries(await medians(Object.fromEntries(runs)))) {
    say(`  one character in ${name.padEnd(18)} ${ms(median)}`);
  }
}

const example = readFileSync(
  'test/fixtures/explorations/vrest/flyvis_62_1_gs_vrest_Claude_analysis.md',
  'utf8',
);
const real = corpusPath('.') ? longLog() : '';
if (real) await againstPeers('The 136-entry log', real);
else say('The 136-entry log: skipped, there is no corpus here.');
await againstPeers('The example exploration', example);
await againstPeers('A made-up log of 136 entries', makeLog(136));
say('Parse + all rules of made-up logs');
await growth();
say('Parse + all rules again after one edit of a log of 10,000 entries (a frame is 16 ms)');
await edits();
