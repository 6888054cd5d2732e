/** `iterlog run`: starts runs on a target, looks at them, follows, cancels and brings them home. */
import { keptRuns } from '../../node/run/record-store.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import { placeOfRuns } from '../../node/run/plan-run.ts';
import type { Runs } from '../../node/run/runs.ts';
import { readLoop } from '../../node/loop-files.ts';
import type { ReadLoop } from '../../node/loop-files.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readNamed } from '../named-exploration.ts';
import { runsOfProcess } from '../run-service.ts';
import { say } from '../say.ts';
import { runUsage, UsageError } from '../usage.ts';
import { attachRun, cancelRun, fetchRun } from './run/act.ts';
import { runArguments } from './run/options.ts';
import type { RunArguments } from './run/options.ts';
import { show } from './run/show.ts';
import { startRun } from './run/start.ts';

export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = runArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(runUsage);
    return exit.done;
  }
  const loop = await readLoop(await readNamed(args.log, args.protocol, io));
  const runs = runsOfProcess(io);
  if (args.action === 'start') return startRun(loop, runs, args, io);
  return ofKept(loop, runs, args, io);
}

async function ofKept({ files }: ReadLoop, runs: Runs, args: RunArguments, io: Io): Promise<ExitCode> {
  const kept = await keptRuns(placeOfRuns(files));
  for (const problem of kept.problems) say(io, problem);
  if (args.action === 'list')
    return show(args.run === undefined ? kept.runs : [named(kept.runs, args.run)], args, io);
  if (args.action === 'status')
    return show(
      await runs.refresh(args.run === undefined ? kept.runs : [named(kept.runs, args.run)]),
      args,
      io,
    );
  const run = args.run === undefined ? kept.runs[0] : named(kept.runs, args.run);
  if (!run) {
    say(io, `${files.found.name} has no runs.`);
    return exit.findings;
  }
  if (args.action === 'attach') return attachRun(run, runs, args, io);
  return args.action === 'cancel' ? cancelRun(run, runs, args, io) : fetchRun(run, runs, args, io);
}

/** @throws {UsageError} for a run that is not kept. */
function named(runs: readonly KeptRun[], id: string): KeptRun {
  const run = runs.find(({ record }) => record.id === id);
  if (run) return run;
  throw new UsageError(`There is no run ${id}: iterlog run list names them.`);
}
