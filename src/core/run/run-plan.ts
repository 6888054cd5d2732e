/** A run as it is to be started: everything that a driver needs, and nothing that it has to decide. */
import type { Target } from './target.ts';

export interface RunPlan {
  /** Unique, of letters, digits and `-`: the name of its directory and of its job. */
  readonly id: string;
  readonly kind: 'batch' | 'loop';
  readonly target: Target;
  /** The folder of the project on the target, absolute. */
  readonly folder: string;
  /** The directory of the run on the target, absolute: `<folder>/.iterlog/runs/<id>`. */
  readonly directory: string;
  readonly tasks: readonly TaskPlan[];
  /** What is written on the target before the tasks start. */
  readonly files: readonly PushedFile[];
}

/** What runs by itself: a slot of a batch, or the loop. */
export interface TaskPlan {
  /** Two digits, counted from 00 without gaps: its directory below that of the run. For a batch that of the slot. */
  readonly task: string;
  /** Argument vectors, run one after another; one that fails ends the task with its exit code. */
  readonly commands: readonly (readonly string[])[];
  /** What each command finds on its standard input; without it nothing. */
  readonly input?: string;
}

export interface PushedFile {
  /** On the target, absolute. */
  readonly path: string;
  readonly text: string;
  /** `sha256:` and hexadecimal digits. */
  readonly hash: string;
  /**
   * The hashes that the file may have on the target so that it is written over: what iterlog put there. One with other
   * contents is kept as `<path>.bak-<id>`. Undefined inside the directory of the run, where nobody else writes.
   */
  readonly replaces?: readonly string[];
}
