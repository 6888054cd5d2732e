/** Looking on at a run: whoever looks may come and go, and the run does not notice. */
import { setTimeout as after } from 'node:timers/promises';
import { AttachFrames } from '../../core/run/attach-frames.ts';
import type { OutputStream } from '../../core/run/attach-frames.ts';
import { directTaskStatus } from '../../core/run/direct-status.ts';
import type { TaskStatus } from '../../core/run/states.ts';
import type { Coordinator, WrapperLine, WrapperTask } from '../../core/run/wrapper-status.ts';
import type { RunHandle, RunStatus } from './driver.ts';
import { Mirrors } from './mirrors.ts';
import type { StreamEnd, Transport } from './transport.ts';
import { noProject, wrapperCall } from './wrapper-call.ts';

export interface AttachSink {
  /** What a task wrote, once it is in its mirror. The bytes are the sink's only until it returns, and may end amid a character. */
  onOutput(task: string, stream: OutputStream, bytes: Uint8Array): void;
  /** A task changed, as its wrapper bears witness; where there is a scheduler it may know better. */
  onStatus(task: string, status: TaskStatus): void;
  /** The link to the target is down, and why; undefined once it stands again. */
  onLink(message: string | undefined): void;
}

/** Milliseconds between two attempts to connect. */
const firstWait = 500;
const longestWait = 30_000;
/** Milliseconds without a byte after which a link is taken for dead: the wrapper says something every four seconds. */
const longestSilence = 60_000;
/** Seconds between two looks at the outputs. */
const poll = 1;

/**
 * Follows a run into its mirrors until all of its tasks have ended or `signal` says so. It goes on after any break of
 * the link, from the byte where the mirrors end.
 * @throws when a mirror cannot be written.
 */
export async function attach(
  run: RunHandle,
  transport: Transport,
  mirrors: { readonly folder: string },
  sink: AttachSink,
  signal: AbortSignal,
  silence = longestSilence,
): Promise<{ readonly kind: 'ended'; readonly status: RunStatus } | { readonly kind: 'stopped' }> {
  const copies = new Mirrors(mirrors.folder, run.tasks);
  const view = new View(run, copies, sink, silence);
  try {
    while (!signal.aborted) {
      const end = await view.follow(transport, signal);
      if (view.hasEnded()) return { kind: 'ended', status: view.status() };
      await view.waitAfter(end, signal);
    }
    return { kind: 'stopped' };
  } finally {
    copies.close();
  }
}

/** What one viewer knows of a run. */
class View {
  private ended = false;
  private coordinator: Coordinator | undefined;
  private readonly tasks = new Map<string, WrapperTask>();
  private readonly said = new Map<string, string>();
  private wait = firstWait;
  private down = false;

  constructor(
    private readonly run: RunHandle,
    private readonly copies: Mirrors,
    private readonly sink: AttachSink,
    private readonly silence: number,
  ) {}

  /** One connection, as long as it lasts. */
  async follow(transport: Transport, signal: AbortSignal): Promise<StreamEnd> {
    const failures: Error[] = [];
    const broken = new AbortController();
    const timer = setTimeout(() => broken.abort(), this.silence);
    const frames = new AttachFrames({
      output: (task, stream, bytes) => {
        this.copies.write(task, stream, bytes);
        this.sink.onOutput(task, stream, bytes);
      },
      truncated: (task, stream) => this.copies.empty(task, stream),
      line: line => this.take(line),
      end: () => (this.ended = true),
      noise: () => undefined,
    });
    const onBytes = (bytes: Uint8Array) => {
      if (failures.length > 0) return;
      timer.refresh();
      this.stands();
      try {
        frames.push(bytes);
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(String(error)));
        broken.abort();
      }
    };
    const script = wrapperCall('attach', this.run.directory, String(poll), ...this.copies.offsets());
    const end = await transport.stream(script, onBytes, AbortSignal.any([signal, broken.signal]));
    clearTimeout(timer);
    if (failures[0]) throw failures[0];
    return end;
  }

  /** Waits before the next attempt, longer each time, and says why. */
  async waitAfter(end: StreamEnd, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.down = true;
    this.sink.onLink(messageOf(end));
    await after(this.wait, undefined, { signal }).catch(() => undefined);
    this.wait = Math.min(longestWait, this.wait * 2);
  }

  /** Nothing more will come. */
  hasEnded(): boolean {
    return this.ended;
  }

  status(): RunStatus {
    return this.run.tasks.map(task => this.statusOf(task));
  }

  private stands(): void {
    this.wait = firstWait;
    if (!this.down) return;
    this.down = false;
    this.sink.onLink(undefined);
  }

  private take(line: WrapperLine): void {
    if (line.kind === 'coordinator') this.coordinator = line.coordinator;
    if (line.kind === 'task') this.tasks.set(line.task.task, line.task);
    for (const task of this.run.tasks) this.tell(task);
  }

  private tell(task: string): void {
    if (!this.tasks.has(task) && this.coordinator?.state !== 'missing') return;
    const status = this.statusOf(task);
    const key = JSON.stringify(status);
    if (this.said.get(task) === key) return;
    this.said.set(task, key);
    this.sink.onStatus(task, status);
  }

  private statusOf(name: string): TaskStatus {
    const task = this.tasks.get(name);
    return task && this.coordinator
      ? directTaskStatus(task, this.coordinator)
      : { state: 'lost', reason: 'The directory of the run is gone.' };
  }
}

function messageOf(end: StreamEnd): string {
  if (end.kind === 'unreachable') return `${end.message} ${end.advice}`;
  if (end.kind === 'ended' && end.code === noProject)
    return 'The folder of the project is not there. See whether its disk is missing.';
  return end.kind === 'stopped' ? 'Nothing came for too long.' : 'What the target said ended early.';
}
