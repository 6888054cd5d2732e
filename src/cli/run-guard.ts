/** Keeps commands that write the files of an exploration off while something of it runs. */
import type { ActionRefusal } from '../core/actions/action.ts';
import type { LoopFiles } from '../core/actions/loop.ts';
import { isHome, titleOf } from '../core/run/record.ts';
import { inTheWay } from '../core/run/ownership.ts';
import type { Doing } from '../core/run/ownership.ts';
import { placeOfRuns } from '../node/run/plan-run.ts';
import { keptRuns } from '../node/run/record-store.ts';
import type { KeptRun } from '../node/run/record-store.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';

/**
 * Why a command has to wait; undefined where nothing is in the way. A run that seems to go on is asked after first. A loop's
 * own agent, which has the run's number in `ITERLOG_RUN`, is let through.
 */
export async function blockedBy(files: LoopFiles, doing: Doing, io: Io): Promise<ActionRefusal | undefined> {
  const { runs } = await keptRuns(placeOfRuns(files));
  const blocked = (known: readonly KeptRun[]) =>
    inTheWay(
      known.map(({ record }) => record),
      doing,
      io.env.ITERLOG_RUN,
    );
  const refusal = blocked(runs) && blocked(await refreshed(runs, io));
  if (!refusal) sayNotHome(runs, io);
  return refusal;
}

async function refreshed(runs: readonly KeptRun[], io: Io): Promise<readonly KeptRun[]> {
  const { runsOfProcess } = await import('./run-service.ts');
  return runsOfProcess(io).refresh(runs);
}

/** Results of a run that has ended may still be on its target. */
function sayNotHome(runs: readonly KeptRun[], io: Io): void {
  for (const { record } of runs)
    if (!isHome(record))
      say(
        io,
        `${titleOf(record)} (run ${record.id}) has ended and was not brought home: iterlog run fetch does it.`,
      );
}
