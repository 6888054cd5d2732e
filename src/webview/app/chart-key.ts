/** What the marks of a chart mean. */
import { shape } from '../svg/shape.ts';
import type { Shape } from '../svg/shape.ts';
import type { Picture, PictureEntry } from '../../core/picture/model.ts';
import type { Marker } from './chart-model.ts';
import { el, svgElement } from './element.ts';
import type { ColourName } from './theme.ts';

type Role = PictureEntry['role'];

/** Roles differ in shape and in colour. */
export const roleMarkers: Readonly<Record<Role, Marker>> = {
  exploit: 'circle',
  explore: 'triangle',
  robustness: 'square',
};

const pictures: Readonly<Record<Marker, Shape>> = {
  circle: shape('circle', { cx: 7, cy: 7, r: 4.5 }),
  small: shape('circle', { cx: 7, cy: 7, r: 2.8 }),
  triangle: shape('path', { d: 'M7 2L12 12H2Z' }),
  square: shape('rect', { x: 2.5, y: 2.5, width: 9, height: 9 }),
  diamond: shape('path', { d: 'M7 1L13 7L7 13L1 7Z' }),
  cross: shape('path', { d: 'M3 3L11 11M11 3L3 11', 'stroke-width': 2 }),
};

export type KeyItem = readonly [marker: Marker, colour: ColourName, text: string];

export const chartKey = (items: readonly KeyItem[]): Node[] =>
  items.map(([marker, colour, text]) => {
    const size = { width: 14, height: 14, class: `swatch of-${colour}`, 'aria-hidden': 'true' };
    return el('span', {}, svgElement(shape('svg', size, [pictures[marker]])), text);
  });

/** The roles that a log has, and a cross where some runs lack what is shown. */
export function roleKey({ entries }: Picture, metric: string): KeyItem[] {
  const roles = new Set(entries.map(({ role }) => role));
  const all = ['exploit', 'explore', 'robustness'] as const;
  const lacking = entries.some(({ metrics }) => metrics[metric] === undefined);
  return [
    ...all.filter(role => roles.has(role)).map((role): KeyItem => [roleMarkers[role], role, role]),
    ...(lacking ? [['cross', 'limit', `no ${metric}`] as const] : []),
  ];
}
