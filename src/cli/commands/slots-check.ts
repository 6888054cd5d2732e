import { Protocols } from '../../node/protocol-for.ts';
import { Explorations } from '../../node/explorations.ts';
import { lackingConfigs, oneExploration } from '../explorations.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { lintTargets } from '../linting.ts';
import { slotsUsage } from '../slots-usage.ts';
import { namesIn } from '../targets.ts';
import { UsageError } from '../usage.ts';
import { lintArguments } from './lint-options.ts';

/** `iterlog slots check`: lints the slot configs of an exploration, with every option of `iterlog lint`. */
export async function check(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = lintArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(slotsUsage);
    return exit.done;
  }
  const [given = '.', ...others] = args.paths;
  if (others.length > 0) throw new UsageError('Name one exploration.');
  const read = await oneExploration(given, new Explorations(new Protocols(args.protocol)), io.cwd);
  const { configs } = namesIn(read, given, io.cwd);
  const notes = [...read.files.found.notes, ...lackingConfigs(read, io.cwd)];
  return lintTargets({ logs: [], configs, refusals: [], notes }, args, io);
}
