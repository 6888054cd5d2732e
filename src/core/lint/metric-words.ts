/** How prose names the metrics of a protocol: `V_rest_R2`, `V_rest`, `conn_R2`, `conn`, `R²`. */
import type { Protocol } from '../protocol/types.ts';

export interface MetricWords {
  /** Finds a metric that the protocol scores, or a bare `R²`. */
  readonly scored: RegExp;
  /** Finds a metric that it does not score. */
  readonly other: RegExp;
  /** The same, where a text begins with it. */
  readonly otherFirst: RegExp;
  /** All of them, as the alternatives of a regular expression. */
  readonly alternatives: string;
  /** The metric that a word stands for; undefined for one that several could be meant by. */
  metric(word: string): string | undefined;
}

const known = new WeakMap<Protocol, MetricWords>();
const never = '(?!)';

/** The words of a protocol, made once. */
export function metricWords(protocol: Protocol): MetricWords {
  let words = known.get(protocol);
  if (!words) known.set(protocol, (words = makeWords(protocol)));
  return words;
}

function makeWords({ metrics, scored, reward }: Protocol): MetricWords {
  const names = new Map<string, string>();
  for (const name of [...scored, ...Object.keys(metrics)])
    for (const word of wordsFor(name, metrics[name]?.aliases ?? []))
      if (!names.has(word)) names.set(word, name);
  if (scored.length === 1) names.set('r2', reward);
  const spelled = (wanted: (name: string) => boolean): string =>
    [...names]
      .filter(([, name]) => wanted(name))
      .map(([word]) => word.replace(/2$/, '[2²]'))
      .sort((a, b) => b.length - a.length)
      .join('|') || never;
  const isScored = (name: string): boolean => scored.includes(name);
  const others = spelled(name => !isScored(name));
  return {
    scored: new RegExp(`(?<!\\w)(?:${spelled(isScored)}|R[2²])(?!\\w)`, 'i'),
    other: new RegExp(`(?<!\\w)(?:${others})(?!\\w)`, 'i'),
    otherFirst: new RegExp(`^[\\s*]*(?:${others})(?!\\w)`, 'i'),
    alternatives: spelled(() => true),
    metric: word => names.get(word.toLowerCase().replace('²', '2')),
  };
}

/** A metric's names in lower case, each also without its `_R2`. `time` is too common a word to stand for a metric. */
function wordsFor(name: string, aliases: readonly string[]): string[] {
  const all = [name, ...aliases].map(word => word.toLowerCase());
  return [...all, ...all.map(word => word.replace(/_r2$/, ''))].filter(word => word !== 'time');
}
