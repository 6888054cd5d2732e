/** Somebody who looks on at a run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunPlan } from '../../../src/core/run/run-plan.ts';
import type { TaskStatus } from '../../../src/core/run/states.ts';
import { attach } from '../../../src/node/run/attach.ts';
import type { Transport } from '../../../src/node/run/transport.ts';
import { newFolder } from './folders.ts';
import { handleOf, hashOf } from './plans.ts';

export class Viewer {
  readonly folder = newFolder('mirrors');
  /** Bytes seen, also of connections that were lost later. */
  bytes = 0;
  readonly breaks: string[] = [];
  readonly states: string[] = [];
  private readonly window = new AbortController();

  constructor(
    private readonly plan: RunPlan,
    private readonly transport: Transport,
    folder?: string,
    private readonly silence?: number,
  ) {
    if (folder !== undefined) this.folder = folder;
  }

  follow(): ReturnType<typeof attach> {
    const sink = {
      onOutput: (_task: string, _stream: string, bytes: Uint8Array) => void (this.bytes += bytes.length),
      onStatus: (task: string, status: TaskStatus) => void this.states.push(`${task} ${status.state}`),
      onLink: (message: string | undefined) => {
        if (message !== undefined) this.breaks.push(message);
      },
    };
    return attach(
      handleOf(this.plan),
      this.transport,
      { folder: this.folder },
      sink,
      this.window.signal,
      this.silence,
    );
  }

  close(): void {
    this.window.abort();
  }

  /** Whether each mirror is what the target has, by checksum, and how much that is. */
  compare(): { readonly same: boolean; readonly size: number } {
    let same = true;
    let size = 0;
    for (const { task } of this.plan.tasks)
      for (const stream of ['out', 'err']) {
        const there = readFileSync(path.join(this.plan.directory, task, stream));
        const here = readFileSync(path.join(this.folder, `${task}.${stream}`));
        same &&= hashOf(here) === hashOf(there);
        size += there.length;
      }
    return { same, size };
  }
}
