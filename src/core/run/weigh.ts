/**
 * The state of a task by two witnesses: the files that the wrapper writes, and the scheduler. The files decide what
 * came of a task, the scheduler says why it waits and why it was ended. When neither knows of it, it is lost; but not
 * at the first look, since files come late through network file systems, and so do answers of schedulers.
 */
import type { Memory } from './job-memory.ts';
import { isActive, type JobState, type Word } from './jobs.ts';
import { exitedState } from './direct-status.ts';
import type { RunState, TaskStatus } from './states.ts';
import type { WrapperTask } from './wrapper-status.ts';

/** What the wrapper's files say of a task. */
export type TaskFiles = Pick<WrapperTask, 'state' | 'exitCode' | 'started' | 'ended' | 'host' | 'flags'>;

export interface Look {
  readonly files: TaskFiles;
  /** What the scheduler says now. */
  readonly said?: Word | undefined;
  readonly memory: Memory;
  /** Whether the history of the scheduler was asked, too. */
  readonly asked: boolean;
  /** By the target's clock. */
  readonly now: number;
  /** The run was cancelled: nothing of it starts any more. */
  readonly cancelled: boolean;
}

export interface Weighed {
  readonly status: TaskStatus;
  /** What is to be remembered from now on. */
  readonly memory: Memory;
  /** Whether the history of the scheduler could tell more. */
  readonly ask: boolean;
}

/** Seconds for which an exit code is waited for after the scheduler has let go of a task. */
export const patience = 60;

export function weigh(look: Look): Weighed {
  if (look.files.state === 'exited') return byExit(look);
  if (isActive(look.said)) {
    return answer(look, look.said, { state: look.said.state, reason: look.said.reason, memory: {} });
  }
  // Alive where it can be seen, whatever the scheduler says.
  if (look.files.state === 'running') return answer(look, undefined, { state: 'running', memory: {} });
  return byAbsence(look);
}

/** Where the exit code says only that it failed, the scheduler may say why. */
function byExit(look: Look): Weighed {
  const { files, said, memory, asked, now } = look;
  const { state, reason } = exitedState(files);
  const word = isActive(said) ? undefined : (said ?? memory.word);
  if (state !== 'failed') return answer(look, word ?? said, { state, reason, memory: {} });
  // What it says when it has noticed the end may be why.
  if (isActive(said) && now - (files.ended ?? now) < patience)
    return answer(look, said, { state: 'running', memory: {} });
  const told = word && explaining.has(word.state) ? byWord(word) : state;
  const because = told === state ? (reason ?? word?.reason) : word?.reason;
  const kept: Memory = { word: word ?? (asked ? { state: 'unknown' } : undefined) };
  return { ...answer(look, word, { state: told, reason: because, memory: kept }), ask: !word && !said };
}

/** Neither an exit code nor a living job. */
function byAbsence(look: Look): Weighed {
  const { files, said, memory, now, cancelled } = look;
  const word = said ?? memory.word;
  const started = files.state !== 'none';
  const kept: Memory = { since: memory.since ?? now, word };
  const done = (state: RunState, reason = word?.reason) =>
    answer(look, word, { state, reason, memory: kept });
  if (cancelled && (!started || (word && word.state !== 'unknown'))) return done('cancelled');
  // What did not start and did not end well has no exit code to wait for.
  if (word && !started && !awaiting.has(word.state)) return done(byWord(word));
  if (now - (kept.since ?? now) < patience) {
    const state = started || word ? 'running' : 'pending';
    return { ...done(state, 'The scheduler has let go of it; its exit code is awaited.'), ask: !word };
  }
  if (cancelled) return done('cancelled');
  const state = byWord(word ?? { state: 'unknown' });
  return done(state, state === 'lost' ? lostReason(word) : word?.reason);
}

/** Words that say more than an exit code. */
const explaining: ReadonlySet<JobState> = new Set(['cancelled', 'timed-out', 'out-of-memory']);
/** Words beside which an exit code must be somewhere. */
const awaiting: ReadonlySet<JobState> = new Set(['completed', 'unknown']);

/** How a task ended that left no exit code; success is for exit codes only. */
function byWord({ state }: Word): RunState {
  if (state === 'failed' || explaining.has(state)) return state as RunState;
  return 'lost';
}

function lostReason(word: Word | undefined): string {
  if (word?.state === 'completed') return 'Its job has ended, but it left no exit code.';
  if (word?.state === 'node-failed') return word.reason ?? 'Its node failed.';
  return 'Neither the scheduler nor its files know what became of it.';
}

function answer(
  { files }: Look,
  word: Word | undefined,
  { state, reason, memory }: { state: RunState; reason?: string | undefined; memory: Memory },
): Weighed {
  return {
    status: {
      state,
      exitCode: state === 'running' ? undefined : files.exitCode,
      reason,
      jobId: word?.jobId,
      host: files.host ?? word?.host,
      started: files.started,
      ended: files.ended,
    },
    memory,
    ask: false,
  };
}
