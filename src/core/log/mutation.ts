import { span } from '../text/span.ts';
import { parseAssignments, token } from './assignments.ts';
import type { Assignment, MutationKind, MutationPair, Token } from './model.ts';

/** What a Mutation line says. */
export interface MutationContent {
  readonly kind: MutationKind;
  readonly pairs: readonly MutationPair[];
  readonly assignments: readonly Assignment[];
  readonly rerunOf?: Token & { readonly id: number };
  readonly canonicalNone: boolean;
}

const canonicalNone = /^\[none\] — robustness re-run of Node \d+$/;
const noneWords =
  /^(?:\[?none\]?|no[- ](?:change|mutation)|n\/a|unchanged|baseline|control|defaults?|robustness|(?:exact |verbatim )?(?:replicat\w*|replica|re-?run|repeat|copy|duplicate)|same (?:config )?as|identical)\b|^\[none\]/i;
const isParameter = /^[A-Za-z_][\w./]*$/;
const namedNode = /\b(?:node|iter(?:ation)?)\s*#?(\d+)/i;
const pair = /([A-Za-z_][\w./]*)(\s*[:=]\s*)([^\s,;:=]+)(\s*)(-+>|→|=>|⇒)(\s*)([^\s,;]+)/g;

/** Brackets that follow a blank, and quotes, are notes: blanked out, so that what they hold is not read as a change. */
function withoutNotes(text: string): string {
  if (!/["“([]/.test(text)) return text;
  return text.replace(/"[^"]*"|“[^”]*”|(?<=^|\s)\([^()]*(?:\([^()]*\)[^()]*)*\)|(?<=^|\s)\[[^\]]*\]/g, note => ' '.repeat(note.length));
}

/** Reads the value of a Mutation line, text[start, end), with ranges. */
export function parseMutation(text: string, start: number, end: number): MutationContent {
  const value = text.slice(start, end);
  if (/^\[code\]/i.test(value)) return content('code');
  const plain = withoutNotes(value);
  const pairs = parsePairs(text, plain, start);
  const assignments = pairs.length > 0 || !noneWords.test(value) ? parseBare(plain, pairs, start) : [];
  if (pairs.length > 0 || assignments.length > 0) return content('pairs', pairs, assignments);
  if (!noneWords.test(value)) return content('unreadable');
  const named = namedNode.exec(value);
  const none = { ...content('none'), canonicalNone: canonicalNone.test(value) };
  if (!named) return none;
  const digits = named[1] ?? '';
  const at = start + named.index + named[0].length - digits.length;
  return { ...none, rerunOf: { ...token(text, at, at + digits.length), id: Number(digits) } };
}

const content = (
  kind: MutationKind,
  pairs: readonly MutationPair[] = [],
  assignments: readonly Assignment[] = [],
): MutationContent => ({ kind, pairs, assignments, canonicalNone: false });

function parsePairs(text: string, plain: string, start: number): MutationPair[] {
  return [...plain.matchAll(pair)].map(match => {
    const [, param = '', separator = '', old = '', before = '', arrow = '', after = '', next = ''] = match;
    const at = start + match.index;
    const oldAt = at + param.length + separator.length;
    const arrowAt = oldAt + old.length + before.length;
    const newAt = arrowAt + arrow.length + after.length;
    const newEnd = newAt + next.replace(/(?<=.)\.$/, '').length;
    return {
      span: span(at, newEnd),
      param: token(text, at, at + param.length),
      old: token(text, oldAt, oldAt + old.length),
      arrow: token(text, arrowAt, arrowAt + arrow.length),
      new: token(text, newAt, newEnd),
      canonical: separator === ': ' && before === ' ' && arrow === '->' && after === ' ',
    };
  });
}

/** `param=value` beside or instead of pairs; sentences after them are not looked at. */
function parseBare(plain: string, pairs: readonly MutationPair[], start: number): Assignment[] {
  if (!plain.includes('=')) return [];
  let rest = plain;
  for (const { span: at } of pairs) {
    rest = rest.slice(0, at.start - start) + ','.repeat(at.end - at.start) + rest.slice(at.end - start);
  }
  const sentence = rest.search(/[.!?](?:\s+[A-Z]|\s*$)|\s+(?:because|since|to test)\s/);
  const listed = (sentence < 0 ? rest : rest.slice(0, sentence)).replace(/ \+ /g, ' , ');
  return parseAssignments(listed, 0, listed.length)
    .items.filter(item => isParameter.test(item.key.text) && item.separator.text.includes('=') && item.value.text !== '')
    .map(item => item.movedBy(start));
}
