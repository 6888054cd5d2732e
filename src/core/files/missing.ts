import type { ExplorationFiles } from './gather.ts';
import { twoDigits } from './names.ts';
import type { NamedKind } from './named.ts';
import type { FilePlace } from './search.ts';

/** A file that was not found, in a sentence with the paths that were tried. */
export interface Missing {
  readonly kind: NamedKind;
  readonly message: string;
}

const words = {
  log: 'log',
  memory: 'memory file',
  scores: 'score file',
  reasoning: 'reasoning log',
  plan: 'plan',
  baseConfig: 'base config',
  instruction: 'instruction file',
  parallelInstruction: 'parallel instruction file',
  slots: 'slot config',
  results: 'result log',
  errors: 'training error log',
  jobErrors: "job's error output",
} as const;

/**
 * What an exploration lacks. Much of it need not be there: the caller chooses.
 * @param shown how a path is written for its reader.
 */
export function missingFiles(
  files: ExplorationFiles,
  shown: (path: string) => string = path => path,
): readonly Missing[] {
  const sentence = (what: string, { tried }: FilePlace) =>
    `There is no ${what}. Looked for ${tried.map(shown).join(', ')}.`;
  const found: Missing[] = [];
  for (const [kind, what] of Object.entries(words) as [keyof typeof words, string][]) {
    const place = files[kind];
    if (place === undefined) found.push({ kind, message: unknownBase(what, files.name) });
    else if (isOne(place)) {
      if (!place.exists) found.push({ kind, message: sentence(what, place) });
    } else {
      for (const [slot, one] of place.entries())
        if (!one.exists) found.push({ kind, message: sentence(`${what} of slot ${twoDigits(slot)}`, one) });
    }
  }
  if (!files.snapshotFolder.exists)
    found.push({ kind: 'snapshots', message: sentence('folder of snapshots', files.snapshotFolder) });
  return found;
}

const isOne = (place: FilePlace | readonly FilePlace[]): place is FilePlace => !Array.isArray(place);

const unknownBase = (what: string, name: string): string =>
  `The ${what} is not known: ${name} does not end in _Claude, so it does not say its base config. Name that in iterlog.yaml as files.baseConfig.`;
