import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { lintTargets } from '../linting.ts';
import { targetsOf } from '../targets.ts';
import { lintUsage } from '../usage.ts';
import { lintArguments } from './lint-options.ts';

/** `iterlog lint`: reports what is wrong with logs and slot configs, shows what the fixes would change, or makes them. */
export async function lint(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = lintArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(lintUsage);
    return exit.done;
  }
  return lintTargets(await targetsOf(args, io), args, io);
}
