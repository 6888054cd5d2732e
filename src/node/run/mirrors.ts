/** Copies of the outputs of a run's tasks: the size of a copy is the place to go on from, so that nothing else can be wrong. */
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { OutputStream } from '../../core/run/attach-frames.ts';

const streams: readonly OutputStream[] = ['out', 'err'];

/** `<folder>/<SS>.out` and `.err`. */
export class Mirrors {
  private readonly files = new Map<string, number>();

  /** @throws when the folder cannot be written to. */
  constructor(
    folder: string,
    private readonly tasks: readonly string[],
  ) {
    mkdirSync(folder, { recursive: true });
    for (const task of tasks)
      for (const stream of streams) {
        const name = `${task}.${stream}`;
        this.files.set(name, openSync(path.join(folder, name), 'a'));
      }
  }

  /** Arguments of the wrapper's attach: each output and the place to go on from. */
  offsets(): readonly string[] {
    return this.tasks.flatMap(task =>
      streams.map(stream => `${task}.${stream.charAt(0)}:${fstatSync(this.file(task, stream)).size}`),
    );
  }

  write(task: string, stream: OutputStream, bytes: Uint8Array): void {
    const file = this.file(task, stream);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  }

  empty(task: string, stream: OutputStream): void {
    ftruncateSync(this.file(task, stream), 0);
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file);
    this.files.clear();
  }

  private file(task: string, stream: OutputStream): number {
    const file = this.files.get(`${task}.${stream}`);
    if (file === undefined) throw new Error(`The run has no task ${task}.`);
    return file;
  }
}
