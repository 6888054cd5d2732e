/** How a run is given to a scheduler once, whatever becomes of the answer. */
import { jobName, limitSeconds, type ScheduledTarget, type Scheduler } from './jobs.ts';
import { quote, quoteAll } from './quote.ts';
import type { RunPlan } from './run-plan.ts';
import { asking, begin, commandTime } from './scheduler-shell.ts';

/** Minutes after which a submission that left nothing behind is known to have ended. */
const submissionOver = Math.ceil((2 * (commandTime.question + commandTime.submission)) / 60);

/** How the script ends when it cannot write what it has to before it submits. */
export const cannotWrite = 74;

/** The script of the job, which the scheduler runs once for each task. */
export function jobScript({ inJob }: Scheduler, plan: RunPlan): string {
  const directory = quote(plan.directory);
  return `#!/bin/sh
cd ${directory} || exit ${cannotWrite}
[ -s jobid ] || { echo "${inJob.id}" >"jobid.$$" && mv "jobid.$$" jobid; }
exec sh ${directory}/iterlog.sh task ${directory} "$(printf %02d "${inJob.index}")" ${limitSeconds(plan)}
`;
}

/**
 * Submits a run once. Prints one of:
 * - `J <id>`: it is submitted, now or before.
 * - `F`: the scheduler refused, and has no such job; `a <line>` of its answer.
 * - `D`: the scheduler does not answer, or not clearly, so that nothing is known.
 * - `C`: it was cancelled before.
 * - `W`: another submission is under way.
 *
 * The claim goes first. A submission that left no id is looked for by the name of the job; only when the scheduler
 * says that there is none, no task has begun, and whoever had the claim must have ended, it is submitted again. Were
 * it there nevertheless, its tasks would still be claimed by one of the two only.
 */
export const submitScript = (
  scheduler: Scheduler,
  target: ScheduledTarget,
  plan: RunPlan,
): string => `${begin(target)}
${asking(scheduler, [jobName(plan.id)])}
cd ${quote(plan.directory)} || exit ${cannotWrite}
known() { [ ! -s jobid ] || { echo "J $(cat jobid)"; exit 0; }; }
keep() {
  [ -n "$1" ] || return 0
  { echo "$1" >"jobid.$$" && mv "jobid.$$" jobid; } 2>/dev/null
  echo "J $1"
  exit 0
}
find_job() {
  ask
  keep "$(printf '%s\\n' "$q" | sed -n ${quote(scheduler.idFromRow(jobName(plan.id)))} | head -n 1)"
}
submit() {
  a=$(printf '%s' ${quote(jobScript(scheduler, plan))} | in_time ${commandTime.submission} ${quoteAll(scheduler.submit(plan))} 2>&1)
  rc=$?
  case $rc in 124 | 137) a="timed out. $a" ;; esac
  [ "$rc" != 0 ] || keep "$(printf '%s\\n' "$a" | sed -n ${quote(scheduler.idFromAnswer)} | tail -n 1)"
  find_job
  if answered && ! printf '%s\\n' "$a" | grep -qE ${quote(scheduler.unclear)}; then
    rm -f submitted
    echo 'F'
  else
    echo 'D'
  fi
  tell a "$a"
  exit 0
}
claim() {
  (set -C && : >submitted) 2>/dev/null || return 1
  # By cat, which says why where shells do not.
  echo ${scheduler.name} | cat >submitted || { rm -f submitted; exit ${cannotWrite}; }
}
old() { [ -n "$(find "$1" -mmin +${submissionOver} 2>/dev/null)" ]; }
unset BSUB_QUIET
known
[ ! -e cancelled ] || { echo 'C'; exit 0; }
claim && submit
find_job
answered || { echo 'D'; tell a "$q"; exit 0; }
begun=
for f in [0-9][0-9]/claim; do [ ! -e "$f" ] || begun=1; done
if [ -z "$begun" ] && old submitted && mv submitted "over.$$" 2>/dev/null; then
  # Somebody else may have been faster: then it is their claim that was moved.
  if old "over.$$"; then claim && submit; else mv "over.$$" submitted; fi
fi
known
echo 'W'
`;
