/** What hovers say of Config and Mutation lines. */
import { baselineName, originText } from '../exploration/compare.ts';
import { differencesFromParent, parentSide } from '../exploration/differences.ts';
import type { Difference } from '../exploration/differences.ts';
import type { Exploration } from '../exploration/exploration.ts';
import { samplesText } from '../exploration/facts.ts';
import type { Fact } from '../exploration/facts.ts';
import { changesOf } from '../lint/mutation.ts';
import type { IterationNode } from '../lint/node.ts';
import { formatNumber, formatValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import type { Value } from '../protocol/types.ts';
import { decimals } from '../samples/wording.ts';
import { blocks, facts, grid, sentence, title } from './card.ts';
import { baselineFacts } from './run-card.ts';

/** What the run used against its parent, and what is known of the config. @param key the name under the cursor, as written. */
export function configCard(exploration: Exploration, node: IterationNode, key: string | undefined): string {
  return blocks(
    title(`Config of Iter ${node.id}`),
    key === undefined ? '' : sentence(parameterText(exploration, node, key)),
    differenceTable(exploration, node),
    facts([
      { name: 'Not on the line', value: unstatedText(exploration, node) },
      { name: 'Runs of this config', value: runsText(exploration, node) },
      { name: 'Samples', value: samplesText(exploration, node) },
      ...baselineFacts(exploration, node),
    ]),
  );
}

/** What the run really changed, and what came of it. */
export function mutationCard(exploration: Exploration, node: IterationNode): string {
  const rerun = node.field('mutation')?.rerunOf?.id;
  const what = node.isRerun ? `re-run${rerun === undefined ? '' : ` of Node ${rerun}`}` : 'mutation';
  return blocks(
    title(`Iter ${node.id}: ${what}`),
    differenceTable(exploration, node),
    sentence(unnamedText(exploration, node)),
    facts([...rewardFacts(exploration, node), ...baselineFacts(exploration, node)]),
  );
}

/** Parameter, parent, run: a row for each difference, or a sentence that there is none. */
export function differenceTable(exploration: Exploration, node: IterationNode): string {
  const differences = differencesFromParent(exploration, node);
  const parent = parentName(exploration, node);
  const { config } = parentSide(exploration, node);
  if ([...config.values].length === 0) return '';
  if (differences.length === 0) return sentence(`The same config as ${parent}.`);
  const rows = differences.map(({ name, was, own }) => [name, valueText(was), valueText(own)]);
  return grid([['parameter', parent, `Iter ${node.id}`], ...rows]);
}

function parentName(exploration: Exploration, node: IterationNode): string {
  const { node: parent } = parentSide(exploration, node);
  return parent ? `Node ${parent.id}` : baselineName(node);
}

const valueText = (value: Value | undefined): string => (value === undefined ? '–' : formatValue(value));

/** `W_L2: tunable, 2.5E-6 in the baseline, searched from 1E-6 to 1E-5.` */
function parameterText({ protocol }: Exploration, { id }: IterationNode, key: string): string {
  const name = namesOf(protocol).parameter(key);
  const parameter = namesOf(protocol).parameterOf(key);
  if (name === undefined || !parameter)
    return protocol.reward === '' ? '' : `The protocol does not know ${key}.`;
  const { role, value, min, max } = parameter;
  const parts = [
    role,
    ...(value === undefined ? [] : [`${formatValue(value)} in the baseline`]),
    ...(min === undefined || max === undefined
      ? []
      : [`searched from ${formatNumber(min)} to ${formatNumber(max)}`]),
  ];
  return `${name === key ? name : `${key} (${name})`} of Iter ${id}: ${parts.join(', ')}.`;
}

/** What the run used without its Config line saying so, where that is not the baseline's value. */
function unstatedText(exploration: Exploration, node: IterationNode): string {
  const byOrigin = new Map<string, string[]>();
  for (const [name, { value, origin }] of exploration.configOf(node).values) {
    const from = origin === 'baseline' ? undefined : originText(origin);
    if (from === undefined) continue;
    byOrigin.set(from, [...(byOrigin.get(from) ?? []), `${name}=${formatValue(value)}`]);
  }
  return [...byOrigin].map(([from, values]) => `${values.join(', ')} (${from})`).join('; ');
}

function runsText(exploration: Exploration, node: IterationNode): string {
  const runs = exploration.groupOf(node)?.runs ?? [];
  return runs.length > 1 ? runs.map(({ id }) => id).join(', ') : '';
}

/** What differs though the Mutation line does not name it, and the reverse. */
function unnamedText(exploration: Exploration, node: IterationNode): string {
  if (node.startsBlock || node.field('mutation')?.kind === 'unreadable') return '';
  const named = new Set(changesOf(node).map(({ name }) => name));
  const differing = new Set(differencesFromParent(exploration, node).map(({ name }: Difference) => name));
  const hidden = [...differing].filter(name => !named.has(name));
  const idle = [...named].filter(name => !differing.has(name));
  return [
    ...(hidden.length > 0 ? [`The line does not name ${hidden.join(', ')}.`] : []),
    ...(idle.length > 0 ? [`It names ${idle.join(', ')} without a difference.`] : []),
  ].join(' ');
}

/** The reward beside the parent's: one run each, so the samples of both configs stand below. */
function rewardFacts(exploration: Exploration, node: IterationNode): Fact[] {
  const { reward } = exploration.protocol;
  const parent = parentSide(exploration, node).node;
  const own = node.metric(reward);
  const was = parent?.metric(reward);
  const change =
    own === undefined || was === undefined || !Number.isFinite(own - was)
      ? ''
      : `${decimals(was)} in Node ${parent?.id ?? 0}, ${decimals(own)} here (${own < was ? '' : '+'}${decimals(own - was)}), one run each`;
  return [
    { name: reward, value: change },
    { name: "Parent's samples", value: parent ? samplesText(exploration, parent) : '' },
    { name: 'Samples', value: samplesText(exploration, node) },
  ];
}
