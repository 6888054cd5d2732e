import { inspect } from 'node:util';
import type { LogOutputChannel } from 'vscode';

/**
 * Where a bug ends up: in the output channel, with its cause, and never before the user. Everything that VS Code
 * calls goes through here.
 */
export class Boundary {
  constructor(private readonly output: LogOutputChannel) {}

  /** Runs something now; what goes wrong in it, also later, is reported. */
  run(doing: string, action: () => unknown): void {
    void this.settle(doing, action, undefined);
  }

  /** The answer of `action`, or `otherwise` when it fails. */
  async settle<T>(doing: string, action: () => T | Promise<T>, otherwise: T): Promise<T> {
    try {
      return await action();
    } catch (error) {
      return this.report(doing, error, otherwise);
    }
  }

  /** The same for what must answer at once. */
  now<T>(doing: string, action: () => T, otherwise: T): T {
    try {
      return action();
    } catch (error) {
      return this.report(doing, error, otherwise);
    }
  }

  private report<T>(doing: string, error: unknown, otherwise: T): T {
    this.output.error(`While ${doing}:`, inspect(error));
    return otherwise;
  }
}
