/** What a hover says of one metric of a run. */
import type { Exploration } from '../exploration/exploration.ts';
import { whyDropped } from '../exploration/facts.ts';
import type { Fact } from '../exploration/facts.ts';
import type { IterationNode } from '../lint/node.ts';
import { costOf } from '../lint/time.ts';
import { namesOf } from '../protocol/names.ts';
import { describe } from '../samples/describe.ts';
import { valuesOf } from '../samples/statistics.ts';
import { decimals, rounded, spreadText } from '../samples/wording.ts';
import { describeRefusal, scoreTerms } from '../tree/describe.ts';
import { pythonFixed } from '../tree/python-number.ts';
import { blocks, facts, title } from './card.ts';
import { baselineFacts } from './run-card.ts';

/**
 * Its place among the samples of the config and against the baseline; of the reward what the search made of it. Empty
 * where there is nothing to say.
 * @param key the metric's name as written
 */
export function metricCard(exploration: Exploration, node: IterationNode, key: string): string {
  const { protocol } = exploration;
  const name = namesOf(protocol).metric(key) ?? key;
  const value = node.metric(name);
  const number = value === undefined ? 'no number' : Number.isNaN(value) ? 'nan' : String(value);
  const own = name === protocol.reward ? rewardFacts(exploration, node) : otherFacts(exploration, node, name);
  const known = facts([...own, { name: 'Samples', value: samplesText(exploration, node, name) }]);
  return known === '' ? '' : blocks(title(`${name} of Iter ${node.id}: ${number}`), known);
}

/** What the search made of the reward, and what it shows against the baseline. */
function rewardFacts(exploration: Exploration, node: IterationNode): Fact[] {
  const found = exploration.treeNodeOf(node);
  const tree = found && exploration.treeAt(found.id);
  const value = node.metric(exploration.protocol.reward);
  const isMisread = found && value !== undefined && found.reward !== value;
  return [
    {
      name: 'UCB',
      value: tree
        ? `reward + ${breadthText(tree.settings.formula)}: ${scoreTerms(found, tree)}`
        : whyNoScore(exploration, node),
    },
    {
      name: 'Read as',
      value: isMisread ? `${pythonFixed(found.reward, 3)} by the tree builder` : '',
    },
    ...baselineFacts(exploration, node),
  ];
}

function whyNoScore(exploration: Exploration, node: IterationNode): string {
  if (exploration.refusal) return `none. ${describeRefusal(exploration.refusal)}`;
  const why = whyDropped(exploration, node);
  return why === undefined ? '' : `none, not in the tree: ${why}`;
}

const breadthText = (formula: 'puct' | 'ucb1'): string =>
  formula === 'ucb1' ? 'c·√(ln N / visits)' : 'c·√N / (1 + visits)';

function otherFacts(exploration: Exploration, node: IterationNode, name: string): Fact[] {
  const { time } = exploration.protocol;
  return name === time?.metric
    ? [{ name: 'Limits', value: timeText(exploration, node) }]
    : [{ name: 'Position', value: positionText(exploration, node, name) }];
}

/** What the protocol's time model expects of the config, and its thresholds. */
function timeText(exploration: Exploration, node: IterationNode): string {
  const { time } = exploration.protocol;
  const cost = costOf(exploration.configOf(node), exploration.protocol);
  if (!time) return '';
  const expected = cost === undefined ? [] : [`${rounded(cost, 0)} min expected of this config`];
  return [...expected, `to be flagged above ${time.warn} min`, `never above ${time.limit} min`].join(', ');
}

/** Against the range of the baseline's samples. */
function positionText({ reference }: Exploration, node: IterationNode, name: string): string {
  const summary = reference?.metrics[name];
  const value = node.metric(name);
  if (!reference || !summary || value === undefined || !Number.isFinite(value)) return '';
  const { min, max, n } = summary;
  const where = value < min ? 'below' : value > max ? 'above' : 'within';
  const range = `${decimals(min)} to ${decimals(max)}`;
  return `${where} ${reference.name}'s ${range} (${n} samples, mean ${spreadText(summary)})`;
}

/** `3, mean 0.520 ± 0.110, 0.410 to 0.630, 95 % interval 0.247 to 0.793` over the samples of the run's config. */
function samplesText(exploration: Exploration, node: IterationNode, name: string): string {
  const group = exploration.groupOf(node);
  const summary = group && describe(valuesOf(group, name));
  if (!summary) return '';
  const { n, min, max, interval } = summary;
  if (!interval) return '1, which has no spread';
  const [low, high] = interval.map(decimals);
  return `${n} of this config, mean ${spreadText(summary)}, ${decimals(min)} to ${decimals(max)}, 95 % interval ${low ?? ''} to ${high ?? ''}`;
}
