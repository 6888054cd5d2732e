/** Where the page is shown: all that it can ask for from outside. */
export interface Host {
  /** What {@link keep} was given last; undefined at first. */
  readonly kept: unknown;
  /** Remembers how the pictures are looked at. */
  keep(state: unknown): void;
  /** Goes to an entry of the log; missing where there is none to go to. */
  open?(key: string): void;
  /** Gives the user a file. */
  save(name: string, content: Blob): void;
}

/** A page in a browser: it remembers nothing, and files are downloads. */
export const browserHost: Host = {
  kept: undefined,
  keep: () => undefined,
  save: (name, content) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  },
};
