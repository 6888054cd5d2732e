/** How fast an edited log becomes the picture of its exploration, and the page's drawing. Medians; these are no tests. */
import { Bench } from 'tinybench';
import { Exploration } from '../src/core/exploration/exploration.ts';
import { lint } from '../src/core/lint/engine.ts';
import { parse } from '../src/core/log/parse.ts';
import { toPage } from '../src/core/picture/messages.ts';
import { pictureOf } from '../src/core/picture/picture.ts';
import { lastBatch } from '../src/core/picture/views.ts';
import { presets } from '../src/core/protocol/presets/index.ts';
import { drawTree } from '../src/webview/tree/draw.ts';
import { svgText } from '../src/webview/svg/shape.ts';
import { makeLog } from '../test/fixtures/make-log.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

for (const size of [136, 2000]) {
  const text = makeLog(size);
  const protocol = presets.vrest;
  let result = lint(parse(text), { protocol });
  const picture = pictureOf({ exploration: new Exploration(result) }, 'a log');
  const message = { type: 'show', picture };
  const view = {
    ...({ parents: 'effective', scope: 'block', scores: false } as const),
    ...{ width: 640, batch: lastBatch(picture) },
  };
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  bench
    .add('lint, for comparison', () => void (result = lint(parse(text), { protocol })))
    .add('picture', () => void pictureOf({ exploration: new Exploration(result) }, 'a log'))
    .add('message written and read', () => void JSON.parse(JSON.stringify(message)))
    .add('message checked', () => void toPage.parse(message))
    .add('tree drawn', () => void drawTree(picture, view))
    .add('tree as text', () => void drawTree(picture, view).shapes.map(svgText));
  await bench.run();
  say(`${size} entries, ${JSON.stringify(message).length} characters`);
  for (const { name, result: measured } of bench.tasks)
    say(`  ${name.padEnd(28)} ${('latency' in measured ? measured.latency.p50 : NaN).toFixed(1)} ms`);
}
