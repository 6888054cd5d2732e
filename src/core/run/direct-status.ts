/** The state of a run on a target without a scheduler, from what its wrapper tells. */
import type { TaskStatus } from './states.ts';
import type { Coordinator, WrapperTask } from './wrapper-status.ts';

/** The state of a task that the wrapper alone bears witness to. */
export function directTaskStatus(task: WrapperTask, coordinator: Coordinator): TaskStatus {
  const { exitCode, host, started, ended } = task;
  return { ...stateOf(task, coordinator), exitCode, host, started, ended };
}

type State = Pick<TaskStatus, 'state' | 'reason'>;

function stateOf(task: WrapperTask, coordinator: Coordinator): State {
  switch (task.state) {
    case 'exited':
      return exitedState(task);
    case 'lost':
      return { state: 'lost', reason: 'Its process is gone and left no exit code.' };
    case 'foreign':
      // A job runs where its scheduler put it.
      if (coordinator.state === 'job') return { state: 'running' };
      return {
        state: 'running',
        reason: `It was started on ${task.host ?? 'another host'}, and this host cannot see its process.`,
      };
    case 'starting':
    case 'running':
      return { state: 'running' };
    case 'none':
      return unstartedState(coordinator);
  }
}

/** What the exit code and the flags of a task mean, wherever it ran. */
export function exitedState({ exitCode, flags }: Pick<WrapperTask, 'exitCode' | 'flags'>): State {
  if (flags.has('timed-out'))
    return { state: 'timed-out', reason: 'It was stopped when its time limit was over.' };
  if (exitCode === 0) return { state: 'finished' };
  if (flags.has('cancelled')) return { state: 'cancelled' };
  if (flags.has('stopped')) return { state: 'failed', reason: 'Something outside of iterlog stopped it.' };
  if (exitCode === 137)
    return { state: 'failed', reason: 'It was killed, as by the system when memory runs out.' };
  return { state: 'failed' };
}

function unstartedState({ state, host, cancelled }: Coordinator): State {
  if (cancelled) return { state: 'cancelled' };
  switch (state) {
    case 'missing':
      return { state: 'lost', reason: 'The directory of the run is gone.' };
    case 'none':
    case 'starting':
      return { state: 'preparing' };
    case 'alive':
    case 'job':
      return { state: 'pending' };
    case 'foreign':
      return { state: 'pending', reason: `The run was started on ${host ?? 'another host'}.` };
    case 'dead':
      return { state: 'lost', reason: 'It was not started, and what should start it is gone.' };
  }
}
