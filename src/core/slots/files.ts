/** The configs of an exploration and what else is known of it, as the rules of slot configs look at them. */
import type { Plan } from '../batch/plan.ts';
import type { Value } from '../protocol/types.ts';
import type { Runs } from '../samples/groups.ts';
import type { SlotDocument } from './model.ts';

/** A config as a host read it. */
export interface ConfigFile {
  /** How the host finds it again. */
  readonly path: string;
  readonly text: string;
}

export interface SlotFile extends ConfigFile {
  readonly slot: number;
}

/** What a host read of an exploration; everything but the slot configs may be missing. */
export interface SlotFiles {
  readonly slots: readonly SlotFile[];
  /** The config that the search started from. */
  readonly base?: ConfigFile | undefined;
  /** The configs that earlier runs used, by iteration. */
  readonly snapshots?: ReadonlyMap<number, ConfigFile> | undefined;
  /** The runs of the log; those of an empty log for an exploration that has not begun. */
  readonly runs?: Runs | undefined;
  readonly plan?: Plan | undefined;
}

/** A config that could be read. */
export interface Config {
  readonly file: ConfigFile;
  readonly document: SlotDocument;
  /** The parameters that it states, by canonical name. */
  readonly values: ReadonlyMap<string, Value>;
}

export interface SlotConfig extends Config {
  readonly slot: number;
}
