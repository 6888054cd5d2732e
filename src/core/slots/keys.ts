/** The parameters of a protocol and the YAML keys that mean them, through the generations of the schema. */
import type { Protocol } from '../protocol/types.ts';
import { entryAt, pathText } from './model.ts';
import type { Entry, Path, SlotDocument } from './model.ts';

export interface Keys {
  /** The paths of a parameter, oldest generation first; none for an unknown one. */
  pathsOf(name: string): readonly Path[];
  /** The parameters that a path stands for: in the newest generation one key can stand for two. */
  namesAt(path: Path): readonly string[];
  /** The paths of all seeds. */
  readonly seeds: readonly Path[];
}

const cache = new WeakMap<Protocol, Keys>();

/** The keys of a protocol, made once. */
export function keysOf(protocol: Protocol): Keys {
  let keys = cache.get(protocol);
  if (!keys) cache.set(protocol, (keys = makeKeys(protocol)));
  return keys;
}

function makeKeys({ parameters }: Protocol): Keys {
  const paths = new Map<string, readonly Path[]>();
  const names = new Map<string, string[]>();
  const seeds: Path[] = [];
  for (const [name, { keys, role }] of Object.entries(parameters)) {
    const own = keys.map(key => (key.includes('.') ? key.split('.') : ['training', key]));
    paths.set(name, own);
    if (role === 'seed') seeds.push(...own);
    for (const path of own) names.set(pathText(path), [...(names.get(pathText(path)) ?? []), name]);
  }
  return {
    seeds,
    pathsOf: name => paths.get(name) ?? [],
    namesAt: path => names.get(pathText(path)) ?? [],
  };
}

/**
 * Where a config states a parameter; of several generations the newest that it uses. The keys of a seed are no
 * generations but seeds of several things, of which the first is the one that logs mean.
 */
export function placeOf(document: SlotDocument, name: string, protocol: Protocol): Path | undefined {
  const paths = keysOf(protocol)
    .pathsOf(name)
    .filter(path => entryAt(document, path));
  return isSeedName(name, protocol) ? paths[0] : paths.at(-1);
}

const isSeedName = (name: string, { parameters }: Protocol): boolean => parameters[name]?.role === 'seed';

export function entryOf(document: SlotDocument, name: string, protocol: Protocol): Entry | undefined {
  const place = placeOf(document, name, protocol);
  return place && entryAt(document, place);
}

/**
 * The path under which a config has a parameter, or would have it: as another config of the same exploration has it,
 * else in the generation of the config's own keys. Those that begin with the same word were renamed together, so they
 * decide: in March 2026 `coeff_g_phi_diff` was new and `learning_rate_W_start` was not yet `lr_W`.
 * @returns undefined for a parameter that has no key.
 */
export function keyFor(
  document: SlotDocument,
  name: string,
  protocol: Protocol,
  like?: SlotDocument,
): Path | undefined {
  const own = placeOf(document, name, protocol) ?? (like && placeOf(like, name, protocol));
  return own ?? generationPath(document, name, protocol);
}

/** The path that a parameter has in the generation of a config, whether or not it is there. */
export function generationPath(document: SlotDocument, name: string, protocol: Protocol): Path | undefined {
  const paths = keysOf(protocol).pathsOf(name);
  if (paths.length < 2 || isSeedName(name, protocol)) return paths[0];
  const others = Object.keys(protocol.parameters).filter(other => other !== name);
  const family = others.filter(other => firstWord(other, protocol) === firstWord(name, protocol));
  const age = ageOf(document, family, protocol) ?? ageOf(document, others, protocol) ?? 0;
  return paths[Math.max(paths.length - 1 - age, 0)];
}

const firstWord = (name: string, protocol: Protocol): string | undefined =>
  keysOf(protocol).pathsOf(name).at(-1)?.at(-1)?.split('_')[0];

/** How many generations back most of these parameters are named; the newer of equals; undefined where none tells. */
function ageOf(document: SlotDocument, names: readonly string[], protocol: Protocol): number | undefined {
  const counts: number[] = [];
  for (const name of names) {
    const paths = keysOf(protocol).pathsOf(name);
    const place = paths.length > 1 ? placeOf(document, name, protocol) : undefined;
    if (!place) continue;
    const age = paths.length - 1 - paths.indexOf(place);
    counts[age] = (counts[age] ?? 0) + 1;
  }
  const most = Math.max(0, ...counts.filter(count => count > 0));
  return most > 0 ? counts.indexOf(most) : undefined;
}
