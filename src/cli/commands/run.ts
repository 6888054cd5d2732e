/** `iterlog run`: starts runs on a target, looks at them, follows, cancels and brings them home. */
import type { ReadTargets } from '../../core/run/read-targets.ts';
import { isActive } from '../../core/run/record.ts';
import { isSameReach } from '../../core/run/same-reach.ts';
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
import { readTargetsFile } from '../run-targets.ts';
import { attachRun, cancelRun, fetchRun, forgetRun } from './run/act.ts';
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
  const chosen = args.run === undefined ? kept.runs : [named(kept.runs, args.run)];
  if (args.action === 'list') return show(chosen, args, io);
  const targets = await readTargetsFile(args.targets, io);
  if (args.action === 'status') return showNow(chosen, targets, runs, args, io);
  const [run] = chosen;
  if (!run) {
    say(io, `${files.found.name} has no runs.`);
    return exit.findings;
  }
  if (args.action === 'forget') return forgetRun(run, runs, args, io);
  const stranger = strange(run, targets);
  if (stranger !== undefined) {
    say(io, stranger);
    return exit.findings;
  }
  if (args.action === 'attach') return attachRun(run, runs, args, io);
  return args.action === 'cancel' ? cancelRun(run, runs, args, io) : fetchRun(run, runs, args, io);
}

/** Looks again at the runs whose targets are the user's own, and shows all. */
async function showNow(
  chosen: readonly KeptRun[],
  targets: ReadTargets,
  runs: Runs,
  args: RunArguments,
  io: Io,
): Promise<ExitCode> {
  const looked: KeptRun[] = [];
  for (const run of chosen) {
    const stranger = isActive(run.record) ? strange(run, targets) : undefined;
    if (stranger === undefined) looked.push(run);
    else say(io, stranger);
  }
  const now = new Map((await runs.refresh(looked)).map(run => [run.folder, run]));
  return show(
    chosen.map(run => now.get(run.folder) ?? run),
    args,
    io,
  );
}

/** @throws {UsageError} for a run that is not kept. */
function named(runs: readonly KeptRun[], id: string): KeptRun {
  const run = runs.find(({ record }) => record.id === id);
  if (run) return run;
  throw new UsageError(`There is no run ${id}: iterlog run list names them.`);
}

/** Why a run is not asked about: a record can come with a folder, and says how its target is reached. */
function strange({ record }: KeptRun, { targets }: ReadTargets): string | undefined {
  const own = targets.get(record.targetName);
  if (own && isSameReach(record, own)) return undefined;
  return `Run ${record.id} is on a target that yours are not: ${record.targetName} is ${own ? 'another' : 'none'} of them, so it is not asked. Name the file with --targets, or give the run up with iterlog run forget.`;
}
