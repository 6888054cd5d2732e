/** The tree as a file of its own, with its legend and its colours. */
import type { Picture } from '../../core/picture/model.ts';
import { lastBatch } from '../../core/picture/views.ts';
import { shape, svgText } from '../svg/shape.ts';
import { drawTree } from './draw.ts';
import type { TreeOptions } from './draw.ts';
import { drawLegend, legendHeight, legendWidth } from './legend.ts';

const top = 30;

/** @param style what the classes look like. */
export function treeFile(picture: Picture, options: TreeOptions, style: string): string {
  const { layout, scale, shapes } = drawTree(picture, options);
  const width = Math.ceil(Math.max(layout.width, legendWidth + 20));
  const height = Math.ceil(layout.height + top + legendHeight + 10);
  const ground = shape('rect', { class: 'ground', width, height });
  const title = shape('text', { class: 'title', x: 10, y: 20 }, [titleOf(picture, options)]);
  const tree = shape('g', { transform: `translate(0 ${top})` }, shapes);
  const legend = drawLegend(picture.reward, scale, 12, height - legendHeight);
  const root = shape(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', class: 'tree', width, height, viewBox: `0 0 ${width} ${height}` },
    [
      shape('title', {}, [titleOf(picture, options)]),
      shape('style', {}, [style]),
      ground,
      title,
      tree,
      legend,
    ],
  );
  return `${svgText(root)}\n`;
}

function titleOf(picture: Picture, { parents, scope, batch }: TreeOptions): string {
  const last = lastBatch(picture);
  const past = batch < last ? `, up to batch ${batch} of ${last}` : '';
  return `${picture.name}: search tree, ${parents} parents, ${scope === 'block' ? 'block by block' : 'whole log'}${past}`;
}
