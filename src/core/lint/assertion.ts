/** Whether prose says something outright: not quoted, denied, asked, hoped for or hedged. */

/** The clause in which some words of a text stand. Brackets inside it belong to it. */
export interface Clause {
  /** Where the words begin. */
  readonly at: number;
  readonly start: number;
  /** What stands in it before the words, and after them. */
  readonly before: string;
  readonly after: string;
  /** What stands in the sentence before the words. */
  readonly lead: string;
  /** Nothing before the words turns, denies, hedges or compares: most clauses need no closer look. */
  readonly isPlain: boolean;
}

const turn = 'but|however|despite|although|though|while|whereas|yet';
const turning = new RegExp(`\\b(?:${turn})\\b(?!.*\\b(?:${turn})\\b)`, 'is');
const denial =
  /\b(?:not|no|never|none|nor|neither|either|or|nothing|without|cannot|hardly|barely|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|rather than|instead of|refut\w+|far from)\b|n['’]t\b/i;
const hedge =
  /\b(?:may|might|could|would|should|can|will|if|whether|unless|until|needs?|hop(?:e[sd]?|ing)|try(?:ing)?|tries|tried|attempt\w*|possibl[ey]|perhaps|maybe|potential\w*|appears?|seems?|suggest\w*|likely|probabl[ey]|presumably|unclear|hypothes\w+|aim\w*|goal|want\w*|expect(?:s|ing)?|plan(?:s|ned)?|testing|to (?:see|check|test|find))\b/i;
const comparison =
  /\b(?:than|vs|below|close to|comparable|worse|lower|short of|tied|similar|iter|node|iteration)\b/i;
const doubtful = new RegExp(`\\b(?:${turn})\\b|${denial.source}|${hedge.source}|${comparison.source}`, 'i');
const quoteMarks = /["“„«`‘]|(?:^|[\s(])'/;

/** The clause that holds text[at, end). */
export function clauseAround(text: string, at: number, end: number): Clause {
  let start = startOf(text, at, false);
  const lead = text.slice(startOf(text, start, true), at);
  const isPlain = lead === '' || !doubtful.test(lead);
  const match = isPlain ? null : turning.exec(text.slice(start, at));
  if (match) start += match.index + match[0].length;
  return {
    at,
    start,
    before: text.slice(start, at),
    after: text.slice(end, endOf(text, end)),
    lead,
    isPlain,
  };
}

/** The clause, or where it stands in brackets, what stands before those and it: `alpha=0.62 (best)`. */
export function withLead(text: string, { at, start, before }: Clause): string {
  if (text.charAt(start - 1) !== '(') return before;
  return text.slice(startOf(text, start - 1, false), at);
}

/** Whether the words of a clause are the writer's own and are said without reservation. */
export function isAsserted(text: string, { at, before, after, lead, isPlain }: Clause): boolean {
  if (!isPlain && (denial.test(before) || hedge.test(lead))) return false;
  if (isAsked(text, at + after.length)) return false;
  return !quoteMarks.test(text) || !isQuoted(text, at);
}

const blank = 32;

/** Whether a full stop, comma or the like stands at an offset, and not the point of a number or an abbreviation. */
function isBreak(text: string, at: number, wholeSentence: boolean): boolean {
  switch (text.charCodeAt(at)) {
    case 59: // ;
    case 33: // !
    case 63: // ?
    case 8212: // —
      return true;
    case 46: // .
      return isBlank(text, at + 1) && !text.startsWith('vs', at - 2);
    case 8211: // –
    case 45: // -
      return text.charCodeAt(at - 1) === blank && text.charCodeAt(at + 1) === blank;
    case 44: // ,
    case 58: // :
      return !wholeSentence && isBlank(text, at + 1);
    default:
      return false;
  }
}

/** Whether a text goes on with a blank or a line break, or ends. */
const isBlank = (text: string, at: number): boolean => at >= text.length || text.charCodeAt(at) <= blank;

const [open, close] = [40, 41];

/** Where what leads up to an offset begins; out of an open bracket only for the sentence. */
function startOf(text: string, at: number, wholeSentence: boolean): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    // Most characters are letters, which end nothing.
    if (code > 63 && code < 8211) continue;
    if (code === close) depth++;
    else if (code === open && depth > 0) depth--;
    else if (depth === 0) {
      if (code === open && !wholeSentence) return i + 1;
      if (isBreak(text, i, wholeSentence)) return i + 1;
    }
  }
  return 0;
}

function endOf(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 63 && code < 8211) continue;
    if (code === open) depth++;
    else if (code === close && depth === 0) return i;
    else if (code === close) depth--;
    else if (depth === 0 && isBreak(text, i, false)) return i;
  }
  return text.length;
}

/** Whether the sentence that goes on at an offset ends in a question mark. */
function isAsked(text: string, from: number): boolean {
  const mark = text.indexOf('?', from);
  if (mark < 0) return false;
  for (let i = from; i < mark; i++) if (isBreak(text, i, true)) return false;
  return true;
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  '`': '`',
  '“': '”',
  '„': '”',
  '‘': '’',
  '«': '»',
  "'": "'",
};

/** A quote that is never closed quotes nothing, and an apostrophe inside a word opens none. */
function isQuoted(text: string, at: number): boolean {
  for (let i = 0; i < at; i++) {
    const mark = closing[text.charAt(i)];
    if (mark === undefined || (mark === "'" && /\w/.test(text.charAt(i - 1)))) continue;
    const end = text.indexOf(mark, i + 1);
    if (end > at) return true;
    if (end > i) i = end;
  }
  return false;
}
