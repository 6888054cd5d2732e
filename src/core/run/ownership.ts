/** Who may write the files of an exploration while something of it runs. */
import { refused } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import { isActive, titleOf } from './record.ts';
import type { RunRecord } from './record.ts';

/** What somebody is about to do. */
export type Doing = 'record' | 'propose' | 'run';

/**
 * Why it has to wait; undefined where nothing is in the way. A loop owns log and configs until it ends; while a batch runs
 * its plan and configs stay as they are, so that its results can be told of them.
 * @param own the run that asks, as a loop's own agent does.
 */
export function inTheWay(
  records: readonly RunRecord[],
  doing: Doing,
  own?: string,
): ActionRefusal | undefined {
  const owner = records.find(record => record.id !== own && isActive(record) && isOwner(record, doing));
  if (!owner) return undefined;
  const title = titleOf(owner);
  const what =
    owner.kind === 'loop'
      ? `The ${title} owns the log and the slot configs`
      : `${title} ${owner.state === 'pending' ? 'waits to run' : 'runs'} with the slot configs and the plan`;
  const unsure =
    owner.state === 'unreachable' || owner.state === 'preparing'
      ? ` Nothing newer is known of it: ${owner.problem ?? 'it was not seen to start.'}`
      : '';
  return refused(
    `${what} until it ends (run ${owner.id}).${unsure}`,
    'Wait for its end, or cancel it; `iterlog run status` looks again.',
  );
}

const isOwner = ({ kind }: RunRecord, doing: Doing): boolean => kind === 'loop' || doing !== 'record';
