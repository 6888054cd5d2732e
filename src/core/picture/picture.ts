/** What pictures of an exploration show, gathered from what is known of it: a pure function of one linted log. */
import { propose } from '../batch/propose/propose.ts';
import type { ProposeInput } from '../batch/propose/propose.ts';
import { lastOf } from '../batch/propose/situation.ts';
import { mutationText } from '../batch/mutation-text.ts';
import type { Exploration } from '../exploration/exploration.ts';
import { oneLine } from '../text/markdown.ts';
import { describeCycle, describeRefusal, whyEmpty } from '../tree/describe.ts';
import { configsOf } from './configs.ts';
import { entriesOf } from './entries.ts';
import { drawnMetrics, metricsDrawn } from './metrics.ts';
import { finite } from './finite.ts';
import type { Picture, ProposedRun } from './model.ts';
import { parametersOf } from './parameters.ts';
import { summaryMessage } from './summary.ts';
import { treeMessage } from './tree-message.ts';

export type PictureInput = Pick<ProposeInput, 'exploration' | 'baseValues'>;

/** What is chosen for the next batch, which takes as long as all the rest. */
export type NextBatch = Pick<Picture, 'proposal' | 'noProposal'>;

/**
 * @param name what the exploration is called.
 * @param next another next batch than that of {@link nextBatch}.
 */
export function pictureOf(input: PictureInput, name: string, next = nextBatch(input)): Picture {
  const { exploration } = input;
  const { protocol, reference } = exploration;
  const names = metricsDrawn(protocol);
  const entries = entriesOf(exploration, names);
  const reading = exploration.builderReading;
  return {
    version: 1,
    name: oneLine(name),
    protocol: protocol.title,
    reward: protocol.reward,
    batchSize: protocol.batchSize,
    blockSize: protocol.blockSize,
    last: finite(lastOf(exploration)),
    entries: entries.map(({ entry }) => entry),
    ...(reading && { tree: treeMessage(reading, protocol) }),
    remarks: remarksOn(exploration),
    ...next,
    configs: configsOf(exploration, entries, names),
    ...(reference && { reference: referenceMessage(reference.name, reference.metrics, names) }),
    metrics: drawnMetrics(exploration, names),
    ...(protocol.time && { minutes: protocol.time.metric }),
    parameters: parametersOf(exploration, entries),
  };
}

export function withNextBatch(picture: Picture, next: NextBatch): Picture {
  const rest = { ...picture };
  delete rest.noProposal;
  return { ...rest, ...next };
}

function remarksOn({ protocol, refusal, currentTree, nodes }: Exploration): string[] {
  if (protocol.reward === '') return ['No protocol fits this log, so no reward drives a search.'];
  if (refusal) return [describeRefusal(refusal)];
  if (nodes.length === 0) return ['The log has no iteration yet.'];
  if (!currentTree) return [];
  if (currentTree.nodes.length === 0) return [whyEmpty(currentTree)];
  return currentTree.cycles.map(describeCycle);
}

/** A log that fits no protocol has said so already. */
export function nextBatch(input: PictureInput): NextBatch {
  if (input.exploration.protocol.reward === '') return { proposal: [] };
  const outcome = propose(input);
  if (outcome.kind === 'refused')
    return { proposal: [], noProposal: `No next batch: ${outcome.message} ${outcome.advice}` };
  const { slots, iterations } = outcome.proposal;
  const proposal = slots.map(({ slot, role, parent, mutations, reason, minutes }): ProposedRun => ({
    iteration: finite(iterations[slot] ?? 0),
    slot,
    role,
    parent: parent === 'root' ? 0 : finite(parent),
    change: mutations.map(mutationText).join(', '),
    reason: oneLine(reason),
    ...(minutes !== undefined && { minutes: finite(minutes) }),
  }));
  return { proposal };
}

const referenceMessage = (
  name: string,
  metrics: NonNullable<Exploration['reference']>['metrics'],
  names: readonly string[],
): NonNullable<Picture['reference']> => ({
  name,
  metrics: Object.fromEntries(
    names.flatMap(metric => {
      const summary = metrics[metric];
      return summary ? [[metric, summaryMessage(summary)]] : [];
    }),
  ),
});
