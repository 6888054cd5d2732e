import type { Uri } from 'vscode';
import type { ReadTargets } from '../../core/run/read-targets.ts';
import type { Settings } from '../services/settings.ts';
import type { NodeRuns } from './node-runs.ts';

/** The targets that the settings name, checked. */
export class TargetSettings {
  private readonly known = new Map<string, ReadTargets>();

  constructor(
    private readonly settings: Settings,
    private readonly node: NodeRuns,
  ) {}

  /** Those for a file of a workspace folder; the same object while the setting stays. */
  for(file: Uri | undefined): ReadTargets {
    const setting = this.settings.targetsFor(file);
    const key = JSON.stringify(setting ?? null);
    let read = this.known.get(key);
    // What VS Code gives is a view of its own settings; a copy is plain data.
    if (!read) this.known.set(key, (read = this.node.readTargets(JSON.parse(key))));
    return read;
  }
}
