/** What the files of an exploration say against a run. */
import type { LoopFiles } from '../actions/loop.ts';
import { lintPlan } from '../batch/plan-lint.ts';
import { baseName } from '../files/paths.ts';
import { lintSlots } from '../slots/lint.ts';
import { counted } from '../text/counted.ts';
import type { RunFinding, RunRequest } from './plan-basis.ts';
import type { TaskRecord } from './record.ts';

/** Errors in log, slot configs and plan, and runs that should take too long. */
export function contentFindings(
  files: LoopFiles,
  tasks: readonly TaskRecord[],
  options: RunRequest['lint'],
): readonly RunFinding[] {
  return [...errorsOf(files, options), ...timeFindings(files, tasks)];
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

const mostShown = 3;

function errorsOf(files: LoopFiles, options: RunRequest['lint']): RunFinding[] {
  const places = [...logErrors(files), ...configErrors(files, options)];
  if (places.length === 0) return [];
  const shown = places.slice(0, mostShown).map(at => `${at.file}:${at.line}: ${at.rule}: ${at.message}`);
  const more = places.length > mostShown ? [`and ${places.length - mostShown} more`] : [];
  return [
    {
      severity: 'error',
      message: `${counted(places.length, 'error')} in the log, the slot configs or the plan: ${[...shown, ...more].join('; ')}.`,
      advice: 'Mend them first: `iterlog lint --exploration` lists them all.',
    },
  ];
}

const logErrors = ({ exploration, log }: LoopFiles): Place[] =>
  exploration.result.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ line, rule, message }) => ({ file: baseName(log.path), line: line + 1, rule, message }));

function configErrors(files: LoopFiles, options: RunRequest['lint']): Place[] {
  const reports = lintSlots(files, options).flatMap(({ problems }) => problems);
  const plan = files.planFile ? lintPlan(files.planFile, options) : [];
  return [...reports, ...plan]
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, rule, message }) => ({ file: baseName(file.path), line: line + 1, rule, message }));
}

function timeFindings({ protocol: { time } }: LoopFiles, tasks: readonly TaskRecord[]): RunFinding[] {
  if (!time) return [];
  return tasks
    .filter(({ minutes = 0 }) => minutes > time.limit)
    .map(({ task, minutes = 0 }) => ({
      severity: 'warning',
      message: `Slot ${Number(task)} should take ${minutes} min, and the limit is ${time.limit}.`,
      advice: 'Reduce time_step or n_epochs.',
    }));
}
