/** Seeds that runs share. */
import { sameNode } from './compare.ts';
import type { SlotContext } from './context.ts';
import type { Config, SlotConfig } from './files.ts';
import { keysOf } from './keys.ts';
import { entryAt } from './model.ts';
import type { Path } from './model.ts';

/** A config with the same seeds, and what it is. */
export interface SeedTwin {
  readonly other: Config;
  readonly what: string;
}

/** The first config that has all the seeds of a slot. */
export function seedTwin(config: SlotConfig, context: SlotContext): SeedTwin | undefined {
  const own = seedsOf(config, context);
  if (own.length === 0) return undefined;
  return twins(config, context).find(({ other }) => own.every(path => isSame(path, config, other)));
}

/** The seeds that a config has. */
export const seedsOf = ({ document }: Config, { protocol }: SlotContext): readonly Path[] =>
  keysOf(protocol).seeds.filter(path => entryAt(document, path));

function isSame(path: Path, a: Config, b: Config): boolean {
  const [own, other] = [a, b].map(({ document }) => entryAt(document, path)?.node);
  return own !== undefined && other !== undefined && sameNode(own, other);
}

/** The lower slots, so that of two one is told, and the run that the plan has this slot repeat. */
function twins({ slot }: SlotConfig, context: SlotContext): SeedTwin[] {
  const lower = context.slots.filter(other => other.slot < slot);
  const planned = context.planned(slot);
  const parent = planned?.mutations.length === 0 ? planned.parent : undefined;
  const repeated = typeof parent === 'number' ? context.snapshot(parent) : undefined;
  return [
    ...lower.map(other => ({ other, what: `slot ${other.slot}` })),
    ...(repeated ? [{ other: repeated, what: `Iter ${parent ?? ''}, which it repeats` }] : []),
  ];
}
