/** Words in an Observation that conclude something good of a config: `new best`, `improved`, `confirms`, `optimal`. */
import type { Protocol } from '../protocol/types.ts';
import type { Span } from '../text/span.ts';
import { clauseAround, isAsserted, withLead } from './assertion.ts';
import type { Clause } from './assertion.ts';
import { metricWords } from './metric-words.ts';

export interface Claim extends Span {
  readonly word: string;
  /** The iteration that the sentence says it of, when that is named: `Iter 21 remains best`. */
  readonly about: number | undefined;
  /** Whether it claims to beat the protocol's baseline: `better than Node 21`. */
  readonly beatsBaseline: boolean;
}

const words =
  /\b(?:best|better|improv(?:e[sd]?|ing|ements?)|confirm(?:s|ed|ing)?|optim(?:al|um)|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beat(?:s|ing)?|superior|breakthrough|sweet spot)\b/gi;
/** What stands before a word that only refers to a best config or to an aim: `close to best`, `Node 6's optimal`, `to confirm`. */
const referring =
  /(?:\b(?:than|vs\.?|versus|from|below|under|above|near|nearly|close|at|of|with|within|beyond|past|like|as|to|towards?|behind|by|per|for|match(?:e[sd]|ing)?|previous|prior|former|last|current|old|original|second|2nd|third|3rd|combin\w*|reach\w*|approach\w*)|['’]s)[\s*]+(?:(?:the|an?|its|our|overall|known|existing|global)[\s*]+)*$|-$/i;
const comparing = /\b(?:than|vs\.?|below|close to|comparable|worse|lower|short of|tied|similar)\b/i;
const inBatch = /^[\s*]*(?:(?:of|in|for|result)\s+)?(?:the\s+|this\s+|its\s+)*batch\b/i;
const inGeneral = /^[\s*]+(?:values|range|region|zone)\b/i;
const being = /\b(?:is|remains?|was|confirms)[\s*]+(?:(?:the|a|still|now)[\s*]+)*$/i;
const nothing =
  /^[\s*]*(?:is|was|are|were|remains?)?[\s*]*(?:not|n['’]t|none|no\b|negligible|insignificant|within)/i;
const spread = /varian|variab|sensitiv|stochast|nois[ey]|reproduc|spread|instab|unstable|lucky/i;
/** The writer knows how little one run says. */
const caution =
  /\b(?:single|one|two|1|2)[ -](?:sample|run|seed)s?\b|\bn ?= ?[12]\b|\bneeds? (?:\w+ )?(?:more|further|re-?run|repeat|replic|confirm|valid|verif|sample|robust)|\bto be confirmed\b|\bunconfirmed\b|\bwithin (?:the )?(?:noise|variance|spread)\b|\b(?:may|might|could) (?:be|have been) (?:luck|noise|chance)|\bluck(?:y)?\b|\bnot (?:yet )?(?:significant|distinguishable|reproduc|confirmed)/i;
const named = /\b(?:Iter|Node|Iteration)\s+#?(\d+)\b(?!['’]s)(?!.*\b(?:Iter|Node|Iteration)\s+#?\d)/i;
const beaten =
  /^(?:[\s*]+[\w²]+){0,3}?[\s*]+(?:(?:than|over|on|upon|to)[\s*]+)?(?:the[\s*]+)?(?:Node[\s*]+(\d+)|baseline)\b/i;
const led =
  /\b(?:than|vs\.?|from|over|below|above|to|of|like|with|by|on|beats?|outperform\w*|surpass\w*|as|in|for|and|match\w*|confirm\w*)\s*$/i;

/** Whether an Observation says itself how little it rests on: `one sample so far`. */
export const isCautious = (text: string): boolean => caution.test(text);

/** Whether a text names iterations, of which a claim in it may be made. */
export const namesNodes = (text: string): boolean => /\b(?:Iter|Node)/i.test(text);

/**
 * The first answer for a claim of an Observation that its writer makes in earnest; undefined when there is none or
 * `use` gives none for any. Places count from the text's start.
 * @param isWorth asked once there is a word that may be a claim, and before any closer look.
 */
export function firstOfClaims<T>(
  text: string,
  protocol: Protocol,
  use: (claim: Claim) => T | undefined,
  isWorth: () => boolean,
): T | undefined {
  words.lastIndex = 0;
  let match = words.exec(text);
  if (!match || !isWorth()) return undefined;
  for (; match; match = words.exec(text)) {
    const end = words.lastIndex;
    const claim = claimAt(text, match.index, match[0], protocol);
    const answer = claim && use(claim);
    if (answer !== undefined) return isCautious(text) ? undefined : answer;
    words.lastIndex = end;
  }
  return undefined;
}

function claimAt(text: string, start: number, word: string, protocol: Protocol): Claim | undefined {
  const end = start + word.length;
  const clause = clauseAround(text, start, end);
  if (isReference(word.toLowerCase(), clause) || !isAsserted(text, clause)) return undefined;
  if (isOfOtherMetric(withLead(text, clause), clause.after, protocol)) return undefined;
  const about = clause.isPlain ? undefined : subjectOf(clause.before);
  if (about !== undefined && about === protocol.baseline?.node) return undefined;
  return { start, end, word, about, beatsBaseline: namesBaseline(clause.after, protocol) };
}

function isReference(word: string, { before, after, isPlain }: Clause): boolean {
  // No phrase that refers to something is longer.
  if ((before !== '' && referring.test(before.slice(-40))) || nothing.test(after)) return true;
  switch (word.charAt(0)) {
    case 'b':
      return word === 'best' && ((!isPlain && comparing.test(before)) || inBatch.test(after));
    case 'o':
      return inGeneral.test(after);
    case 's':
      return word === 'sweet spot' && !being.test(before);
    case 'c':
      return spread.test(before) || spread.test(after);
    default:
      return false;
  }
}

/** Whether what follows a claim names the baseline as what is beaten; nothing is where there is none. */
function namesBaseline(after: string, { baseline }: Protocol): boolean {
  const match = baseline && beaten.exec(after);
  return match ? match[1] === undefined || Number(match[1]) === baseline.node : false;
}

/** The iteration that a clause speaks of before its claim; not one that it only compares with. */
function subjectOf(before: string): number | undefined {
  const match = before === '' ? null : named.exec(before);
  return match && !led.test(before.slice(0, match.index)) ? Number(match[1]) : undefined;
}

/** Whether the clause speaks of metrics, and of none that the protocol scores: `better test_pearson`. */
function isOfOtherMetric(before: string, after: string, protocol: Protocol): boolean {
  const { scored, other, otherFirst } = metricWords(protocol);
  if (otherFirst.test(after)) return true;
  return (other.test(before) || other.test(after)) && !scored.test(before) && !scored.test(after);
}
