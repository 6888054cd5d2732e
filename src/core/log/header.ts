import { span } from '../text/span.ts';
import { token } from './assignments.ts';
import type { Header } from './model.ts';

/** Two or more `#`, one blank, `Iter`, a blank, digits, a colon: what the tree builder reads as a header. */
const readable = /^#{2,} Iter (\d+):/;
/** Anything a person would take for a header. */
const similar =
  /^\uFEFF?[ \t]*(?:[-*+>][ \t]+)?(?:\*\*|__)?(#{0,8})[ \t]*(?:\*\*|__)?[ \t]*(Iter(?:ation)?)[ \t.#_-]*(\d+)(?:\*\*|__)?[ \t]*(:?)(?:\*\*|__)?/i;
const statusLike =
  /^[ \t]*(?:[-–—.|][ \t]*)?(?:\*\*|\[)?(?:V_rest\b|success|partial|fail(?:ed|ure)?|pending|crashed|converged|robust|fragile)/i;
const looksLikeNode = /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?Node(?:\*\*)?[ \t]*:/i;

/** What may stand before the word of a header, however misspelled. */
const before = new Set(Array.from('# \t*_-+>\uFEFF', char => char.charCodeAt(0)));

/** A quick test that a line may be a header; cheap, because it is asked of every line. */
export function mayBeHeader(text: string, start: number): boolean {
  let at = start;
  while (before.has(text.charCodeAt(at))) at++;
  return (text.charCodeAt(at) | 32) === 105;
}

/**
 * The header that text[start, end), one line, holds. A line that the tree builder does not read counts when it is
 * a heading, has an iteration number, and goes on with a colon, a status word or a Node line; other lines only before a Node line.
 * `following` gives the next line that is not blank. To be asked only of lines that {@link mayBeHeader} lets through.
 */
export function parseHeader(
  text: string,
  start: number,
  end: number,
  following: () => string,
): Header | undefined {
  const line = text.slice(start, end);
  const exact = readable.exec(line);
  if (exact)
    return header(
      text,
      start,
      end,
      exact[1] ?? '',
      exact[0].length - 1 - (exact[1] ?? '').length,
      exact[0].length,
      true,
    );
  const match = similar.exec(line);
  if (!match) return undefined;
  const [whole, hashes = '', , digits = '', colon = ''] = match;
  const rest = line.slice(whole.length);
  const decorated = hashes !== '' || /^[ \t]*(?:[-*+>][ \t]+)?(?:\*\*|__)/.test(line);
  if (colon === '' && !(rest === '' || statusLike.test(rest))) {
    if (
      !decorated ||
      /^[ \t]*[-–—,&+/]|^[ \t]*(?:to|and|vs)\b/.test(rest) ||
      !looksLikeNode.test(following())
    )
      return undefined;
  }
  // Without a `#` it may be prose, `**Iter 2**: to be repeated`, unless a Node line follows.
  if (hashes === '' && !looksLikeNode.test(following())) return undefined;
  const idAt = whole.lastIndexOf(digits);
  return header(text, start, end, digits, idAt, whole.length, false);
}

function header(
  text: string,
  start: number,
  end: number,
  digits: string,
  idAt: number,
  statusAt: number,
  isReadable: boolean,
): Header {
  const idToken = token(text, start + idAt, start + idAt + digits.length);
  let from = start + statusAt;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return {
    span: span(start, end),
    id: Number(digits),
    idToken,
    status: token(text, from, to),
    readable: isReadable,
  };
}
