/** From so many items on a list is not searched but indexed, so that reading stays linear however long a line is. */
const many = 32;

/**
 * Named items in their order, each name once. An entry has a dozen of them and is asked a few times: a short list is
 * searched faster than a map is made.
 */
export class ByName<T extends { readonly name: string }> implements Iterable<[string, T]> {
  readonly #items: T[];
  #index: Map<string, number> | undefined;

  /** @param items of different names. */
  constructor(items: readonly T[] = []) {
    this.#items = [...items];
  }

  get size(): number {
    return this.#items.length;
  }

  get(name: string): T | undefined {
    const at = this.find(name);
    return at < 0 ? undefined : this.#items[at];
  }

  has(name: string): boolean {
    return this.find(name) >= 0;
  }

  /** Adds an item; it takes the place of the one that has its name. */
  set(item: T): void {
    const at = this.find(item.name);
    if (at >= 0) {
      this.#items[at] = item;
      return;
    }
    this.#index?.set(item.name, this.#items.length);
    this.#items.push(item);
  }

  keys(): readonly string[] {
    return this.#items.map(item => item.name);
  }

  values(): readonly T[] {
    return this.#items;
  }

  *[Symbol.iterator](): Iterator<[string, T]> {
    for (const item of this.#items) yield [item.name, item];
  }

  private find(name: string): number {
    const items = this.#items;
    if (items.length > many) return this.index().get(name) ?? -1;
    for (let i = 0; i < items.length; i++) if (items[i]?.name === name) return i;
    return -1;
  }

  private index(): Map<string, number> {
    return (this.#index ??= new Map(this.#items.map(({ name }, i) => [name, i])));
  }
}

/** The same to those who only look. */
export type ReadonlyByName<T extends { readonly name: string }> = Omit<ByName<T>, 'set'>;
