import { Explorations } from '../node/explorations.ts';
import type { ReadExploration } from '../node/explorations.ts';
import { Protocols } from '../node/protocol-for.ts';
import { oneExploration } from './explorations.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';
import { shownPath } from './shown-path.ts';

/**
 * Reads the exploration that a command names, and says what is wrong with its iterlog.yaml.
 * @param protocol a preset or a YAML file, which wins over everything else.
 * @throws {Refusal} when the log is there and cannot be read.
 */
export async function readNamed(
  given: string,
  protocol: string | undefined,
  io: Io,
): Promise<ReadExploration> {
  const read = await oneExploration(given, new Explorations(new Protocols(protocol)), io.cwd);
  const { choice, files, disk } = read;
  const unread = disk.refusals.get(files.found.log.path);
  if (unread) throw unread;
  for (const { message } of choice.file?.problems ?? [])
    say(io, `${shownPath(choice.file?.path ?? '', io.cwd)}: ${message}`);
  return read;
}
