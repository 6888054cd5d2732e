/** The files that an `iterlog.yaml` names because they are not where the loop puts them. */
import { baseOf, fileNames, nameOf, twoDigits, withoutEnding } from './names.ts';
import type { FileKind, Known } from './names.ts';
import { baseName, join, parentOf } from './paths.ts';

/** What can be named. */
export type NamedKind = FileKind | 'snapshots';

/** What each is, in the words of the JSON schema. */
export const namedKinds: Readonly<Record<NamedKind, string>> = {
  log: 'The log.',
  baseConfig: 'The config that the search started from.',
  slots: 'The slot configs, with `{slot}` for 00, 01 and so on.',
  snapshots: 'The folder of the configs that each run used, `iter_NNN_slot_SS.yaml`.',
  results: 'The result logs of the slots, with `{slot}`.',
  errors: 'What the training of a slot leaves when it fails, with `{slot}`.',
  jobErrors: "The error output of the slots' jobs, with `{slot}`.",
  scores: 'The score file.',
  memory: 'The memory file.',
  reasoning: 'The log of what the language model said.',
  plan: "iterlog's plan of the batches.",
  instruction: 'The instruction file.',
  parallelInstruction: 'The addendum to the instruction for parallel mode.',
};

/** Those of which there is one a slot, so that the path needs `{slot}`. */
export const kindsPerSlot: readonly string[] = ['slots', 'results', 'errors', 'jobErrors'];

/** Paths from the folder of the `iterlog.yaml`, with `{name}`, `{base}` and `{slot}` for what they stand for. */
export type NamedFiles = Readonly<Partial<Record<NamedKind, string>>>;

export interface NamedIn {
  readonly folder: string;
  readonly files: NamedFiles;
}

/** The path that is named for a kind of file; undefined when none is, or when it needs a base that is unknown. */
export function namedPath(named: NamedIn | undefined, kind: NamedKind, known: Known): string | undefined {
  const template = named?.files[kind];
  if (!named || template === undefined) return undefined;
  const { name, base, slot } = known;
  if (base === undefined && template.includes('{base}')) return undefined;
  const values: Readonly<Record<string, string>> = { name, base: base ?? '', slot: twoDigits(slot) };
  return join(
    named.folder,
    template.replace(/\{(name|base|slot)\}/g, (_, word: string) => values[word] ?? ''),
  );
}

/** The base config of an exploration: the named one, else what the name says; undefined when neither says it. */
export function baseFor(name: string, named: NamedIn | undefined): string | undefined {
  const base = baseOf(name);
  const path = namedPath(named, 'baseConfig', { name, base });
  return path === undefined ? base : withoutEnding(baseName(path));
}

/** Where a file that stands beside the log is or belongs. */
export function besideLog(
  kind: 'memory' | 'scores' | 'reasoning' | 'plan',
  log: string,
  named: NamedIn | undefined,
): string {
  const name = nameOf(log);
  const known = { name, base: baseFor(name, named) };
  return namedPath(named, kind, known) ?? join(parentOf(log), fileNames[kind](known));
}

/** The name of the exploration whose file an `iterlog.yaml` names so; undefined for another file. */
export function namedExploration(named: NamedIn | undefined, file: string): string | undefined {
  if (!named) return undefined;
  const { log, ...others } = named.files;
  if (log !== undefined && matcher(join(named.folder, log)).test(file)) return nameOf(file);
  for (const [kind, template] of Object.entries(others)) {
    const path = kind === 'snapshots' ? parentOf(file) : file;
    const found = matcher(join(named.folder, template)).exec(path);
    if (!found) continue;
    const { name, base } = found.groups ?? {};
    if (name !== undefined) return name;
    if (log !== undefined && !log.includes('{')) return nameOf(log);
    if (base !== undefined) return `${base}_Claude`;
  }
  return undefined;
}

const patterns: Readonly<Record<string, string>> = { name: '[^/]+', base: '[^/]+', slot: '\\d\\d' };

/** What a path with placeholders matches; the same placeholder stands for the same text throughout. */
function matcher(template: string): RegExp {
  const seen = new Set<string>();
  const source = template.split(/\{(name|base|slot)\}/).map((part, i) => {
    if (i % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    return `(?<${part}>${patterns[part] ?? ''})`;
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}
