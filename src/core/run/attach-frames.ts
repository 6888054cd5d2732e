/** What `attach` of the wrapper sends, taken apart as it comes, in whatever pieces. */
import { readWrapperLine } from './wrapper-status.ts';
import type { WrapperLine } from './wrapper-status.ts';

export type OutputStream = 'out' | 'err';

export interface FrameSink {
  /** A part of an output; a frame may come in several. The bytes are the sink's only until it returns. */
  output(task: string, stream: OutputStream, bytes: Uint8Array): void;
  /** An output became shorter: what follows is all of it again. */
  truncated(task: string, stream: OutputStream): void;
  /** Something about the run or a task changed. */
  line(line: WrapperLine): void;
  /** Nothing more will come. */
  end(): void;
  /** The other end does not speak as the wrapper does. */
  noise(text: string): void;
}

const frame = /^(?:D (\d\d) ([oe]) (\d+)|T (\d\d) ([oe]) \d+|S (.*)|([KE]))$/;
const newline = 10;
/** Longer than any frame's line: a text without line ends is not held for ever. */
const longest = 65_536;

export class AttachFrames {
  /** Of the line that has not come whole. */
  private line = '';
  /** The output that the next bytes belong to. */
  private open: { readonly task: string; readonly stream: OutputStream; left: number } | undefined;

  constructor(private readonly sink: FrameSink) {}

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) rest = this.open ? this.takeOutput(this.open, rest) : this.takeLine(rest);
  }

  private takeOutput(open: NonNullable<AttachFrames['open']>, bytes: Uint8Array): Uint8Array {
    const part = bytes.subarray(0, open.left);
    open.left -= part.length;
    if (open.left === 0) this.open = undefined;
    this.sink.output(open.task, open.stream, part);
    return bytes.subarray(part.length);
  }

  private takeLine(bytes: Uint8Array): Uint8Array {
    const at = bytes.indexOf(newline);
    const part = at < 0 ? bytes : bytes.subarray(0, at);
    this.line += latin1(part);
    if (at < 0 && this.line.length < longest) return bytes.subarray(bytes.length);
    const { line } = this;
    this.line = '';
    this.read(line);
    return at < 0 ? bytes.subarray(bytes.length) : bytes.subarray(at + 1);
  }

  private read(line: string): void {
    const [match, outTask, outStream, size, task, stream, status, word] = frame.exec(line) ?? [];
    if (match === undefined) {
      if (line !== '') this.sink.noise(line);
    } else if (outTask !== undefined) {
      const left = Number(size);
      this.open = left > 0 ? { task: outTask, stream: streamOf(outStream), left } : undefined;
    } else if (task !== undefined) this.sink.truncated(task, streamOf(stream));
    else if (status !== undefined) this.readStatus(status);
    else if (word === 'E') this.sink.end();
  }

  private readStatus(text: string): void {
    const line = readWrapperLine(text);
    if (line) this.sink.line(line);
    else this.sink.noise(text);
  }
}

const streamOf = (letter: string | undefined): OutputStream => (letter === 'o' ? 'out' : 'err');

/** Lines of frames are ASCII, so that they need no decoder that keeps the state of a cut character. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
