import { isRefused, refused } from '../../core/actions/action.ts';
import type { ActionRefusal } from '../../core/actions/action.ts';
import { compareConfigs } from '../../core/actions/compare.ts';
import { isRefusal } from '../../core/slots/model.ts';
import { Protocols } from '../../node/protocol-for.ts';
import { Explorations } from '../../node/explorations.ts';
import type { ReadExploration } from '../../node/explorations.ts';
import { refuse } from '../carry-out.ts';
import { differencesJson, differencesTable } from '../differences-output.ts';
import type { Comparison } from '../differences-output.ts';
import { oneExploration } from '../explorations.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { say } from '../say.ts';
import { slotsUsage } from '../slots-usage.ts';
import { namedConfig, nameOfConfig } from '../named-config.ts';
import type { ConfigName } from '../named-config.ts';
import { UsageError } from '../usage.ts';
import { slotsArguments } from './slots-options.ts';

/** `iterlog slots diff`: what two configs do differently, or each slot and the base. */
export async function diff(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = slotsArguments(argv, io.cwd, []);
  if (args.help) {
    io.stdout.write(slotsUsage);
    return exit.done;
  }
  const [given = '', first, second, ...others] = args.names;
  if (others.length > 0 || (first !== undefined && second === undefined))
    throw new UsageError('Name two configs to compare, or none: base, the number of a slot, or iter:N.');
  const named = args.names.slice(1).map(nameOfConfig);
  const read = await oneExploration(given, new Explorations(new Protocols(args.protocol)), io.cwd);
  const [a, b] = named;
  const compared = compare(a && b ? [[a, b]] : slotsAgainstBase(read), read);
  if (isRefused(compared)) return refuse(compared, read, io);
  for (const note of new Set(compared.flatMap(({ a, b }) => [a.note, b.note])))
    if (note !== undefined) say(io, note);
  const print = args.format === 'json' ? differencesJson : differencesTable;
  io.stdout.write(print(compared, io));
  return exit.done;
}

const slotsAgainstBase = ({ files }: ReadExploration): readonly (readonly [ConfigName, ConfigName])[] =>
  files.found.slots
    .flatMap(({ exists }, slot) => (exists ? [slot] : []))
    .map(slot => [{ kind: 'base' }, { kind: 'slot', slot }]);

function compare(
  pairs: readonly (readonly [ConfigName, ConfigName])[],
  { files }: ReadExploration,
): readonly Comparison[] | ActionRefusal {
  const found: Comparison[] = [];
  for (const names of pairs) {
    const [a, b] = [namedConfig(names[0], files), namedConfig(names[1], files)];
    if (isRefused(a)) return a;
    if (isRefused(b)) return b;
    const differences = compareConfigs(a.text, b.text, files.protocol);
    if (isRefusal(differences)) return refused(differences.message, 'Mend that first.');
    found.push({ a, b, differences });
  }
  return found;
}
