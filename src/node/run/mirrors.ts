/** Copies of the outputs of a run's tasks: the size of a copy is the place to go on from, so that nothing else can be wrong. */
import { closeSync, constants, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { OutputStream } from '../../core/run/attach-frames.ts';

const streams: readonly OutputStream[] = ['out', 'err'];

interface Copy {
  readonly file: number;
  /** The place that the next bytes belong to. */
  end: number;
}

/**
 * `<folder>/<SS>.out` and `.err`. Bytes are written to the place that they have in the output, so that it does no harm
 * when several look on, in two windows or in an editor and a terminal.
 */
export class Mirrors {
  private readonly copies = new Map<string, Copy>();

  /** @throws when the folder cannot be written to. */
  constructor(
    folder: string,
    private readonly tasks: readonly string[],
  ) {
    mkdirSync(folder, { recursive: true });
    for (const task of tasks)
      for (const stream of streams) {
        const name = `${task}.${stream}`;
        const file = openSync(path.join(folder, name), constants.O_RDWR | constants.O_CREAT);
        this.copies.set(name, { file, end: fstatSync(file).size });
      }
  }

  /** Arguments of the wrapper's attach: each output and the place to go on from. */
  offsets(): readonly string[] {
    return this.tasks.flatMap(task =>
      streams.map(stream => {
        const copy = this.copy(task, stream);
        copy.end = fstatSync(copy.file).size;
        return `${task}.${stream.charAt(0)}:${copy.end}`;
      }),
    );
  }

  write(task: string, stream: OutputStream, bytes: Uint8Array): void {
    const copy = this.copy(task, stream);
    for (let at = 0; at < bytes.length;) {
      const written = writeSync(copy.file, bytes, at, bytes.length - at, copy.end);
      at += written;
      copy.end += written;
    }
  }

  empty(task: string, stream: OutputStream): void {
    const copy = this.copy(task, stream);
    ftruncateSync(copy.file, 0);
    copy.end = 0;
  }

  close(): void {
    for (const { file } of this.copies.values()) closeSync(file);
    this.copies.clear();
  }

  private copy(task: string, stream: OutputStream): Copy {
    const copy = this.copies.get(`${task}.${stream}`);
    if (!copy) throw new Error(`The run has no task ${task}.`);
    return copy;
  }
}
