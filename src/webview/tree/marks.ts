/** How a run is drawn: its shape says what became of it, its colour the reward, its size how many went on from it. */
import { pythonFixed } from '../../core/tree/python-number.ts';
import { px, shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { colourOf } from './colour.ts';
import type { RewardScale } from './colour.ts';
import type { Item } from './forest.ts';
import type { Mark } from './layout.ts';

export type Form = 'scored' | 'rerun' | 'crashed' | 'pending' | 'unscored' | 'proposed' | 'proposed-rerun';

export function formOf({ node, entry, proposed }: Item): Form {
  if (proposed) return proposed.change === '' ? 'proposed-rerun' : 'proposed';
  if (entry?.outcome === 'crashed') return 'crashed';
  if (entry?.outcome === 'pending') return 'pending';
  if (!node) return 'unscored';
  return entry?.isRerun ? 'rerun' : 'scored';
}

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** The bare form, as in the legend. */
export function drawForm(form: Form, { x, y, r }: Drawn, fill?: string): Shape {
  const at = { class: `form ${form}`, fill };
  if (form === 'rerun' || form === 'proposed-rerun') {
    const half = r * 0.9;
    return shape('rect', {
      ...at,
      x: px(x - half),
      y: px(y - half),
      width: px(half * 2),
      height: px(half * 2),
    });
  }
  if (form === 'crashed') {
    const d = px(r * 0.8);
    return shape('path', {
      ...at,
      d: `M${px(x - d)} ${px(y - d)}l${2 * d} ${2 * d}m0 ${-2 * d}l${-2 * d} ${2 * d}`,
    });
  }
  if (form === 'unscored')
    return shape('path', {
      ...at,
      d: `M${px(x)} ${px(y - r)}L${px(x + r)} ${px(y + r * 0.8)}H${px(x - r)}Z`,
    });
  return shape('circle', { ...at, cx: px(x), cy: px(y), r: px(r) });
}

export function drawMark({ item, ...at }: Mark, scale: RewardScale, scores: boolean): Shape {
  const { node, key, id } = item;
  const fill = node ? colourOf(node.reward, scale) : undefined;
  // Above and below: lines come from the left and leave to the right.
  const [x, y] = [px(at.x), at.y];
  const score = scores && node ? pythonFixed(node.score, 3) : undefined;
  return shape('g', { class: 'mark', 'data-key': key, 'data-id': id }, [
    shape('circle', { class: 'ring', cx: x, cy: px(y), r: px(at.r + 2.5) }),
    drawForm(formOf(item), at, fill),
    shape('text', { class: 'id', x, y: px(y - at.r - 4) }, [String(id)]),
    ...(score === undefined ? [] : [shape('text', { class: 'score', x, y: px(y + at.r + 11) }, [score])]),
  ]);
}
