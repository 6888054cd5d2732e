/**
 * A script between marks, so that what a login shell or a banner writes around it is not taken for its output, and so
 * that its exit code is told from that of the connection: ssh has 255 for both.
 */

/** The script as it is sent. `mark` is not to occur in what the script writes: a random word. */
export const markedScript = (script: string, mark: string): string =>
  [
    `printf '\\n%s B\\n' ${mark}`,
    `printf '\\n%s B\\n' ${mark} >&2`,
    // Read whole before it runs, and with an input of its own: a command cannot read the rest of the script away.
    '(',
    script,
    ') </dev/null',
    `printf '\\n%s E %s\\n' ${mark} "$?"`,
    '',
  ].join('\n');

/** What the script wrote, of all that was written to the same place before it ran. */
export function afterMark(text: string, mark: string): string {
  const begin = `\n${mark} B\n`;
  const at = `\n${text}`.indexOf(begin);
  return at < 0 ? text : text.slice(at + begin.length - 1);
}

const newline = 10;

/** Takes the bytes as they come and gives those of the script. */
export class MarkedOutput {
  private held: Uint8Array = new Uint8Array();
  private readonly begin: Uint8Array;
  private readonly end: Uint8Array;
  /** The script has begun: the connection stands. */
  begun = false;
  /** The exit code of the script once it has ended. */
  code: number | undefined;

  constructor(
    mark: string,
    private readonly onBytes: (bytes: Uint8Array) => void,
  ) {
    this.begin = ascii(`\n${mark} B\n`);
    this.end = ascii(`\n${mark} E `);
  }

  push(bytes: Uint8Array): void {
    if (this.code !== undefined) return;
    this.held = joined(this.held, bytes);
    if (!this.begun) this.findBegin();
    if (this.begun) this.findEnd();
  }

  private findBegin(): void {
    const at = indexOf(this.held, this.begin);
    // What may be the start of the mark is kept.
    this.begun = at >= 0;
    this.held = this.held.subarray(this.begun ? at + this.begin.length : -this.begin.length);
  }

  private findEnd(): void {
    const at = indexOf(this.held, this.end);
    if (at < 0) {
      this.give(this.held.length - possibleStart(this.held, this.end));
      return;
    }
    const code = this.held.subarray(at + this.end.length);
    const line = code.indexOf(newline);
    this.give(at);
    if (line >= 0) this.code = Number(asText(code.subarray(0, line)));
  }

  private give(length: number): void {
    if (length > 0) this.onBytes(this.held.subarray(0, length));
    this.held = this.held.subarray(length);
  }
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, character => character.charCodeAt(0));
const asText = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  const first = part[0] ?? newline;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes.subarray(at), part)) return at;
  return -1;
}

const startsWith = (bytes: Uint8Array, part: Uint8Array): boolean =>
  bytes.length >= part.length && part.every((byte, i) => bytes[i] === byte);

/** How many of the last bytes could be the start of a part that has not come whole. */
function possibleStart(bytes: Uint8Array, part: Uint8Array): number {
  for (let length = Math.min(bytes.length, part.length - 1); length > 0; length--)
    if (startsWith(bytes.subarray(bytes.length - length), part.subarray(0, length))) return length;
  return 0;
}
