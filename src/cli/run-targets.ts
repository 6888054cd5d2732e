/** The targets that a command line knows: those of a file of the user's own, never of the folder that is worked in. */
import path from 'node:path';
import { parse } from 'yaml';
import { namedTarget, readTargets } from '../core/run/read-targets.ts';
import type { ReadTargets } from '../core/run/read-targets.ts';
import type { Target } from '../core/run/target.ts';
import { readText } from '../node/read-text.ts';
import { Refusal } from '../node/refusal.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';
import { shownPath } from './shown-path.ts';
import { UsageError } from './usage.ts';

/** `$XDG_CONFIG_HOME/iterlog/targets.yaml`, as the system has it. */
export function targetsFile({ env }: Pick<Io, 'env'>): string {
  const home = env.XDG_CONFIG_HOME ?? env.APPDATA ?? path.join(env.HOME ?? '', '.config');
  return path.join(home, 'iterlog', 'targets.yaml');
}

/**
 * @param given the file that `--targets` names: one that is not there is an error then.
 * @throws {Refusal} when the file cannot be read.
 */
export async function readTargetsFile(given: string | undefined, io: Io): Promise<ReadTargets> {
  const file = given === undefined ? targetsFile(io) : path.resolve(io.cwd, given);
  const name = shownPath(file, io.cwd);
  const text = await readText(file, name).then(
    read => read.text,
    (error: unknown) => {
      if (given === undefined && error instanceof Refusal && error.code === 'missing') return '';
      throw error;
    },
  );
  const read = readTargets(dataOf(text, name));
  for (const { message } of read.problems) say(io, `${name}: ${message}`);
  return read;
}

function dataOf(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal('failed', name, `${name} is not YAML: ${reason}`, 'Mend it first.', { cause });
  }
}

/** @throws {UsageError} for a name without a target that can be used. */
export function targetNamed(read: ReadTargets, name: string): Target {
  const target = namedTarget(read, name);
  if ('problem' in target) throw new UsageError(target.problem);
  return target;
}
