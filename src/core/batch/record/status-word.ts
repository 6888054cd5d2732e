/** The status that an entry is headed with. */
import type { IterationNode } from '../../lint/node.ts';
import { recognise, wordsOf } from '../../lint/status.ts';
import type { Protocol } from '../../protocol/types.ts';

export interface Status {
  /** As the header has it. */
  readonly text: string;
  /** Why this word, where the protocol's thresholds do not decide. */
  readonly reason: string | undefined;
}

/** The status of a run that was lost. */
export const crashedStatus = ({ status }: Protocol): string => status.crashed;

/**
 * The class of the metrics. Where the thresholds give none, a reward that is no number and a constraint that is met by
 * nothing to spare count as failed; in a protocol without thresholds the run nearest in reward lends its word.
 */
export function statusOf(node: IterationNode, others: readonly IterationNode[]): Status {
  const { protocol } = node;
  const { prefix, crashed } = protocol.status;
  const headed = (word: string): string => (prefix ? `${prefix} ${word}` : word);
  const own = node.statusClass;
  if (own !== undefined) return { text: headed(own), reason: undefined };
  const value = node.metric(protocol.reward);
  if (value === undefined || !Number.isFinite(value) || hasThresholds(protocol)) {
    const reason = `No status class holds with ${scoredText(node)}, so the status is ${crashed}.`;
    return { text: headed(crashed), reason };
  }
  const twin = nearestIn(value, others);
  const word = (twin && recognise(twin)) ?? middle(protocol);
  const like = twin ? ` as for Iter ${twin.id}, which is nearest` : '';
  return {
    text: headed(word),
    reason: `The protocol has no thresholds for the status: ${word}${like}.`,
  };
}

const hasThresholds = ({ status }: Protocol): boolean =>
  Object.values(status.classes).some(({ all = [], any = [] }) => all.length + any.length > 0);

/** The scored metrics as prose, which no reader takes for measurements. */
const scoredText = ({ protocol, metrics }: IterationNode): string =>
  protocol.scored.map(name => `${name} ${metrics.get(name)?.item.value.text ?? 'missing'}`).join(' and ');

const middle = (protocol: Protocol): string => {
  const words = wordsOf(protocol);
  return words.includes('partial') ? 'partial' : (words[0] ?? protocol.status.crashed);
};

/** The run with a known status whose reward is nearest. */
function nearestIn(value: number, others: readonly IterationNode[]): IterationNode | undefined {
  let best: IterationNode | undefined;
  const distance = (node: IterationNode): number =>
    Math.abs((node.metric(node.protocol.reward) ?? Infinity) - value);
  for (const node of others) {
    if (node.crashed || node.pending || !Number.isFinite(distance(node)) || recognise(node) === undefined)
      continue;
    if (!best || distance(node) < distance(best)) best = node;
  }
  return best;
}
