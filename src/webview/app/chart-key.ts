/** The key of a chart on the page. */
import { markerShape } from '../chart/markers.ts';
import type { KeyItem } from '../chart/key.ts';
import { shape } from '../svg/shape.ts';
import { el, svgElement } from './element.ts';

export const chartKey = (items: readonly KeyItem[]): Node[] =>
  items.map(([marker, colour, text]) => {
    const size = { width: 14, height: 14, 'aria-hidden': 'true' };
    const outline = { colour: 'var(--ground)', width: 0 };
    const look = { r: marker === 'small' ? 2.8 : 4.5, colour: `var(--${colour})`, outline };
    return el('span', {}, svgElement(shape('svg', size, [markerShape(marker, 7, 7.5, look)])), text);
  });
