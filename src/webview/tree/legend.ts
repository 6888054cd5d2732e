/** What the colours, shapes and lines of the tree mean. */
import { decimals } from '../../core/samples/wording.ts';
import { shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { colourAt } from './colour.ts';
import type { RewardScale } from './colour.ts';
import { drawForm } from './marks.ts';
import type { Form } from './marks.ts';

const forms: readonly (readonly [Form, string, number])[] = [
  ['scored', 'scored', 58],
  ['rerun', 're-run', 56],
  ['crashed', 'crashed', 64],
  ['proposed', 'next batch', 80],
];
const links = [
  ['used', 'parent as stated', 128],
  ['moved', 'parent by a Next line', 150],
  ['stated', 'stated, not used', 120],
] as const;

export const legendHeight = 44;
/** Where the shapes begin: behind the name of the reward. */
const formsAt = (reward: string): number => 225 + reward.length * 6.6;

/** Wide enough for either of its lines. */
export const legendWidth = (reward: string): number => formsAt(reward) + 300;

export function drawLegend(reward: string, { low, high }: RewardScale, x: number, y: number): Shape {
  const steps = 24;
  const bar = Array.from({ length: steps }, (_, i) =>
    shape('rect', { x: x + 36 + i * 5, y: y + 3, width: 5.5, height: 10, fill: colourAt(i / (steps - 1)) }),
  );
  const text = (at: number, line: number, words: string, anchor?: string) =>
    shape('text', { class: 'legend-text', x: at, y: y + line, 'text-anchor': anchor }, [words]);
  const parts: Shape[] = [
    text(x + 32, 12, decimals(low), 'end'),
    ...bar,
    text(x + 36 + steps * 5 + 5, 12, `${decimals(high)} ${reward}`),
  ];
  let at = x + formsAt(reward);
  for (const [form, words, width] of forms) {
    parts.push(drawForm(form, { x: at, y: y + 8, r: 5 }), text(at + 10, 12, words));
    at += width + 8;
  }
  at = x;
  for (const [kind, words, width] of links) {
    parts.push(shape('path', { class: `link ${kind}`, d: `M${at} ${y + 30}h24` }), text(at + 30, 34, words));
    at += width + 20;
  }
  return shape('g', { class: 'legend' }, parts);
}
