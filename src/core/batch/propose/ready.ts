/** Whether a log is ready for the next batch to be planned. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { Problem } from '../../lint/problem.ts';
import { describeRefusal } from '../../tree/describe.ts';
import { lastOf } from './situation.ts';
import type { Situation } from './situation.ts';

export interface NotReady {
  readonly message: string;
  readonly advice: string;
}

/** Why the next batch cannot be planned; undefined when it can. */
export function notReady(exploration: Exploration): NotReady | undefined {
  const { protocol, refusal } = exploration;
  if (Object.keys(protocol.parameters).length === 0 || protocol.reward === '')
    return {
      message: 'The log fits no protocol, so what the search may change is unknown.',
      advice: 'Choose a protocol for it.',
    };
  if (refusal) return { message: describeRefusal(refusal), advice: 'Then propose again.' };
  return incomplete(exploration);
}

/** The newest batch lacks entries or results. */
function incomplete(exploration: Exploration): NotReady | undefined {
  const last = lastOf(exploration);
  if (last === 0) return undefined;
  const { batchSize } = exploration.protocol;
  const batch = Math.ceil(last / batchSize);
  const ids = Array.from({ length: batchSize }, (_, i) => (batch - 1) * batchSize + 1 + i);
  const missing = ids.filter(id => exploration.node(id) === undefined);
  const pending = ids.filter(id => exploration.node(id)?.pending && exploration.node(id)?.crashed);
  if (missing.length === 0 && pending.length === 0) return undefined;
  const what = [
    ...(missing.length > 0 ? [`${named(missing)} ${missing.length === 1 ? 'has' : 'have'} no entry`] : []),
    ...(pending.length > 0 ? [`${named(pending)} ${pending.length === 1 ? 'is' : 'are'} pending`] : []),
  ].join(' and ');
  return {
    message: `Batch ${batch} is incomplete: ${what}.`,
    advice: `Record ${named([...missing, ...pending].sort((a, b) => a - b))} first; a lost run is recorded as failed.`,
  };
}

/** Why a slot stays empty. */
export function nothingLeft(slot: number, situation: Situation): NotReady {
  const { time } = situation.protocol;
  const least = situation.minutes(new Map());
  if (time && least !== undefined && least > time.limit)
    return {
      message: `Nothing is left for slot ${slot}: even the cheapest runs of this log take ${Math.round(least)} min, over the limit of ${time.limit}.`,
      advice: 'Make the runs faster, or raise time.limit in iterlog.yaml.',
    };
  return {
    message: `Nothing legal is left for slot ${slot}: every mutation was tried or is not allowed, and no config can run again.`,
    advice: 'Choose the batch by hand, or change the protocol.',
  };
}

const named = (ids: readonly number[]): string =>
  `${ids.length === 1 ? 'iteration' : 'iterations'} ${ids.join(', ')}`;

/** The errors in the entries of the newest batch: what is chosen from them may rest on mistakes. */
export function openErrors(exploration: Exploration): readonly Problem[] {
  const { result, protocol, nodes } = exploration;
  const newest = Math.ceil(lastOf(exploration) / protocol.batchSize);
  const sections = nodes.filter(node => node.batch === newest).map(({ section }) => section);
  const spans = sections.map(section => {
    const start = result.log.offsets[result.log.sections.indexOf(section)] ?? 0;
    return { start, end: start + section.text.length };
  });
  return result.problems.filter(
    ({ severity, span }) =>
      severity === 'error' && spans.some(({ start, end }) => start <= span.start && span.start < end),
  );
}
