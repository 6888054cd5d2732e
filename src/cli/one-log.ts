import { UsageError } from './usage.ts';

/** The one log that a command line names; `-` for standard input. */
export function oneLog(positionals: readonly string[]): string {
  const [given, ...rest] = positionals;
  if (given === undefined || rest.length > 0) throw new UsageError('Name one log, or - for standard input.');
  return given;
}
