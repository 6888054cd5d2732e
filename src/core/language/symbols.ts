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

/** Those whose names hold the letters of a query in its order, blanks aside, in any case. An editor ranks them itself. */
export function matching(symbols: readonly LogSymbol[], query: string): LogSymbol[] {
  const letters = query.toLowerCase().replace(/\s+/g, '');
  return letters === '' ? [] : symbols.filter(({ name }) => holds(name.toLowerCase(), letters));
}

function holds(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
