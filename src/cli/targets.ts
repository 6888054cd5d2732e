/** What the paths of `iterlog lint` mean. */
import path from 'node:path';
import { Protocols } from '../node/protocol-for.ts';
import { refusalOf } from '../node/refusal.ts';
import type { Refusal } from '../node/refusal.ts';
import { Explorations } from '../node/explorations.ts';
import type { ReadExploration } from '../node/explorations.ts';
import { explorationsAt, isConfig, isFolder, lackingConfigs } from './explorations.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

/** Files to lint, by the names that the user knows them by. */
export interface Targets {
  readonly logs: readonly string[];
  readonly configs: readonly string[];
  readonly refusals: readonly Refusal[];
  /** What a person should know about the search, in sentences. */
  readonly notes: readonly string[];
}

interface Asked {
  readonly paths: readonly string[];
  readonly protocol: string | undefined;
  /** Whether a file stands for the exploration that it belongs to. */
  readonly exploration: boolean;
}

/** A file means itself; a folder the explorations in it, each with its log and its slot configs. */
export async function targetsOf({ paths, protocol, exploration }: Asked, io: Io): Promise<Targets> {
  const reader = new Explorations(new Protocols(protocol));
  const [logs, configs, notes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const refusals: Refusal[] = [];
  for (const given of paths) {
    if (exploration && given === '-')
      throw new UsageError('Standard input has no other files beside it: leave out --exploration.');
    if (!exploration && (given === '-' || !(await isFolder(path.resolve(io.cwd, given))))) {
      (isConfig(given) ? configs : logs).add(given);
      continue;
    }
    const at = await explorationsAt(given, reader, io.cwd).catch((error: unknown) => ({
      found: [],
      refusals: [refusalOf(error, given)],
      notes: [],
    }));
    refusals.push(...at.refusals);
    for (const note of at.notes) notes.add(note);
    for (const read of at.found) {
      const names = namesIn(read, given, io.cwd);
      for (const name of names.logs) logs.add(name);
      for (const name of names.configs) configs.add(name);
      if (exploration) for (const note of lackingConfigs(read, io.cwd)) notes.add(note);
    }
  }
  return { logs: [...logs], configs: [...configs], refusals, notes: [...notes] };
}

/** The log and the slot configs that are there. */
export function namesIn(
  { files: { found } }: ReadExploration,
  given: string,
  cwd: string,
): Pick<Targets, 'logs' | 'configs'> {
  const name = (file: string) =>
    path.isAbsolute(given) ? path.normalize(file) : path.relative(cwd, path.normalize(file));
  return {
    logs: found.log.exists ? [name(found.log.path)] : [],
    configs: found.slots.filter(({ exists }) => exists).map(place => name(place.path)),
  };
}
