/** What a run has left that belongs beside the log. */
import { stateWord } from './record.ts';
import type { RunRecord, TaskRecord, WantedFile } from './record.ts';
import { isFinal } from './states.ts';

/**
 * What is there to be brought home: of a batch what the tasks that have ended left, a config only of one that finished
 * and an error log only of one that did not, as the loop keeps them; of a loop everything. Nothing of what
 * never started or was cancelled.
 */
export function leftBehind({ kind, tasks, wanted }: RunRecord): readonly WantedFile[] {
  if (kind === 'loop') return wanted;
  return wanted.filter(file => {
    const { state, started } = tasks.find(({ task }) => task === file.task)?.status ?? notKnown;
    // An error log would make a failed run of what never started, or was not wanted any more.
    if (!isFinal(state) || state === 'cancelled' || started === undefined) return false;
    if (file.kind === 'error') return state !== 'finished';
    return file.kind !== 'snapshot' || state === 'finished';
  });
}

const notKnown: TaskRecord['status'] = { state: 'preparing' };
const mostLines = 40;

/**
 * The error log of a task that wrote none: how it ended, behind the last lines of its error output, since the last line
 * that says something is taken for the reason.
 */
export function failureText({ task, iteration, status }: TaskRecord, stderr: string): string {
  const { state, exitCode, reason } = status;
  const of = iteration === undefined ? '' : ` of Iter ${iteration}`;
  const code = exitCode === undefined ? '' : `, exit code ${exitCode}`;
  const why = reason === undefined ? '' : `: ${reason}`;
  const lines = stderr.split(/\r?\n/).slice(-mostLines - 1);
  return `TRAINING SUBPROCESS ERROR\n${lines.join('\n').trimEnd()}\nSlot ${Number(task)}${of}: ${stateWord(state)}${code}${why}\n`;
}
