/** Whether a record may be believed about how its target is reached. */
import type { RunRecord } from './record.ts';
import type { Target } from './target.ts';

/**
 * Whether a run is where a target is, and is reached as that is: by the same host with the same commands, in the directory
 * that runs have there. The rest of a target's settings matters at the start alone, and may have changed since.
 */
export function isSameReach({ target, folder, directory, id }: RunRecord, own: Target): boolean {
  if (own.folder !== undefined && own.folder !== folder) return false;
  return directory === `${folder}/.iterlog/runs/${id}` && reachOf(target) === reachOf(own);
}

function reachOf(target: Target): string {
  const { type } = target;
  if (type === 'local') return type;
  if (type === 'ssh') return JSON.stringify([type, target.host]);
  return JSON.stringify([type, target.host, target.schedulerPrelude, target.commands]);
}
