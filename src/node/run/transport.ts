/** How scripts reach a target: this machine, or a host by ssh. */

/** What came of a script. */
export type Captured =
  | {
      readonly kind: 'answer';
      /** The exit code of the script. */
      readonly code: number;
      /** What it wrote, without what a login shell adds around it. */
      readonly stdout: string;
      readonly stderr: string;
    }
  | Unreachable;

/** The target did not answer: nothing is known of what the script did. */
export interface Unreachable {
  readonly kind: 'unreachable';
  /** What went wrong, and what a person can do about it, each in sentences. */
  readonly message: string;
  readonly advice: string;
}

export interface CaptureOptions {
  /** After so many milliseconds the target counts as unreachable. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Transport {
  /** The target as messages name it. */
  readonly name: string;
  /** Runs a POSIX shell script on the target to its end. Never rejects. */
  capture(script: string, options?: CaptureOptions): Promise<Captured>;
  /**
   * Runs a script and gives what it writes as it comes, until it ends or is told to; both ends of the connection may
   * die at any moment. Never rejects.
   */
  stream(script: string, onBytes: (bytes: Uint8Array) => void, signal: AbortSignal): Promise<StreamEnd>;
}

/** `code` is the script's own where it came to its end. */
export type StreamEnd =
  { readonly kind: 'ended'; readonly code: number } | Unreachable | { readonly kind: 'stopped' };
