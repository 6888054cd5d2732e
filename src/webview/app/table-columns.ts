/** The columns of the table of configs. */
import type { Picture, PictureConfig, PictureSummary } from '../../core/picture/model.ts';
import { decimals, rounded } from '../../core/samples/wording.ts';

export interface Row {
  /** The place in the order for readers, from 1. */
  readonly rank: number;
  readonly config: PictureConfig;
}

/** A column of a table for other programs. */
export interface Datum {
  readonly title: string;
  readonly value: (row: Row) => number | string | undefined;
}

export interface Column {
  /** What the user's choice of columns remembers. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'number' | 'text' | 'long';
  readonly text: (row: Row) => string;
  /** The same on the page, where the whole has no room. */
  readonly shown?: (row: Row) => string;
  /** What rows are sorted by; undefined comes last. */
  readonly value: (row: Row) => number | string | undefined;
  /** What other programs get of it; its title and its value where this is missing. */
  readonly data?: readonly Datum[];
  /** Hidden until the user wants it. */
  readonly isOptional?: boolean;
}

export function columnsOf(picture: Picture): Column[] {
  const { reward, minutes } = picture;
  const summary = ({ config }: Row) => config.metrics[reward];
  return [
    number('rank', '#', ({ rank }) => rank, 0),
    {
      ...words('nodes', 'Nodes', ({ config }) => config.nodes, 'long'),
      shown: ({ config }) => shortened(config),
    },
    {
      ...words('config', 'Config', ({ config }) => config.text, 'long'),
      isOptional: changed(picture).length > 0,
    },
    {
      ...words('count', 'n', ({ config }) => config.count, 'number'),
      value: ({ config }) => config.samples.length,
      data: [{ title: 'n', value: row => summary(row)?.n ?? 0 }],
    },
    number('mean', `mean ${reward}`, row => summary(row)?.mean, 3),
    number('std', 'std', row => summary(row)?.std, 3),
    {
      ...words('interval', '95 % interval', row => intervalText(summary(row)), 'number'),
      value: row => summary(row)?.interval?.[0],
      data: [
        { title: 'interval low', value: row => summary(row)?.interval?.[0] },
        { title: 'interval high', value: row => summary(row)?.interval?.[1] },
      ],
    },
    words('status', 'verdict', ({ config }) => config.status),
    { ...words('verdict', 'reasons', ({ config }) => config.verdict, 'long'), isOptional: true },
    ...(minutes === undefined
      ? []
      : [number('minutes', 'minutes', ({ config }) => config.metrics[minutes]?.mean, 1)]),
    number('crashed', 'crashed', ({ config }) => config.crashed, 0),
    ...changed(picture).map(name => parameter(name)),
  ];
}

/** How many runs of a config are named in the table. */
const mostNamed = 12;

function shortened({ nodes }: PictureConfig): string {
  const names = nodes.split(', ');
  const left = names.length - mostNamed;
  return left > 1 ? `${names.slice(0, mostNamed).join(', ')} and ${left} more` : nodes;
}

/** The parameters in which any two configs differ. */
export function changed({ configs }: Picture): string[] {
  const names = new Set(configs.flatMap(({ values }) => Object.keys(values)));
  return [...names].filter(name => new Set(configs.map(({ values }) => values[name] ?? '')).size > 1);
}

export const intervalText = (summary: PictureSummary | undefined): string =>
  summary?.interval ? summary.interval.map(decimals).join(' .. ') : '–';

/** Up, or down; rows without a value stay last. */
export function sortedRows(rows: readonly Row[], { value }: Column, isDown: boolean): Row[] {
  const compare = (a: number | string, b: number | string): number =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'en', { numeric: true });
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return isDown ? compare(b, a) : compare(a, b);
  });
}

function parameter(name: string): Column {
  const column = words(`parameter ${name}`, name, ({ config }) => config.values[name] ?? '–', 'number');
  return {
    ...column,
    value: row => {
      const text = row.config.values[name];
      const value = Number(text?.replace(' (inherited)', ''));
      return text === undefined || Number.isNaN(value) ? text : value;
    },
  };
}

const number = (
  id: string,
  title: string,
  value: (row: Row) => number | undefined,
  digits: number,
): Column => ({
  ...{ id, title, kind: 'number', value },
  text: row => rounded(value(row), digits),
});

const words = (
  id: string,
  title: string,
  text: (row: Row) => string,
  kind: Column['kind'] = 'text',
): Column => ({
  ...{ id, title, kind, text },
  value: text,
});
