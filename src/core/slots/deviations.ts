/** Where a slot's parameters are not what its run is to have. */
import { equalValues } from '../lint/config.ts';
import type { Value } from '../protocol/types.ts';
import { isOfSlot, isSeed, lockedDifferences } from './changes.ts';
import { differences, sameToReader } from './compare.ts';
import type { Difference } from './compare.ts';
import type { SlotContext } from './context.ts';
import type { Config, SlotConfig } from './files.ts';
import { keyFor, keysOf } from './keys.ts';
import { pathText } from './model.ts';
import type { Path } from './model.ts';
import type { Change } from './splice.ts';

export interface Deviation {
  readonly name: string;
  readonly path: Path;
  /** Undefined where the config does not say it, and nothing else does. */
  readonly own: Value | undefined;
  readonly wanted: Value;
}

/**
 * The parameters that tell configs apart and are not as wanted. Of a lock that is broken, and of a key that has no
 * effect, other rules speak.
 * @param wanted undefined for a parameter of which nothing is known.
 */
export function deviations(
  config: SlotConfig,
  wanted: (name: string) => Value | undefined,
  context: SlotContext,
): readonly Deviation[] {
  const others = spokenOf(config, context);
  return context.names.sampleKey.flatMap(name => {
    const value = wanted(name);
    const own = context.valueOf(config, name);
    const path = keyFor(config.document, name, context.protocol, context.base?.document);
    if (value === undefined || !path || others.has(pathText(path))) return [];
    return own !== undefined && equalValues(own, value) ? [] : [{ name, path, own, wanted: value }];
  });
}

/**
 * Where a slot is no verbatim copy of a config: all that a re-run takes over, save what a missing key means. A lock that
 * the other config breaks is not taken over.
 */
export function unlike(config: SlotConfig, source: Config, context: SlotContext): readonly Difference[] {
  const { protocol, base } = context;
  const broken = base ? lockedDifferences(source.document, base.document, protocol) : [];
  const others = new Set([...spokenOf(config, context), ...broken.map(({ path }) => pathText(path))]);
  return differences(config.document, source.document, protocol).filter(
    ({ path, own, other, implied }) =>
      !implied &&
      !isOfSlot(path) &&
      !isSeed(path, protocol) &&
      !others.has(pathText(path)) &&
      !sameToReader(own?.node, other?.node),
  );
}

/** The paths of which slot-locked and slot-key-unknown speak. */
export function spokenOf(config: SlotConfig, context: SlotContext): ReadonlySet<string> {
  const locked = context.lockedDifferences(config).map(({ path }) => path);
  const paths = new Set([...strayPaths(config, context), ...locked.map(pathText)]);
  // A parameter under the key of another generation is the same parameter.
  for (const path of locked)
    for (const name of keysOf(context.protocol).namesAt(path))
      for (const place of keysOf(context.protocol).pathsOf(name)) paths.add(pathText(place));
  return paths;
}

/** Misspelt keys, and the keys that may be missing for them: of both slot-key-unknown speaks. */
export const strayPaths = (config: SlotConfig, context: SlotContext): ReadonlySet<string> =>
  new Set(context.strayKeys(config).flatMap(({ path, meant }) => [pathText(path), pathText(meant)]));

/** The changes that give each parameter its wanted value. */
export const corrected = (found: readonly Deviation[]): readonly Change[] =>
  found.map(({ path, wanted }) => ({ kind: 'set', path, value: wanted }));
