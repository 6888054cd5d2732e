/** `iterlog run start`: what is to run and what speaks against it, and with consent the start. */
import path from 'node:path';
import { isRefused } from '../../../core/actions/action.ts';
import { summaryOf } from '../../../core/run/summary.ts';
import type { RunFinding } from '../../../core/run/plan-basis.ts';
import type { ReadLoop } from '../../../node/loop-files.ts';
import { planRun } from '../../../node/run/plan-run.ts';
import type { PlannedHere } from '../../../node/run/plan-run.ts';
import type { Runs } from '../../../node/run/runs.ts';
import { exit } from '../../io.ts';
import type { ExitCode, Io } from '../../io.ts';
import { printable } from '../../printable.ts';
import { readTargetsFile, targetNamed } from '../../run-targets.ts';
import { say } from '../../say.ts';
import { attachRun } from './act.ts';
import type { RunArguments } from './options.ts';
import { show } from './show.ts';

export async function startRun(loop: ReadLoop, runs: Runs, args: RunArguments, io: Io): Promise<ExitCode> {
  const target = targetNamed(await readTargetsFile(args.targets, io), args.target);
  const { task, script, iterations, args: others } = args;
  const planned = await planRun(loop.files, loop.options, {
    kind: args.loop ? 'loop' : 'batch',
    ...{ targetName: args.target, target, task, script, iterations, args: others },
    resume: !args.afresh,
    top: topOf(loop, args, io),
  });
  if (isRefused(planned)) {
    say(io, `${planned.message} ${planned.advice} Nothing was started.`);
    return exit.findings;
  }
  const checked = await runs.check(planned.planned, planned.scripts);
  if (checked.kind === 'unreachable') {
    say(io, `${checked.message} ${checked.advice} Nothing was started.`);
    return exit.unusable;
  }
  return decide(planned, [...planned.planned.findings, ...checked.findings], runs, args, io);
}

/** The folder of the project is looked for from the log up to here. */
function topOf({ files }: ReadLoop, { root }: RunArguments, { cwd }: Io): string {
  if (root !== undefined) return path.resolve(cwd, root);
  const folder = path.dirname(files.log.path);
  return path.relative(cwd, folder).startsWith('..') ? folder : cwd;
}

async function decide(
  ready: PlannedHere,
  findings: readonly RunFinding[],
  runs: Runs,
  args: RunArguments,
  io: Io,
): Promise<ExitCode> {
  const { planned } = ready;
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const line of summaryOf(planned)) io.stderr.write(`${printable(line)}\n`);
  for (const { severity, message, advice } of findings)
    say(io, `${severity}: ${message}${advice === undefined ? '' : ` ${advice}`}`);
  if (errors.length > 0 && !args.override) {
    say(io, 'Nothing was started. --override starts all the same, and the record of the run says so.');
    return exit.findings;
  }
  if (!args.yes) {
    say(io, 'Nothing was started. --yes starts it.');
    return exit.unconfirmed;
  }
  const run = await runs.start(
    ready,
    errors.map(({ message }) => message),
  );
  if ('kind' in run) {
    say(io, `${run.message} ${run.advice} Nothing was started.`);
    return exit.findings;
  }
  for (const file of run.record.keptAside)
    say(io, `On the target ${file} was kept: it was not what iterlog put there.`);
  return args.attach ? attachRun(run, runs, args, io) : show([run], args, io);
}
