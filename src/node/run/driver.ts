/** What each type of target does in its own way. */
import type { TaskStatus } from '../../core/run/states.ts';
import type { RunPlan } from '../../core/run/run-plan.ts';
import type { Unreachable } from './transport.ts';

/** A run that was submitted, as its record knows it. */
export interface RunHandle {
  readonly id: string;
  /** On the target, absolute. */
  readonly directory: string;
  /** The names of its tasks: `00` and so on. */
  readonly tasks: readonly string[];
  /** What the scheduler calls it; undefined on `local` and `ssh`, and while it is not known. */
  readonly jobId?: string | undefined;
}

/** Something to know before a run starts. */
export interface Finding {
  /** An error stops the run. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly advice?: string;
}

export type Answer<T> = ({ readonly kind: 'answer' } & T) | Unreachable;

/** The tasks of one run, in order. */
export type RunStatus = readonly TaskStatus[];

export interface Driver {
  /** What stands in the way: a queue that is not there, a GPU count. Looks only; `signal` ends it. */
  check(plan: RunPlan, signal?: AbortSignal): Promise<Answer<{ readonly findings: readonly Finding[] }>>;
  /**
   * Starts a run whose directory is prepared, once: called again with the same id, after an answer that was lost, it
   * finds the run that it started. A refusal means that nothing was started.
   */
  submit(plan: RunPlan): Promise<Answer<{ readonly jobId?: string | undefined }> | Refused>;
  /** The state of each run, in one call for all of them. */
  status(runs: readonly RunHandle[]): Promise<Answer<{ readonly runs: ReadonlyMap<string, RunStatus> }>>;
  /** Ends a run. The answer comes when nothing of it is left; `survivors` names what could not be ended. */
  cancel(
    run: RunHandle,
    graceSeconds: number,
  ): Promise<Answer<{ readonly status: RunStatus; readonly survivors: readonly string[] }>>;
}

/** The target answered, and said no. */
export interface Refused {
  readonly kind: 'refused';
  readonly message: string;
  readonly advice: string;
}
