/** What the colours, shapes and lines of the tree mean. */
import { decimals } from '../../core/samples/wording.ts';
import { px, shape, textWidth } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { colourAt } from './colour.ts';
import type { RewardScale } from './colour.ts';
import { drawForm } from './marks.ts';
import type { Form } from './marks.ts';

const forms: readonly (readonly [Form, string])[] = [
  ['scored', 'scored'],
  ['rerun', 're-run'],
  ['crashed', 'crashed'],
  ['pending', 'pending'],
  ['unscored', 'not in the tree'],
  ['proposed', 'next batch'],
];
const links = [
  ['used', 'parent as stated'],
  ['moved', 'parent by a Next line'],
  ['stated', 'stated, not used'],
  ['outside', 'parent elsewhere'],
] as const;

const line = 19;
export const legendHeight = 3 * line;
/** As long as the longest of its lines. */
export const legendWidth = 610;

export function drawLegend(reward: string, { low, high }: RewardScale, x: number, y: number): Shape {
  const steps = 24;
  const bar = Array.from({ length: steps }, (_, i) =>
    shape('rect', { x: x + 36 + i * 5, y: y + 3, width: 5.5, height: 10, fill: colourAt(i / (steps - 1)) }),
  );
  const text = (at: number, row: number, words: string, anchor?: string) =>
    shape('text', { class: 'legend-text', x: px(at), y: y + row * line + 12, 'text-anchor': anchor }, [
      words,
    ]);
  const parts: Shape[] = [
    text(x + 32, 0, decimals(low), 'end'),
    ...bar,
    text(x + 36 + steps * 5 + 5, 0, `${decimals(high)} ${reward}`),
  ];
  let at = x + 5;
  for (const [form, words] of forms) {
    parts.push(drawForm(form, { x: at, y: y + line + 8, r: 5 }), text(at + 10, 1, words));
    at += textWidth(words) + 34;
  }
  at = x;
  for (const [kind, words] of links) {
    const d = `M${px(at)} ${y + 2 * line + 8}h24`;
    parts.push(shape('path', { class: `link ${kind}`, d }), text(at + 29, 2, words));
    at += textWidth(words) + 44;
  }
  return shape('g', { class: 'legend' }, parts);
}
