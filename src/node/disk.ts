/** The files of an exploration as they were when each was read, for what looks at them and for what writes them. */
import type { FilePlace } from '../core/files/search.ts';
import type { ConfigFile } from '../core/slots/files.ts';
import { readText } from './read-text.ts';
import type { TextFile } from './read-text.ts';
import { refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';

type Place = Pick<FilePlace, 'exists' | 'path'>;

/** Reads texts and remembers them, or why they cannot be read. */
export class Disk {
  /** Every text with the bytes that a writer compares, by path. */
  readonly texts = new Map<string, TextFile>();
  /** Why files that are there cannot be read, by path. */
  readonly refusals = new Map<string, Refusal>();

  /** Undefined for a file that is not there, or cannot be read. */
  async text({ exists, path: file }: Place): Promise<string | undefined> {
    if (!exists) return undefined;
    try {
      const read = this.texts.get(file) ?? (await readText(file));
      this.texts.set(file, read);
      return read.text;
    } catch (error) {
      this.refusals.set(file, refusalOf(error, file));
      return undefined;
    }
  }

  async config(place: Place): Promise<ConfigFile | undefined> {
    const text = await this.text(place);
    return text === undefined ? undefined : { path: place.path, text };
  }
}
