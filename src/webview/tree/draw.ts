/** The whole picture of the tree, as data. */
import type { Picture } from '../../core/picture/model.ts';
import { treesOf } from '../../core/picture/views.ts';
import type { ViewOptions } from '../../core/picture/views.ts';
import { px, shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import { rewardScale } from './colour.ts';
import type { RewardScale } from './colour.ts';
import { forestsOf } from './forest.ts';
import { layoutOf } from './layout.ts';
import type { Band, Layout } from './layout.ts';
import { drawLink, linksOf } from './links.ts';
import { drawMark } from './marks.ts';

export interface TreeOptions extends ViewOptions {
  /** Whether the scores are written beside the marks. */
  readonly scores: boolean;
  /** The width that the picture should keep to, in pixels. */
  readonly width: number;
}

export interface TreeDrawing {
  readonly layout: Layout;
  readonly scale: RewardScale;
  /** From the bottom to the top. */
  readonly shapes: readonly Shape[];
}

export function drawTree(picture: Picture, options: TreeOptions): TreeDrawing {
  const { batchSize, blockSize } = picture;
  const { width, scores } = options;
  const forests = forestsOf(picture, treesOf(picture, options), options);
  const layout = layoutOf(forests, { width, scores, batchSize, blockSize });
  // The colours of a run stay the same whatever is looked at.
  const scale = rewardScale((picture.tree?.nodes ?? []).map(({ reward }) => reward));
  const links = layout.placed.flatMap(linksOf);
  return {
    layout,
    scale,
    shapes: [
      shape('g', { class: 'bands' }, layout.bands.flatMap(drawBand)),
      shape('g', { class: 'links' }, links.flatMap(drawLink)),
      shape(
        'g',
        { class: 'marks' },
        layout.placed.flatMap(({ marks }) => marks.map(mark => drawMark(mark, scale, scores))),
      ),
    ],
  };
}

const drawBand = ({ title, x, y, width, height }: Band, i: number): Shape[] => [
  shape('rect', {
    class: `band ${i % 2 ? 'odd' : 'even'}`,
    x: px(x),
    y: px(y),
    width: px(width),
    height: px(height),
  }),
  shape('text', { class: 'band-title', x: px(x + 8), y: px(y + 15) }, [title]),
];
