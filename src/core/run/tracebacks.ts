/** Python tracebacks in the output and the error logs of runs, as data. */
import { join } from '../files/paths.ts';

/** A place in a Python file, as the process that failed names it. */
export interface Frame {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The function that it is in; undefined where Python names none, as for a file that it cannot parse. */
  readonly inside?: string | undefined;
}

export interface Traceback {
  /** What was raised: `ValueError: no such key`. */
  readonly message: string;
  /** From the outermost call to the place where it was raised; never empty. */
  readonly frames: readonly Frame[];
}

const heading = /^(.*?)Traceback \(most recent call last\):\s*$/;
const frame = /^\s+File "([^"]+)", line (\d+)(?:, in (.+))?$/;

/**
 * The tracebacks of a text in their order; each of a chain (`During handling of the above exception`) is one of its own.
 * What stands before `Traceback` in its line, as the bar of an exception group, stands before the lines that follow, too.
 */
export function readTracebacks(text: string): readonly Traceback[] {
  const found: Traceback[] = [];
  let prefix = '';
  let frames: Frame[] = [];
  for (const whole of text.split(/\r?\n/)) {
    const [, before] = heading.exec(whole) ?? [];
    if (before !== undefined) {
      prefix = before;
      frames = [];
      continue;
    }
    const line = whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
    const [, file, at, inside] = frame.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(at), inside });
    else if (frames.length > 0 && /^\S/.test(line)) {
      found.push({ message: line.trimEnd(), frames });
      frames = [];
      prefix = '';
    }
  }
  return found;
}

/** How a target's folders are called here. */
export interface Mapping {
  /** The folder of the project on the target, and here. */
  readonly folder: string;
  readonly root: string;
  /** Other folders of the target, and what they are called here. */
  readonly pathMap: Readonly<Record<string, string>>;
}

/** Where a file of the target is here; undefined for one that is in none of the folders. The longest folder counts. */
export function placeHere(file: string, { folder, root, pathMap }: Mapping): string | undefined {
  // `<string>`, `<frozen importlib>`: code that is in no file.
  if (file.startsWith('<')) return undefined;
  const path = join(folder, file);
  const folders = Object.entries({ [folder]: root, ...pathMap })
    .filter(([there]) => path === there || path.startsWith(withSlash(there)))
    .sort(([a], [b]) => b.length - a.length);
  const [nearest] = folders;
  if (!nearest) return undefined;
  const [there, here] = nearest;
  return join(here, path.slice(withSlash(there).length));
}

const withSlash = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

/** A traceback as a problem: where it is shown, and how it came there. */
export interface Located extends Traceback {
  /** The innermost frame whose file is here, and its place here. */
  readonly at: PlacedFrame;
  /** The other frames whose files are here, from the outermost. */
  readonly callers: readonly PlacedFrame[];
}

export interface PlacedFrame extends Frame {
  readonly here: string;
}

/**
 * The tracebacks of which at least one frame is in a file that is here, each once; those of one place that say the same
 * are one.
 */
export function locatedTracebacks(texts: readonly string[], mapping: Mapping): readonly Located[] {
  const found = new Map<string, Located>();
  for (const traceback of texts.flatMap(readTracebacks)) {
    const placed = traceback.frames.flatMap((own): PlacedFrame[] => {
      const here = placeHere(own.file, mapping);
      return here === undefined ? [] : [{ ...own, here }];
    });
    const at = placed.at(-1);
    if (at)
      found.set(`${at.here}:${at.line}:${traceback.message}`, {
        ...traceback,
        at,
        callers: placed.slice(0, -1),
      });
  }
  return [...found.values()];
}
