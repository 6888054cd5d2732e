/** What recording looks at, and what comes of it. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { ConfigFile, SlotFile } from '../../slots/files.ts';
import type { TextEdit } from '../../text/edits.ts';

/** The result log of a slot. */
export interface ResultFile {
  readonly slot: number;
  readonly path: string;
  readonly text: string;
  /** By which the plan knows it; see `resultHash`. */
  readonly hash: string;
  /** When it last changed, in milliseconds: only ever compared with that of others. */
  readonly modified: number;
}

/** What a slot's training left when it failed. */
export interface ErrorFile extends ResultFile {
  /** The error output of the slot's job, which runs that go well write to as well. */
  readonly isJob?: boolean;
}

export interface RecordInput {
  /** The name of the exploration, for a plan that does not exist yet. */
  readonly name: string;
  /** The log as it was linted. */
  readonly exploration: Exploration;
  /** The text of that log. */
  readonly text: string;
  /** The plan file; undefined when there is none. */
  readonly plan: { readonly text: string } | undefined;
  readonly results: readonly ResultFile[];
  readonly errors: readonly ErrorFile[];
  readonly slots: readonly SlotFile[];
  /** The configs that runs used, by iteration. */
  readonly snapshots: ReadonlyMap<number, ConfigFile>;
  readonly base: ConfigFile | undefined;
  /**
   * The parent that slot 0 of the next batch would get once a text is the log. Left out, it is the node with the highest
   * score.
   */
  readonly nextParent?: ((log: string) => number | 'root' | undefined) | undefined;
}

/** What is to be written; nothing of it touches what is there. */
export interface Recording {
  /** The iterations that are added, in their order. */
  readonly iterations: readonly number[];
  /** Edits of the log: one insertion at its end. */
  readonly edits: readonly TextEdit[];
  /** The entries' texts, without the log's own line breaks. */
  readonly entries: readonly string[];
  /** Edits of the plan file, or the text of one that does not exist yet. */
  readonly plan: { readonly edits: readonly TextEdit[] } | { readonly text: string };
  /** What a person should know, in sentences. */
  readonly notes: readonly string[];
}

export type RecordOutcome =
  | ({ readonly kind: 'record' } & Recording)
  /** No result waits. */
  | {
      readonly kind: 'nothing';
      readonly message: string;
      /** Where entries are not what their result logs say. */
      readonly differences: readonly string[];
    }
  /** There is reason to doubt; with a person's consent the recording is made all the same. */
  | {
      readonly kind: 'ask';
      readonly message: string;
      readonly doubts: readonly string[];
      readonly recording: Recording;
    }
  | { readonly kind: 'refused'; readonly message: string; readonly advice: string };
