/** What a search policy sees and what it answers. */
import type { Random } from './random.ts';
import type { Config } from './space.ts';

export type Role = 'exploit' | 'explore' | 'robustness';

/** A run as the log states it; without metrics where it crashed. */
export interface Run {
  readonly id: number;
  readonly parent: number | 'root';
  readonly config: Config;
  readonly minutes?: number;
  readonly metrics?: { readonly vrest: number; readonly connectivity: number };
}

/** What a slot shall run. A config that has run already is a re-run. */
export interface Choice {
  readonly role: Role;
  readonly parent: number | 'root';
  readonly config: Config;
}

/** Everything that is known before a batch: the log as text, and the same as runs for policies that need no parser. */
export interface History {
  readonly log: string;
  readonly runs: readonly Run[];
  /** The batch to choose, from 1. */
  readonly batch: number;
}

/** Chooses the four slots of a batch from the second on; the first is the specification's start batch for all. */
export type Policy = (history: History, rng: Random) => readonly Choice[];
