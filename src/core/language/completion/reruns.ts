/** What a Mutation line says of a run that repeats another one. */
import type { Exploration } from '../../exploration/exploration.ts';
import { baselineConfig } from '../../lint/config.ts';
import type { IterationNode } from '../../lint/node.ts';
import { rerunText } from '../../lint/rerun.ts';
import type { Group } from '../../samples/groups.ts';
import { configText, decimals } from '../../samples/wording.ts';
import { counted } from '../../text/counted.ts';
import type { Cursor } from './cursor.ts';
import type { Offer } from './item.ts';

/** The configs most worth another sample. */
const mostReruns = 6;

/** Whether the entry is to be a re-run, by its slot or by its Mode line. */
export function isForRerun({ protocol, slot, entry }: IterationNode): boolean {
  const mode = protocol.robustness?.mode;
  const stated = entry.fields.mode?.value.text ?? '';
  return protocol.slots[slot]?.role === 'robustness' || (mode !== undefined && stated.startsWith(mode));
}

interface Candidate {
  readonly id: number;
  readonly group: Group;
  readonly samples: readonly IterationNode[];
  readonly mean: number;
}

/**
 * Re-runs of the config that the entry's own Config line states, then of those with the best mean reward, each named by
 * its earliest sample before this batch; the baseline while the log has no sample of it.
 */
export function rerunOffers({ exploration, node }: Cursor): Offer[] {
  const own = node.config.size > 0 ? exploration.configOf(node).sampleKey : undefined;
  const isOwn = ({ group }: Candidate): boolean => group.key === own;
  const candidates = exploration.groups.flatMap(group => candidateOf(group, node));
  candidates.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.mean - a.mean);
  const offers = candidates.slice(0, mostReruns).map(offerOf);
  return [...offers, ...baselineOffer(exploration, node, candidates)];
}

function candidateOf(group: Group, { batch, protocol }: IterationNode): Candidate[] {
  const samples = group.samples.filter(sample => sample.batch < batch);
  const [first] = samples;
  if (!first) return [];
  const sum = samples.reduce((all, sample) => all + (sample.metric(protocol.reward) ?? 0), 0);
  return [{ id: first.id, group, samples, mean: sum / samples.length }];
}

function offerOf({ id, group, samples, mean }: Candidate): Offer {
  return rerun(id, `${counted(samples.length, 'sample')}, mean ${decimals(mean)}`, () => configText(group));
}

function baselineOffer(
  exploration: Exploration,
  own: IterationNode,
  candidates: readonly Candidate[],
): Offer[] {
  const { protocol } = exploration;
  const id = protocol.baseline?.node;
  if (id === undefined || (id < own.id && exploration.node(id))) return [];
  const { sampleKey } = baselineConfig(protocol);
  return candidates.some(({ group }) => group.key === sampleKey) ? [] : [rerun(id, 'the baseline')];
}

const rerun = (id: number, detail: string, documentation = () => ''): Offer => ({
  label: rerunText(id),
  insertText: rerunText(id),
  kind: 'value',
  detail,
  documentation,
});
