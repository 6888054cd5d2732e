/** What is asked of a target with a scheduler, as POSIX shell scripts; see `submit-script.ts` for how it is given a run. */
import { jobName, type ScheduledTarget, type Scheduler } from './jobs.ts';
import { quote } from './quote.ts';
import type { RunPlan } from './run-plan.ts';
import { asking, begin, question } from './scheduler-shell.ts';

/**
 * Prints `Q up` or `Q down`, `q <row>` for each row of the queue, `N <time>`, what the wrappers tell of the runs by a
 * script that is given, and `W <number of the run> SS <what was remembered of a task>`. The scheduler is asked first: so
 * a job that ends in between is one with an exit code, not one without job and exit code.
 */
export const statusScript = (
  scheduler: Scheduler,
  target: ScheduledTarget,
  runs: readonly { readonly id: string; readonly directory: string }[],
  wrapperStatus: string,
): string => `${begin(target)}
${asking(
  scheduler,
  runs.map(({ id }) => jobName(id)),
)}
remembered() {
  for f in "$2"/[0-9][0-9]/word; do
    [ -f "$f" ] || continue
    t=\${f%/word}
    read -r w <"$f"
    printf 'W %s\\n' "$1 \${t##*/} $w"
  done
}
ask
if answered; then echo 'Q up'; else echo 'Q down'; fi
tell q "$q"
echo "N $(date +%s)"
${wrapperStatus}
${runs.map(({ directory }, i) => `remembered ${i} ${quote(directory)}`).join('\n')}
`;

/** Prints what the history has of jobs. */
export const historyScript = (
  scheduler: Scheduler,
  target: ScheduledTarget,
  jobIds: readonly string[],
): string => `${begin(target)}
${question(scheduler.history(jobIds))}
`;

export interface Remembered {
  /** The directory of the task. */
  readonly directory: string;
  readonly text: string;
}

/** Leaves a line beside the files of each task. */
export const rememberScript = (notes: readonly Remembered[]): string =>
  notes
    .map(({ directory, text }) => {
      const file = quote(`${directory}/word`);
      return `printf '%s\\n' ${quote(text)} >${file}.tmp && mv ${file}.tmp ${file}`;
    })
    .join('\n');

/** Prints `M <command>` for each command that is not there, and `K <code>` and `k <line>` of the rehearsal. */
export const checkScript = (scheduler: Scheduler, target: ScheduledTarget, plan: RunPlan): string => {
  const rehearsal = scheduler.rehearsal(plan);
  const there = (command: string) => `command -v ${quote(command)} >/dev/null 2>&1`;
  return `${begin(target)}
${scheduler.programs.map(command => `${there(command)} || echo ${quote(`M ${command}`)}`).join('\n')}
if ${there(rehearsal[0] ?? ':')}; then
  k=$(printf '#!/bin/sh\n' | ${question(rehearsal)})
  echo "K $?"
  tell k "$k"
fi
`;
};

/** No task starts any more, and those that run are ended by the wrapper beside them, which looks for the mark. */
export const markScript = (directory: string, graceSeconds: number): string => {
  const file = quote(`${directory}/cancelled`);
  return `[ ! -d ${quote(directory)} ] || { echo ${graceSeconds} >${file}.tmp && mv ${file}.tmp ${file}; }`;
};

/** Ends jobs. That it worked is not said by the answer: it is seen by what is left. */
export const cancelScript = (
  scheduler: Scheduler,
  target: ScheduledTarget,
  jobId: string,
  indices: readonly number[],
): string => `${begin(target)}
${question(scheduler.cancel(jobId, indices))}
`;
