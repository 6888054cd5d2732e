/** How the loop names the files of an exploration `<name>`, which searches from a base config `<base>`. */
import { baseName } from './paths.ts';

/** What a file name is made of. */
export interface Known {
  readonly name: string;
  /** Undefined when nothing says it: files that are named after it cannot be found then. */
  readonly base: string | undefined;
  readonly slot?: number | undefined;
}

/** The file name of each kind; `results` is what a run measured, `errors` what one left that failed. */
export const fileNames = {
  log: ({ name }: Known) => `${name}_analysis.md`,
  memory: ({ name }: Known) => `${name}_memory.md`,
  scores: ({ name }: Known) => `${name}_ucb_scores.txt`,
  reasoning: ({ name }: Known) => `${name}_reasoning.log`,
  plan: ({ name }: Known) => `${name}_plan.yaml`,
  slots: ({ name, slot }: Known) => `${name}_${twoDigits(slot)}.yaml`,
  results: ({ name, slot }: Known) => `${name}_${twoDigits(slot)}_analysis.log`,
  errors: ({ slot }: Known) => `training_error_${twoDigits(slot)}.log`,
  jobErrors: ({ slot }: Known) => `cluster_train_${twoDigits(slot)}.err`,
  baseConfig: ({ base }: Known) => base && `${base}.yaml`,
  instruction: ({ base }: Known) => base && `instruction_${base}.md`,
  parallelInstruction: ({ base }: Known) => base && `instruction_${base}_parallel.md`,
} as const satisfies Readonly<Record<string, (known: Known) => string | undefined>>;
export type FileKind = keyof typeof fileNames;

/** The folder of the runs of an exploration, beside its log. */
export const runsFolder = (name: string): string => `${name}_runs`;

export const twoDigits = (slot = 0): string => String(slot).padStart(2, '0');

/** The config that one run used, kept by the loop: `iter_012_slot_03.yaml`. */
export const snapshotName = (iteration: number, slot: number): string =>
  `iter_${String(iteration).padStart(3, '0')}_slot_${twoDigits(slot)}.yaml`;

/** `<name>` of `<name>_analysis.md`, whatever folder it is in; a log that is called otherwise gives its name without ending. */
export const nameOf = (log: string): string => withoutEnding(baseName(log));

/** A log's path or file name without what all logs end in. */
export const withoutEnding = (log: string): string => log.replace(/(?:_analysis)?\.[^./]*$/, '');

/** `<base>` of `<base>_Claude`, the name that the loop gives; undefined for a name that somebody chose. */
export const baseOf = (name: string): string | undefined => /^(.+)_Claude$/.exec(name)?.[1];

/** What a file is by its name. */
export type Meaning =
  | { readonly kind: 'log' | 'memory' | 'scores' | 'reasoning' | 'plan'; readonly name: string }
  | { readonly kind: 'slots' | 'results'; readonly name: string; readonly slot: number }
  | { readonly kind: 'errors' | 'jobErrors'; readonly slot: number }
  | { readonly kind: 'snapshots'; readonly iteration: number; readonly slot: number };

const snapshot = /^iter_(\d{3,})_slot_(\d\d)\.yaml$/;
const ofSlot = /^(.+)_(\d\d)(?:(_analysis\.log)|\.yaml)$/;
const failure = /^(?:training_error_(\d\d)\.log|cluster_train_(\d\d)\.err)$/;
const whole = /^(.+)_(?:analysis\.md|memory\.md|ucb_scores\.txt|reasoning\.log|plan\.yaml)$/;

/** What a file name alone says; undefined for one that says nothing. `a_b_00.yaml` may be a base config all the same. */
export function meaningOf(file: string): Meaning | undefined {
  const [, iteration, run] = snapshot.exec(file) ?? [];
  if (iteration !== undefined) return { kind: 'snapshots', iteration: Number(iteration), slot: Number(run) };
  const [, name = '', slot, result] = ofSlot.exec(file) ?? [];
  if (slot !== undefined) return { kind: result ? 'results' : 'slots', name, slot: Number(slot) };
  const [, error, job] = failure.exec(file) ?? [];
  if (error ?? job) return { kind: error ? 'errors' : 'jobErrors', slot: Number(error ?? job) };
  const known = { name: whole.exec(file)?.[1] ?? '', base: undefined };
  const kinds = ['log', 'memory', 'scores', 'reasoning', 'plan'] as const;
  const kind = known.name === '' ? undefined : kinds.find(each => fileNames[each](known) === file);
  return kind && { kind, name: known.name };
}
