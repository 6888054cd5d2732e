/** The entries of a log as symbols of a workspace. */
import type { Log } from '../log/model.ts';
import { oneLine } from '../text/markdown.ts';
import { positionAt } from '../text/lines.ts';
import type { Range } from '../lint/problem.ts';

export interface LogSymbol {
  /** `Iter 42: V_rest partial`, as the header says it. */
  readonly name: string;
  /** The header line. */
  readonly range: Range;
}

/** An entry each, in the order of the log. */
export function symbolsOf({ sections, firstLines }: Log): LogSymbol[] {
  return sections.flatMap(({ entry, lineStarts }, i) => {
    if (!entry) return [];
    const { id, status, span } = entry.header;
    const place = (offset: number) => {
      const { line, character } = positionAt(lineStarts, offset);
      return { line: line + (firstLines[i] ?? 0), character };
    };
    const name = status.text === '' ? `Iter ${id}` : `Iter ${id}: ${oneLine(status.text)}`;
    return [{ name, range: { start: place(span.start), end: place(span.end) } }];
  });
}

/** An editor that is given more than this shows the nearest alone anyway. */
const most = 500;

/**
 * Those whose names hold the letters of a query in its order, blanks aside and in any case; the ones that hold them
 * together come first. An editor ranks them itself.
 */
export function matching(symbols: readonly LogSymbol[], query: string): LogSymbol[] {
  const letters = withoutBlanks(query);
  if (letters === '') return [];
  const together: LogSymbol[] = [];
  const apart: LogSymbol[] = [];
  for (const symbol of symbols) {
    const name = withoutBlanks(symbol.name);
    if (name.includes(letters)) together.push(symbol);
    else if (holds(name, letters)) apart.push(symbol);
  }
  return [...together, ...apart].slice(0, most);
}

const withoutBlanks = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

function holds(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
