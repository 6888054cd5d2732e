/** Means and standard deviations that an Observation quotes: `mean=0.52, std=0.11`, `V_rest mean 0.52 ± 0.11`. */
import type { Token } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import type { Span } from '../text/span.ts';
import { clauseAround, isAsserted, withLead } from './assertion.ts';
import { metricWords } from './metric-words.ts';

export interface QuotedStatistic {
  readonly kind: 'mean' | 'std';
  readonly metric: string;
  /** From the word for it, or from the `±`, to the end of the number. */
  readonly span: Span;
  readonly value: Token;
  /** The iteration whose config it is said of; undefined for the entry's own. */
  readonly about: number | undefined;
}

const none: readonly QuotedStatistic[] = [];
const hint = /\b(?:mean|average|avg|std|stdev|sd)\b/i;
/** Said of other runs than those of one config. */
const elsewhere = /\b(?:baseline|reference|batch|block|nodes|iters|iterations)\b/i;
const named = /.*\b(?:Node|Iter|Iteration)\s+#?(\d+)\b/is;
const namedNext =
  /^[\s(,]*(?:(?:of|for|in|from)\s+)?(?:the\s+)?(?:(?:Node|Iter|Iteration)\s+#?(\d+)|baseline|batch|block)\b/i;
/** What a mean without a metric may follow: after any other word it may be the mean of what that word says. */
const plain =
  /(?:^|[,;:.!?()—–*]|\s-|\b(?:samples?|runs?|\d+|the|a|an|its|this|config|and|with|new|now|current|running|updated|overall|gives|has|is|at))[\s*]*$/i;
const joined = /^\)?[\s,/&*]*(?:and\s+)?$/i;
const patterns = new WeakMap<Protocol, RegExp>();

/** The statistics of a text whose config and metric are clear, first to last. */
export function quotedStatistics(text: string, protocol: Protocol): readonly QuotedStatistic[] {
  if (!hint.test(text)) return none;
  const quoted: QuotedStatistic[] = [];
  let last: { end: number; subject: Subject; metric: string | undefined } | undefined;
  for (const match of text.matchAll(patternFor(protocol))) {
    const { word, owner, inner, value, spread } = places(match);
    if (!word || !value) continue;
    const end = match.index + match[0].length;
    const before = text.slice(last?.end ?? 0, match.index);
    const follows = last && joined.test(before) ? last : undefined;
    const subject: Subject = follows ? follows.subject : subjectOf(text, match.index, end, protocol);
    const label = owner ?? inner;
    const metric = label
      ? metricWords(protocol).metric(label.text)
      : (follows?.metric ?? impliedMetric(before, protocol));
    last = { end, subject, metric };
    if (metric === undefined || subject === 'elsewhere') continue;
    const rest = { metric, about: subject };
    quoted.push({
      ...rest,
      kind: /^s/i.test(word.text) ? 'std' : 'mean',
      span: { start: word.start, end: value.end },
      value,
    });
    if (spread) quoted.push({ ...rest, kind: 'std', span: spread, value: spread });
  }
  return quoted;
}

/** The node whose config is spoken of, `elsewhere` for no single one of this log, undefined for the entry's own. */
type Subject = number | 'elsewhere' | undefined;

function subjectOf(text: string, at: number, end: number, { baseline }: Protocol): Subject {
  const clause = clauseAround(text, at, end);
  if (!isAsserted(text, clause)) return 'elsewhere';
  const next = namedNext.exec(text.slice(end));
  if (next && next[1] === undefined) return 'elsewhere';
  const before = withLead(text, clause);
  if (elsewhere.test(before)) return 'elsewhere';
  const id = next?.[1] ?? named.exec(before)?.[1];
  if (id === undefined) return undefined;
  return Number(id) === baseline?.node ? 'elsewhere' : Number(id);
}

const impliedMetric = (before: string, { reward }: Protocol): string | undefined =>
  plain.test(before) ? reward : undefined;

function patternFor(protocol: Protocol): RegExp {
  let pattern = patterns.get(protocol);
  if (!pattern) {
    const metric = metricWords(protocol).alternatives;
    const filler = `of|over|across|for|is|was|now|at|n ?= ?\\d+|\\d+|samples?|runs?|seeds?|(?<inner>${metric})`;
    const number = '-?\\d*\\.\\d+(?![\\d%\\w]|\\s*(?:->|[-–→])\\s*\\d)';
    pattern = new RegExp(
      `(?<!\\w)(?:(?<owner>${metric})[\\s*]+)?(?<word>mean|average|avg|std|stdev|sd)\\b\\.?(?: ?dev(?:iation)?\\b\\.?)?` +
        `(?:\\s*±\\s*(?:std|sd)\\b)?(?:[\\s*(,]+(?:${filler})(?!\\w)\\)?)*?` +
        `[\\s*)]*[=:≈~]?\\s*(?<value>${number})(?:\\s*(?:±|\\+/-)\\s*(?<spread>${number}))?`,
      'dgi',
    );
    patterns.set(protocol, pattern);
  }
  return pattern;
}

/** The named parts of a match, with their places. */
function places({ indices, groups = {} }: RegExpExecArray): Record<string, Token | undefined> {
  const found: Record<string, Token | undefined> = {};
  for (const [name, at] of Object.entries(indices?.groups ?? {})) {
    const text = groups[name];
    // A group without a match has no place, whatever its type says.
    if (text !== undefined) found[name] = { text, start: at[0], end: at[1] };
  }
  return found;
}
