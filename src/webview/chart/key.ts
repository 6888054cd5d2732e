/** What the marks of a chart mean. */
import type { Picture, PictureEntry } from '../../core/picture/model.ts';
import type { ColourName } from '../style/colours.ts';
import type { Marker } from './model.ts';

type Role = PictureEntry['role'];

/** Roles differ in shape and in colour. */
export const roleMarkers: Readonly<Record<Role, Marker>> = {
  exploit: 'circle',
  explore: 'triangle',
  robustness: 'square',
};

export type KeyItem = readonly [marker: Marker, colour: ColourName, text: string];

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

export const configKey: readonly KeyItem[] = [
  ['diamond', 'text', 'mean of a config, with its 95 % interval'],
  ['hollow', 'text', 'one sample only'],
  ['small', 'exploit', 'a sample, coloured by its role'],
];
