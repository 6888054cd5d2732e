/** What `bjobs` prints, and the states and reasons of LSF. */
import { addWord, type JobState, type Word } from './jobs.ts';

/** Those not named here are ways of running; `UNKWN` and `ZOMBI` too, since such jobs were seen to come back. */
const states: Readonly<Record<string, JobState>> = {
  PEND: 'pending',
  PSUSP: 'pending',
  PROV: 'pending',
  WAIT: 'pending',
  FWD_PEND: 'pending',
  DONE: 'completed',
  PDONE: 'completed',
  EXIT: 'failed',
  PEXIT: 'failed',
};

/** States that need no reason beside them: iterlog's own state says it. */
const plain: ReadonlySet<string> = new Set(['PEND', 'RUN', 'DONE', 'PDONE', 'EXIT', 'PEXIT']);

const terminations: Readonly<Record<string, JobState>> = {
  TERM_RUNLIMIT: 'timed-out',
  TERM_CPULIMIT: 'timed-out',
  TERM_DEADLINE: 'timed-out',
  TERM_WINDOW: 'timed-out',
  TERM_MEMLIMIT: 'out-of-memory',
  TERM_SWAP: 'out-of-memory',
  TERM_SWAPLIMIT: 'out-of-memory',
  TERM_OWNER: 'cancelled',
  TERM_FORCE_OWNER: 'cancelled',
  TERM_ADMIN: 'cancelled',
  TERM_FORCE_ADMIN: 'cancelled',
  TERM_BUCKET_KILL: 'cancelled',
  TERM_ZOMBIE: 'node-failed',
};

/** How a job ended that did not end well, by the reason that LSF gives. */
export const terminationOf = (reason: string | undefined): JobState =>
  terminations[/\bTERM_[A-Z_]+/.exec(reason ?? '')?.[0] ?? ''] ?? 'failed';

/** `name[3]` is the third task of the job `name`; without brackets it is the only one. */
export function splitName(text: string): { readonly name: string; readonly index: number } {
  const [, name = text, place] = /^(.*)\[(\d+)(?:-\d+)?\]$/.exec(text) ?? [];
  return { name, index: place === undefined ? 0 : Number(place) - 1 };
}

/** Rows of `bjobs`, parts divided by `^`; what is none, such as a notice of the site, is passed over. */
export function readBjobs(text: string): Map<string, Map<number, Word>> {
  const words = new Map<string, Map<number, Word>>();
  for (const line of text.split('\n')) {
    const [title = '', place = '', job = '', stat, exit, host, ...reasons] = line.split('^').map(unset);
    if (stat === undefined || !/^\d+$/.test(job)) continue;
    const array = Number(place) > 0;
    const { name, index } = splitName(title);
    const reason = reasons.filter(Boolean).join('^') || undefined;
    const state = states[stat] ?? 'running';
    addWord(words, name, array ? Number(place) - 1 : index, {
      state: state === 'failed' ? terminationOf(reason) : state,
      reason: tell(stat, reason, exit),
      jobId: array ? `${job}[${place}]` : job,
      host: host === '' ? undefined : host,
    });
  }
  return words;
}

function tell(stat: string, reason: string | undefined, exit: string | undefined): string | undefined {
  if (!plain.has(stat)) return [stat, reason].filter(Boolean).join(', ');
  return reason ?? (exit && stat === 'EXIT' ? `exit code ${exit}` : undefined);
}

/** `-` stands for nothing. */
const unset = (part: string): string => (part.trim() === '-' ? '' : part.trim());
