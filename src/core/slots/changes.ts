/** Which values an operation changes: the protocol's say on what belongs to a slot and what to the search. */
import type { Protocol } from '../protocol/types.ts';
import { differences } from './compare.ts';
import type { Difference } from './compare.ts';
import { keysOf } from './keys.ts';
import { entryAt, pathText } from './model.ts';
import type { Entry, Path, SlotDocument } from './model.ts';
import type { Change } from './splice.ts';

/** Whether a value is the slot's own, whatever run it repeats: its dataset and description, and what only the script reads. */
export const isOfSlot = ([first]: Path): boolean =>
  first === 'dataset' || first === 'description' || first === 'claude';

export const isSeed = (path: Path, protocol: Protocol): boolean =>
  keysOf(protocol).seeds.some(seed => pathText(seed) === pathText(path));

/** What makes a config load equal to another outside what is the slot's own. */
export function copyChanges(own: SlotDocument, source: SlotDocument, protocol: Protocol): readonly Change[] {
  const stays = ({ path }: Difference) =>
    isOfSlot(path) || (protocol.seeds === 'yaml' && isSeed(path, protocol));
  return takenOver(
    differences(own, source, protocol).filter(difference => !stays(difference)),
    own,
    source,
  );
}

/** The values that differ from the base and are not the search's to change. */
export function lockedDifferences(
  own: SlotDocument,
  base: SlotDocument,
  protocol: Protocol,
): readonly Difference[] {
  return differences(own, base, protocol).filter(({ path, implied }) => {
    if (implied || isOfSlot(path) || isSeed(path, protocol)) return false;
    const names = keysOf(protocol).namesAt(path);
    return (
      names.every(name => protocol.parameters[name]?.role === 'locked') &&
      !isExcepted(names, own, base, protocol)
    );
  });
}

export const lockedChanges = (own: SlotDocument, base: SlotDocument, protocol: Protocol): readonly Change[] =>
  takenOver(lockedDifferences(own, base, protocol), own, base);

/** Some locked parameters may change together with others, never alone. */
function isExcepted(
  names: readonly string[],
  own: SlotDocument,
  base: SlotDocument,
  protocol: Protocol,
): boolean {
  const partners = protocol.lockExceptions
    .filter(({ parameters }) => names.some(name => parameters.includes(name)))
    .flatMap(exception => exception.with);
  if (partners.length === 0) return false;
  return differences(own, base, protocol).some(
    ({ path, implied }) =>
      !implied &&
      keysOf(protocol)
        .namesAt(path)
        .some(name => partners.includes(name)),
  );
}

/**
 * The changes that give each value what the other config has, under the own key where there is one. A section that only
 * one of them has is added or taken out whole.
 */
export function takenOver(
  found: readonly Difference[],
  own: SlotDocument,
  source: SlotDocument,
): readonly Change[] {
  const changes = new Map<string, Change>();
  for (const { path, own: had, other } of found) {
    const change = had && other ? copyOf(path, other, source) : whole(path, other ? own : source, source);
    changes.set(pathText(change.path), change);
  }
  return [...changes.values()];
}

const copyOf = (path: Path, from: Entry, source: SlotDocument): Change => ({
  kind: 'copy',
  path,
  from,
  source,
});

/** Adds or takes out the highest part of a path that a config lacks. */
function whole(path: Path, lacking: SlotDocument, source: SlotDocument): Change {
  const depth = path.findIndex((_, i) => !entryAt(lacking, path.slice(0, i + 1)));
  const part = path.slice(0, depth + 1);
  const from = entryAt(source, part);
  return from ? copyOf(part, from, source) : { kind: 'remove', path: part };
}

/**
 * The seeds that newer loops give a run: for the simulation iteration·1000 + slot, for the training 500 more. Only seeds
 * that the config has are changed.
 */
export function freshSeeds(
  document: SlotDocument,
  iteration: number,
  slot: number,
  protocol: Protocol,
): readonly Change[] {
  return keysOf(protocol)
    .seeds.filter(path => entryAt(document, path))
    .map(path => {
      const value = iteration * 1000 + slot + (path[0] === 'simulation' ? 0 : 500);
      return { kind: 'set', path, value };
    });
}
