import { span } from '../text/span.ts';
import { parseAssignments, token } from './assignments.ts';
import type { Assignment, MutationKind, MutationPair, Token } from './model.ts';
import { parseBoolean, parseNumber } from './number.ts';

/** What a Mutation line says. */
export interface MutationContent {
  readonly kind: MutationKind;
  readonly pairs: readonly MutationPair[];
  readonly assignments: readonly Assignment[];
  readonly rerunOf?: Token & { readonly id: number };
  readonly canonicalNone: boolean;
}

/** The template's re-run; a note in brackets or a sentence may follow, as after a pair. */
const canonicalNone = /^\[none\] — robustness re-run of Node \d+(?:$|\.(?:\s|$)|\s+\()/;
const noneWords =
  /^[[(]?(?:none|no[- ](?:change|mutation)s?|n\/a|unchanged|nothing|baseline|control|defaults?|robustness|(?:exact |verbatim |plain |pure )?(?:replicat\w*|replica|re-?runs?|repeat\w*|cop(?:y|ies)|duplicate)|same (?:config )?as|identical|(?:node|iter(?:ation)?) #?\d+(?:'s)? (?:defaults?|config|baseline|unchanged|replica\w*|re-?run))\b/i;
const isParameter = /^[A-Za-z_][\w./]*$/;
const namedNode = /\b(?:node|iter(?:ation)?)\s*#?(\d+)/i;
/** A value is a word, or a function with its arguments: `randn_scaled(scale=1.0)`. */
const pair =
  /(?<![\w./])([A-Za-z_][\w./]*)(\s*[:=]\s*)([^\s,;:=()]+?(?:\([^()]*\))?)(\s*)(-+>|→|=+>|⇒)(\s*)([^\s,;()]+(?:\([^()]*\))?)/g;

const blank = (text: string): string => ' '.repeat(text.length);

/** Brackets that follow a blank, and quotes, are notes: blanked out, so that what they hold is not read as a change. */
function withoutNotes(text: string): string {
  if (!/["“([]/.test(text)) return text;
  return text.replace(
    /"[^"]*"|“[^“”]*”|(?<=^|\s)\([^()]*(?:\([^()]*\)[^()]*)*\)|(?<=^|\s)\[[^[\]]*\]/g,
    blank,
  );
}

/** Reads the value of a Mutation line, text[start, end), with ranges. */
export function parseMutation(text: string, start: number, end: number): MutationContent {
  const value = text.slice(start, end);
  const words = value.trimStart();
  if (/^\[code\]/i.test(words)) return content('code');
  const plain = withoutNotes(value);
  const pairs = parsePairs(plain, start);
  const isNone = noneWords.test(words);
  const assignments = pairs.length > 0 || !isNone ? parseBare(plain, pairs, start) : [];
  if (pairs.length > 0 || assignments.length > 0) return content('pairs', pairs, assignments);
  if (!isNone) return content('unreadable');
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

function parsePairs(plain: string, start: number): MutationPair[] {
  const pairs: MutationPair[] = [];
  pair.lastIndex = 0;
  // The text after the last arrow holds no pair, and is not searched for one.
  while (hasArrow(plain, pair.lastIndex)) {
    const match = pair.exec(plain);
    if (!match) break;
    pairs.push(pairOf(match, start + match.index));
  }
  return pairs;
}

const anyArrow = /[>→⇒]/g;

function hasArrow(text: string, from: number): boolean {
  anyArrow.lastIndex = from;
  return anyArrow.test(text);
}

function pairOf(match: RegExpExecArray, at: number): MutationPair {
  const [, param = '', separator = '', old = '', before = '', arrow = '', after = '', next = ''] = match;
  const oldAt = at + param.length + separator.length;
  const arrowAt = oldAt + old.length + before.length;
  const newAt = arrowAt + arrow.length + after.length;
  const to = next.length > 1 && next.endsWith('.') ? next.slice(0, -1) : next;
  return {
    span: span(at, newAt + to.length),
    param: tokenAt(param, at),
    old: tokenAt(old, oldAt),
    arrow: tokenAt(arrow, arrowAt),
    new: tokenAt(to, newAt),
    canonical: separator === ': ' && before === ' ' && arrow === '->' && after === ' ',
  };
}

const tokenAt = (text: string, start: number): Token => ({ text, start, end: start + text.length });

/** `param=value` beside or instead of pairs; sentences after them are not looked at. */
function parseBare(plain: string, pairs: readonly MutationPair[], start: number): Assignment[] {
  const rest = withoutPairs(plain, pairs, start);
  if (!rest.includes('=') && !rest.includes(':')) return [];
  const sentence = rest.search(/[.!?](?:\s+[A-Z]|\s*$)|\s(?:because|since|to test)\s/);
  const listed = (sentence < 0 ? rest : rest.slice(0, sentence))
    .replace(/ (\+|&|and) (?=[A-Za-z_][\w./]*\s*[:=])/g, sign => ','.repeat(sign.length))
    .replace(/\+(?=[A-Za-z_][\w./]*\s*=)/g, ',');
  return parseAssignments(listed, 0, listed.length)
    .items.filter(isChange)
    .map(item => item.movedBy(start));
}

function withoutPairs(plain: string, pairs: readonly MutationPair[], start: number): string {
  let rest = '';
  for (const { span: at } of pairs)
    rest += plain.slice(rest.length, at.start - start) + ','.repeat(at.end - at.start);
  return rest + plain.slice(rest.length);
}

/** `p=2`, and `p: 2` where the value cannot be the first word of a sentence. */
function isChange({ key, separator, value }: Assignment): boolean {
  if (!isParameter.test(key.text) || value.text === '') return false;
  return (
    separator.text.includes('=') ||
    parseNumber(value.text) !== undefined ||
    parseBoolean(value.text) !== undefined
  );
}
