/** Files of a target as one stream: the script that sends them, and its answer taken apart. */
import { quote } from './quote.ts';
import { hashFunction } from './prepare-script.ts';

/** Bytes: a result log or a config is far smaller, and a file that is not was not meant. */
export const largestFile = 50 * 1024 * 1024;

/**
 * Sends regular files; a link is none. A file is sent as long as it is when its turn comes, so that one which grows
 * gives its beginning. Frames: `F <number> <bytes> <sha256>` and the bytes, `M <number>` for one that is not there, `B
 * <number> <bytes>` for one that is too large, `E`.
 */
export function fetchScript(paths: readonly string[]): string {
  return [
    'LC_ALL=C; export LC_ALL',
    hashFunction,
    'send() {',
    '  if [ -L "$2" ] || [ ! -f "$2" ] || [ ! -r "$2" ]; then echo "M $1"; return; fi',
    '  n=$(wc -c <"$2") && n=$((n)) || { echo "M $1"; return; }',
    `  [ "$n" -le ${largestFile} ] || { echo "B $1 $n"; return; }`,
    '  h=$(head -c "$n" "$2" | { hash_of /dev/stdin; })',
    '  echo "F $1 $n $h" && head -c "$n" "$2" || exit 1',
    '}',
    ...paths.map((path, number) => `send ${number} ${quote(path)}`),
    'echo E',
    '',
  ].join('\n');
}

export interface FetchSink {
  begin(number: number, size: number, hash: string): void;
  bytes(part: Uint8Array): void;
  /** The file that was begun is whole. */
  finish(): void;
  missing(number: number): void;
  tooLarge(number: number, size: number): void;
  end(): void;
}

const frame = /^(?:F (\d+) (\d+) ([0-9a-f]{64})|M (\d+)|B (\d+) (\d+)|(E))$/;
const newline = 10;

export class FetchFrames {
  private line = '';
  private left: number | undefined;

  constructor(private readonly sink: FetchSink) {}

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0)
      rest = this.left === undefined ? this.takeLine(rest) : this.takeBytes(this.left, rest);
  }

  private takeBytes(left: number, bytes: Uint8Array): Uint8Array {
    const part = bytes.subarray(0, left);
    this.sink.bytes(part);
    this.setLeft(left - part.length);
    return bytes.subarray(part.length);
  }

  private setLeft(left: number): void {
    this.left = left > 0 ? left : undefined;
    if (left === 0) this.sink.finish();
  }

  private takeLine(bytes: Uint8Array): Uint8Array {
    const at = bytes.indexOf(newline);
    const part = at < 0 ? bytes : bytes.subarray(0, at);
    for (const byte of part) this.line += String.fromCharCode(byte);
    if (at < 0) return bytes.subarray(bytes.length);
    const { line } = this;
    this.line = '';
    this.read(line);
    return bytes.subarray(at + 1);
  }

  private read(line: string): void {
    const [, file, size, hash, missing, large, largeSize, end] = frame.exec(line) ?? [];
    if (file !== undefined && hash !== undefined) {
      this.sink.begin(Number(file), Number(size), hash);
      this.setLeft(Number(size));
    } else if (missing !== undefined) this.sink.missing(Number(missing));
    else if (large !== undefined) this.sink.tooLarge(Number(large), Number(largeSize));
    else if (end !== undefined) this.sink.end();
  }
}
