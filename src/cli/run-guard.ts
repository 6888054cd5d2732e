/** Keeps commands that write the files of an exploration off while something of it runs. */
import type { ActionRefusal } from '../core/actions/action.ts';
import type { LoopFiles } from '../core/actions/loop.ts';
import { inTheWay } from '../core/run/ownership.ts';
import { placeOfRuns } from '../node/run/plan-run.ts';
import { keptRuns } from '../node/run/record-store.ts';
import type { Io } from './io.ts';

/**
 * Why a command has to wait, by what is kept of the runs; undefined where nothing is in the way. No target is asked: what a
 * record says of one may come from anywhere, and only `iterlog run` holds it against the user's own targets. A loop's own
 * agent, which has the run's number in `ITERLOG_RUN`, is let through.
 */
export async function blockedBy(
  files: LoopFiles,
  { env }: Pick<Io, 'env'>,
): Promise<ActionRefusal | undefined> {
  const { runs } = await keptRuns(placeOfRuns(files));
  const blocked = inTheWay(
    runs.map(({ record }) => record),
    env.ITERLOG_RUN,
  );
  return blocked && { ...blocked, advice: `${blocked.advice} \`iterlog run status\` looks again.` };
}
