/** Who may write the files of an exploration while something of it runs. */
import { refused } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import { isToBeFetched } from './ended.ts';
import { isActive, titleOf } from './record.ts';
import type { RunRecord } from './record.ts';

/**
 * Why it has to wait; undefined where nothing is in the way. A loop owns log and configs until it ends. While a batch runs,
 * its plan and configs stay as they are, so that its results can be told of them, and its runs are not taken for failed
 * ones. What a run left is brought home before anything rests on the files here.
 * @param own the run that asks, as a loop's own agent does.
 */
export function inTheWay(records: readonly RunRecord[], own?: string): ActionRefusal | undefined {
  const others = records.filter(({ id }) => id !== own);
  const owner = others.find(isActive);
  if (owner) return goingOn(owner);
  const away = others.find(isToBeFetched);
  return away && notHome(away);
}

function goingOn(owner: RunRecord): ActionRefusal {
  const title = titleOf(owner);
  const what =
    owner.kind === 'loop'
      ? `The ${title} owns the log and the slot configs`
      : `${title} ${owner.state === 'pending' ? 'waits to run' : 'runs'} with the slot configs and the plan`;
  const isUnsure = owner.state === 'unreachable' || owner.state === 'preparing';
  const unsure = isUnsure
    ? ` Nothing newer is known of it: ${owner.problem ?? 'it was not seen to start.'}`
    : '';
  return refused(
    `${what} until it ends (run ${owner.id}).${unsure}`,
    isUnsure
      ? 'Look again, or cancel it; where its target is gone for good, forget it (`iterlog run forget`).'
      : 'Wait for its end, or cancel it.',
  );
}

const notHome = (record: RunRecord): ActionRefusal =>
  refused(
    `${titleOf(record).replace(/^loop/, 'The loop')} has ended, and what it left is not here yet (run ${record.id}).`,
    'Fetch its results first, or forget the run.',
  );
