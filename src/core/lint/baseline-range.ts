/** Where a reward lies against the baseline's samples, in words. */
import { formatNumber } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';

/** The baseline's range of the reward, as the protocol quotes it. */
export interface BaselineRange {
  readonly reward: string;
  /** What the baseline is called: `Node 21`. */
  readonly owner: string;
  readonly low: number;
  readonly high: number;
  /** Finds the baseline's name or its range in a text. */
  readonly quoted: RegExp;
}

const known = new WeakMap<Protocol, BaselineRange | undefined>();

/** The range of a protocol, made once; undefined where its baseline has none for the reward. */
export function baselineRange(protocol: Protocol): BaselineRange | undefined {
  if (!known.has(protocol)) known.set(protocol, makeRange(protocol));
  return known.get(protocol);
}

function makeRange({ reward, baseline }: Protocol): BaselineRange | undefined {
  const range = baseline?.range[reward];
  if (!baseline || !range) return undefined;
  const owner = `Node ${baseline.node}`;
  const [from, to] = range.map(bound => formatNumber(bound).replaceAll('.', '\\.'));
  const quoted = new RegExp(`\\b${owner}\\b|${from}\\s*(?:-|–|—|to|,|\\.\\.+)\\s*${to}`, 'i');
  return { reward, owner, low: range[0], high: range[1], quoted };
}

/** `Node 21 range 0.11-0.78`. */
export const rangeText = ({ owner, low, high }: BaselineRange): string =>
  `${owner} range ${formatNumber(low)}${low < 0 ? ' to ' : '-'}${formatNumber(high)}`;

/** Whether a text names the baseline, quotes its range, or speaks of a place in a range. */
export function placesReward(text: string, { quoted }: BaselineRange): boolean {
  return (
    quoted.test(text) ||
    /\bbaseline\b|\b(?:within|inside|outside|above|below|in|of)\b[^.;]*\brange\b/i.test(text)
  );
}

/**
 * `V_rest 0.512 lies within Node 21 range 0.11-0.78.`: three decimals, as logs give them. The name stands without
 * `_R2=`, with which the tree builder would take the sentence for a measurement.
 */
export function placement(value: number, range: BaselineRange): string {
  const rounded = value.toFixed(3);
  const where = Number(rounded) < range.low ? 'below' : Number(rounded) > range.high ? 'above' : 'within';
  return `${range.reward.replace(/_R2$/, '')} ${rounded} lies ${where} ${rangeText(range)}.`;
}
