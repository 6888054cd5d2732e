/** Words of shell that the scripts for schedulers share. */
import type { ScheduledTarget, Scheduler } from './jobs.ts';
import { quoteAll } from './quote.ts';

/** Seconds for a question to a scheduler, and for a submission. One that is down keeps its commands waiting. */
export const commandTime = { question: 20, submission: 60 };
/** In C's language, so that the answer has the words that are known; given up in time where there is `timeout`. */
export const question = (argv: readonly string[]): string =>
  `in_time ${commandTime.question} env LC_ALL=C ${quoteAll(argv)} 2>&1`;

export const begin = ({ schedulerPrelude }: ScheduledTarget): string =>
  [
    'in_time() { if command -v timeout >/dev/null 2>&1; then timeout -k 5 "$@"; else shift; "$@"; fi; }',
    'tell() { printf "%s\\n" "$2" | sed "s/^/$1 /"; }',
    // What it prints is not an answer.
    ...(schedulerPrelude?.trim() ? ['{', schedulerPrelude.replaceAll('\r\n', '\n'), '} >/dev/null'] : []),
  ].join('\n');

/** `ask` sets `q` to the rows of the queue and `rc` to the exit code; `answered` says whether that is an answer. */
export function asking(scheduler: Scheduler, names: readonly string[]): string {
  const ways = scheduler.queue(names).map(argv => `q=$(${question(argv)}); rc=$?`);
  return [
    // Without rows where no job is known, so that the next way is tried for nothing then; but seldom.
    `ask() { rc=1; ${ways.map(way => `case $rc in 0 | 124 | 137) ;; *) ${way} ;; esac`).join('; ')}; }`,
    `answered() { ${scheduler.answered}; }`,
  ].join('\n');
}
