/** The charts of the progress tab, from the picture. */
import type { Picture, PictureConfig, PictureEntry, PictureMetric } from '../../core/picture/model.ts';
import { decimals, rounded } from '../../core/samples/wording.ts';
import { roleMarkers } from '../chart/key.ts';
import type { ChartModel, Dot, Pairs } from '../chart/model.ts';
import { differencesText } from './describe-item.ts';

const noMetric: PictureMetric = { name: '', guides: [] };

export const metricNamed = ({ metrics }: Picture, name: string): PictureMetric =>
  metrics.find(metric => metric.name === name) ?? metrics[0] ?? noMetric;

/** A metric over the iterations, by the role of the slot. */
export function iterationsModel(picture: Picture, { name, guides }: PictureMetric): ChartModel {
  const dots = picture.entries.map((entry): Dot => {
    const { id, metrics, role, key, outcome } = entry;
    const y = metrics[name];
    return {
      x: id,
      y,
      key,
      marker: y === undefined ? 'cross' : roleMarkers[role],
      colour: y === undefined ? 'limit' : role,
      title: entry.label,
      about: () => [
        [name, y === undefined ? outcome : decimals(y)],
        ['Role', role],
        ...aboutEntry(picture, entry),
      ],
    };
  });
  return {
    log: picture.name,
    spoken: `${name} over ${picture.entries.length} iterations.`,
    dots: sorted(dots),
    intervals: [],
    guides,
    borders: bordersOf(picture),
    x: [Math.min(0, ...dots.slice(0, 1).map(({ x }) => x - 1)), Math.max(picture.last, 1) + 1],
    xLabel: 'iteration',
    yLabel: name,
  };
}

/** The first iterations of the blocks but the first. */
function bordersOf({ blockSize, entries }: Picture): number[] {
  if (blockSize === 0) return [];
  const blocks = new Set(entries.map(({ block }) => block));
  return [...blocks].filter(block => block > 1).map(block => (block - 1) * blockSize + 1);
}

/** Each config's samples with their mean and its interval, the best first. */
export function configsModel(picture: Picture, { name, guides }: PictureMetric): ChartModel {
  const byKey = new Map(picture.entries.map(entry => [entry.key, entry]));
  const shown = picture.configs.flatMap((config, i) => (config.metrics[name] ? [{ config, x: i + 1 }] : []));
  const dots = shown.flatMap(({ config, x }): Dot[] => {
    const own = config.samples.flatMap((key): Dot[] => {
      const entry = byKey.get(key);
      const y = entry?.metrics[name];
      if (!entry || y === undefined) return [];
      const about = (): Pairs => [[name, decimals(y)], ...aboutEntry(picture, entry)];
      return [{ x, y, marker: 'small', colour: entry.role, title: entry.label, about, key: entry.key }];
    });
    return [meanDot(config, name, x), ...own];
  });
  return {
    log: picture.name,
    spoken: `Mean ${name} of ${shown.length} configs with 95 % intervals and samples.`,
    dots: sorted(dots),
    intervals: shown.flatMap(({ config, x }) => {
      const [low, high] = config.metrics[name]?.interval ?? [];
      return low === undefined || high === undefined ? [] : [{ x, low, high }];
    }),
    guides,
    borders: [],
    x: [0, picture.configs.length + 1],
    xLabel: 'config, by # of the table',
    yLabel: name,
  };
}

function meanDot(config: PictureConfig, name: string, x: number): Dot {
  const summary = config.metrics[name];
  const interval = summary?.interval?.map(decimals).join(' to ') ?? '';
  return {
    x,
    y: summary?.mean,
    marker: summary?.n === 1 ? 'hollow' : 'diamond',
    colour: 'text',
    title: `Config ${x}: ${config.text}`,
    about: () => [
      ['n', config.count],
      ['Mean', decimals(summary?.mean)],
      ['Std', summary?.std === undefined ? '' : rounded(summary.std, 3)],
      ['95 % interval', interval],
      ['Nodes', config.nodes],
      ['Verdict', config.verdict],
    ],
  };
}

export function aboutEntry({ configs }: Picture, entry: PictureEntry): Pairs {
  const config = entry.config === undefined ? undefined : configs[entry.config];
  return [
    ['Config', config?.text ?? ''],
    ['n', config?.count ?? ''],
    ['Against parent', differencesText(entry)],
  ];
}

export const sorted = (dots: readonly Dot[]): Dot[] =>
  dots.toSorted((a, b) => a.x - b.x || (a.y ?? -Infinity) - (b.y ?? -Infinity));
