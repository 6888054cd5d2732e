/** Runs as text for people, and as JSON. */
import { doneTasks, minutesOf, stateWord, titleOf } from '../../../core/run/record.ts';
import type { RunRecord, TaskRecord } from '../../../core/run/record.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import { exit } from '../../io.ts';
import type { ExitCode, Io } from '../../io.ts';
import { printable, printableJson } from '../../printable.ts';
import { say } from '../../say.ts';
import { shownPath } from '../../shown-path.ts';
import type { RunArguments } from './options.ts';

/** Prints runs; 3 where the state of one could not be had. */
export function show(runs: readonly KeptRun[], { format }: Pick<RunArguments, 'format'>, io: Io): ExitCode {
  if (format === 'json') io.stdout.write(`${printableJson(runs.map(run => runJson(run, io)))}\n`);
  else for (const { record } of runs) io.stdout.write(textOf(record, Date.now() / 1000));
  if (runs.length === 0) say(io, 'There are no runs.');
  return runs.some(({ record }) => record.state === 'unreachable') ? exit.unusable : exit.done;
}

/** One line for the run, one for each task. */
export function textOf(record: RunRecord, now: number): string {
  const { id, state, problem, tasks } = record;
  const done = `${doneTasks(record)} of ${tasks.length} done`;
  const head = `${id}  ${titleOf(record)}  ${stateWord(state)}  ${done}`;
  const why = problem === undefined ? [] : [`  ${problem}`];
  const lines = [head, ...why, ...tasks.map(task => taskLine(task, record, now))];
  return lines.map(line => `${printable(line)}\n`).join('');
}

function taskLine(
  { task, iteration, minutes, status }: TaskRecord,
  { kind }: RunRecord,
  now: number,
): string {
  const took = minutesOf(status, now);
  const time = took === undefined ? '' : `${took.toFixed(1)} min`;
  const predicted = minutes === undefined ? '' : `of ${minutes} predicted`;
  return [
    kind === 'batch' ? `  slot ${Number(task)}  Iter ${iteration ?? '?'}` : '  loop',
    stateWord(status.state),
    ...(status.jobId === undefined ? [] : [`job ${status.jobId}`]),
    ...(took === undefined ? [] : [[time, predicted].filter(Boolean).join(' ')]),
    ...(status.exitCode ? [`exit code ${status.exitCode}`] : []),
    ...(status.reason === undefined ? [] : [status.reason]),
  ].join('  ');
}

/** Every key is always there. */
export function runJson({ record, folder }: KeptRun, { cwd }: Pick<Io, 'cwd'>): unknown {
  const { id, kind, exploration, targetName, state, problem, jobId, created, submitted, ended, tasks } =
    record;
  return {
    ...{ id, kind, exploration, target: targetName, state, problem: problem ?? null, jobId: jobId ?? null },
    ...{ created, submitted: submitted ?? null, ended: ended ?? null },
    folder: shownPath(folder, cwd),
    tasks: tasks.map(({ task, iteration, minutes, status }) => ({
      task,
      iteration: iteration ?? null,
      minutes: minutes ?? null,
      ...{ state: status.state, exitCode: status.exitCode ?? null, reason: status.reason ?? null },
      ...{ jobId: status.jobId ?? null, host: status.host ?? null },
      ...{ started: status.started ?? null, ended: status.ended ?? null },
    })),
  };
}
