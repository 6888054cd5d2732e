/** The world as a command sees it: what `main.ts` takes from the process, and tests make up. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Fulfilled when the user interrupts; asked for by commands that go on until then. */
  readonly interrupted: () => Promise<void>;
}

export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Exit codes, the same for every command. */
export const exit = { done: 0, findings: 1, usage: 2, unusable: 3, unconfirmed: 4 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** Whether an output may be coloured. */
export const hasColours = ({ isTTY }: Output, env: Io['env']): boolean =>
  isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
