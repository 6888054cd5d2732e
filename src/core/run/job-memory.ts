/** What is kept on the target of what a scheduler said: it forgets, and what a run came to must not change. */
import { jobStates, type Word } from './jobs.ts';

/** What earlier looks have left beside the files of a task. */
export interface Memory {
  /** When the scheduler first had no word of a living job, in seconds since 1970 by the target's clock. */
  readonly since?: number | undefined;
  /** Its last word; it forgets, and a task's state must not change afterwards. */
  readonly word?: Word | undefined;
}

/** A memory as one line of text. */
export const writeMemory = ({ since, word }: Memory): string =>
  [since ?? '-', word?.state ?? '-', word?.jobId ?? '-', word?.host ?? '-', word?.reason ?? '']
    .join(' ')
    .trimEnd();

/** The memory that such a line stands for; of another text nothing. */
export function readMemory(text: string): Memory {
  const parts = /^(-|\d+) (\S+) (\S+) (\S+)(?: (.*))?$/.exec(text);
  if (!parts) return {};
  const [, since, state, jobId, host, reason] = parts;
  const known = jobStates.find(name => name === state);
  return {
    since: since === '-' ? undefined : Number(since),
    word: known && { state: known, reason, jobId: some(jobId), host: some(host) },
  };
}

const some = (part: string | undefined): string | undefined => (part === '-' ? undefined : part);
