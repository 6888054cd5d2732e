/** Training keys that the run ignores: no error says so, and the value that was meant has no effect. */
import type { Protocol } from '../protocol/types.ts';
import { namesOf } from '../protocol/names.ts';
import { nearest } from '../text/nearest.ts';
import { generationPath, keysOf, placeOf } from './keys.ts';
import { entryAt, pathText } from './model.ts';
import type { Entry, Path, SlotDocument } from './model.ts';

export interface StrayKey {
  readonly path: Path;
  readonly entry: Entry;
  /** `generation`: a key of another version of the schema. `name`: the name that logs use. `typo`: almost a key. */
  readonly kind: 'generation' | 'name' | 'typo';
  /** The key that must be meant. */
  readonly meant: Path;
  /** Whether the config has the meant key too. */
  readonly hasMeant: boolean;
}

/**
 * The keys of the section `training` that neither the base config nor the schema generation of the exploration has, and
 * that must mean another one.
 */
export function strayKeys(
  document: SlotDocument,
  base: SlotDocument | undefined,
  protocol: Protocol,
): readonly StrayKey[] {
  const section = entryAt(document, ['training'])?.node;
  if (section?.kind !== 'map') return [];
  return section.entries.flatMap(entry => {
    const path = ['training', entry.key];
    if (base && entryAt(base, path)) return [];
    const found = meaningOf(path, base ?? document, protocol, base);
    if (!found) return [];
    return [{ path, entry, ...found, hasMeant: entryAt(document, found.meant) !== undefined }];
  });
}

/** What a key that the base does not have must mean; undefined when it is one of its own. */
function meaningOf(
  path: Path,
  like: SlotDocument,
  protocol: Protocol,
  base: SlotDocument | undefined,
): Pick<StrayKey, 'kind' | 'meant'> | undefined {
  const key = path.at(-1) ?? '';
  const known = keysOf(protocol).namesAt(path);
  if (known.some(name => protocol.parameters[name]?.role === 'seed')) return undefined;
  if (known.length > 0) {
    const right = pathsOf(known, like, protocol, base);
    const [meant] = right;
    if (!meant || right.some(place => pathText(place) === pathText(path))) return undefined;
    return { kind: 'generation', meant };
  }
  const name = namesOf(protocol).parameter(key);
  const meant = name === undefined ? undefined : rightPath(name, like, protocol, base);
  if (meant) return { kind: 'name', meant };
  const [near, ...others] = nearest(key, trainingKeys(like, protocol, base));
  return near === undefined || others.length > 0 ? undefined : { kind: 'typo', meant: ['training', near] };
}

/** Where the base has a parameter, else where its generation of the schema would have it. */
const rightPath = (
  name: string,
  like: SlotDocument,
  protocol: Protocol,
  base: SlotDocument | undefined,
): Path | undefined => (base && placeOf(base, name, protocol)) ?? generationPath(like, name, protocol);

const pathsOf = (
  names: readonly string[],
  like: SlotDocument,
  protocol: Protocol,
  base: SlotDocument | undefined,
): readonly Path[] =>
  names.map(name => rightPath(name, like, protocol, base)).filter(path => path !== undefined);

/** Every key that is known to have an effect under `training`. */
function trainingKeys(like: SlotDocument, protocol: Protocol, base: SlotDocument | undefined): Set<string> {
  const keys = pathsOf(Object.keys(protocol.parameters), like, protocol, base).map(([section, key]) =>
    section === 'training' ? key : undefined,
  );
  const own = base && entryAt(base, ['training'])?.node;
  return new Set([
    ...keys.filter(key => key !== undefined),
    ...(own?.kind === 'map' ? own.entries.map(entry => entry.key) : []),
  ]);
}
