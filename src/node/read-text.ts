import { readFile, stat } from 'node:fs/promises';
import { Refusal, refusalOf } from './refusal.ts';

/** Bytes; a log of ten thousand iterations has about ten million. */
export const mostBytes = 50_000_000;

/** A text with the bytes it was read from, by which a writer knows that the file is still the same. */
export interface TextFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Everything in the file, a byte order mark included. */
  readonly text: string;
}

/**
 * Reads a file.
 * @param name what the user calls it.
 * @throws {Refusal} when the file cannot be read, is no UTF-8 text, or has over {@link mostBytes}.
 */
export async function readText(path: string, name = path): Promise<TextFile> {
  const bytes = await readBytes(path, name).catch((error: unknown) => {
    throw refusalOf(error, name);
  });
  return { path, bytes, text: decode(bytes, name) };
}

/** @throws {Refusal} when the stream is no UTF-8 text, or has over {@link mostBytes}. */
export async function readStream(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
): Promise<TextFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    checkSize(size, name);
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  return { path: name, bytes, text: decode(bytes, name) };
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  const stats = await stat(path);
  if (stats.isDirectory()) throw new Refusal('directory', name, `${name} is a folder.`, 'Name a file.');
  if (!stats.isFile()) {
    throw new Refusal(
      'special',
      name,
      `${name} is no regular file.`,
      'Pipe its content into `iterlog lint -`.',
    );
  }
  checkSize(stats.size, name);
  return readFile(path);
}

function checkSize(size: number, path: string): void {
  if (size <= mostBytes) return;
  throw new Refusal(
    'too-large',
    path,
    `${path} has over 50 MB.`,
    'No exploration log is that long: check what it is.',
  );
}

function decode(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Refusal('encoding', path, `${path} is UTF-16, not UTF-8.`, 'Save it as UTF-8.');
  }
  if (bytes.includes(0))
    throw new Refusal('binary', path, `${path} is a binary file.`, 'Name a Markdown file.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const advice = 'Save it as UTF-8, for example with `iconv -f latin1 -t utf-8`.';
    throw new Refusal('encoding', path, `${path} is not UTF-8.`, advice, { cause });
  }
}
