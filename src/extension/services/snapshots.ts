import { setImmediate } from 'node:timers/promises';
import type { Uri } from 'vscode';
import type { Evidence } from '../../core/lint/evidence.ts';
import type { Protocol } from '../../core/protocol/types.ts';
import type { ConfigFile } from '../../core/slots/files.ts';
import type { Files } from './files.ts';

type Values = ReadonlyMap<string, string>;

/** How many kept configs are parsed before other work has its turn. */
const atOnce = 8;

/** The configs that the loop kept of its runs. Such a file does not change, so each is read and parsed once. */
export class Snapshots {
  /** By URI. */
  private readonly texts = new Map<string, ConfigFile>();
  private readonly values = new WeakMap<ConfigFile, WeakMap<Protocol, Values>>();

  private changes = 0;

  constructor(private readonly files: Files) {}

  async read(uri: Uri): Promise<ConfigFile | undefined> {
    const key = uri.toString();
    const known = this.texts.get(key);
    if (known) return known;
    const { changes } = this;
    const text = await this.files.read(uri);
    if (text === undefined) return undefined;
    const file = { path: uri.path, text };
    // What was read while such a file changed may be half of it.
    if (changes === this.changes) this.texts.set(key, file);
    return file;
  }

  /** One changed after all, or is gone. */
  forget(uri: Uri): void {
    this.changes++;
    this.texts.delete(uri.toString());
  }

  /**
   * Works out what configs say, so that {@link valuesOf} knows, with room for other work in between.
   * @returns whether there was any that was not known
   */
  async prepare(configs: ReadonlyMap<number, ConfigFile>, protocol: Protocol): Promise<boolean> {
    const fresh = [...configs.values()].filter(file => !this.values.get(file)?.has(protocol));
    if (fresh.length === 0) return false;
    const { slotValues } = await import('../../core/batch/index.ts');
    for (const [i, file] of fresh.entries()) {
      const known = this.values.get(file) ?? new WeakMap<Protocol, Values>();
      known.set(protocol, slotValues(file.text, protocol) ?? new Map());
      this.values.set(file, known);
      if (i % atOnce === atOnce - 1) await setImmediate();
    }
    return true;
  }

  /** What the configs say that were prepared, by iteration. */
  valuesOf(
    configs: ReadonlyMap<number, ConfigFile>,
    protocol: Protocol,
  ): NonNullable<Evidence['snapshots']> | undefined {
    const found = new Map<number, Values>();
    for (const [iteration, file] of configs) {
      const values = this.values.get(file)?.get(protocol);
      if (values && values.size > 0) found.set(iteration, values);
    }
    return found.size > 0 ? found : undefined;
  }
}
