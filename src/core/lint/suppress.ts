import type { Log, Section } from '../log/model.ts';
import { lineOf } from '../log/section.ts';
import { replace } from '../text/edits.ts';
import { lineEnd } from '../text/lines.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { Problem } from './problem.ts';
import { slugs } from './registry.ts';
import type { Finding, Fix, SeveritySetting } from './rule.ts';

/** `<!-- iterlog-disable-next-line slug -->` or `<!-- iterlog-disable slug -->`, alone on a line; several slugs are allowed. */
const directive = /^[ \t]*<!--[ \t]*iterlog-disable(-next-line)?((?:[ \t,]+[a-z0-9-]+)*?)[ \t]*-->[ \t]*$/gm;

interface Suppression {
  /** Zero-based line of the comment in the log. */
  readonly line: number;
  readonly nextLine: boolean;
  /** The rules it names; empty for all. */
  readonly rules: readonly string[];
  readonly section: number;
  readonly span: Span;
  /** The rules that it kept quiet. */
  readonly used: Set<string>;
}

const inSection = new WeakMap<Section, readonly Suppression[]>();

/**
 * The problems that no comment suppresses, and one for each comment that suppresses nothing or names a rule in vain.
 * `iterlog-disable-next-line` speaks of the line after it, `iterlog-disable` of everything after it.
 */
export function suppress(
  log: Log,
  problems: readonly Problem[],
  severity: SeveritySetting | undefined,
): readonly Problem[] {
  const suppressions: Suppression[] = [];
  log.sections.forEach((section, i) => {
    if (section.opaque.length > 0) suppressions.push(...found(log, section, i));
  });
  if (suppressions.length === 0) return problems;
  const left = problems.filter(problem => !isSuppressed(problem, suppressions));
  if (severity === 'off') return left;
  const unused = suppressions.filter(isIdle).map(s => unusedProblem(log, s, severity ?? 'warning'));
  return unused.length === 0 ? left : [...left, ...unused].sort((a, b) => a.span.start - b.span.start);
}

function isSuppressed(problem: Problem, suppressions: readonly Suppression[]): boolean {
  const { line, rule } = problem;
  let suppressed = false;
  for (const s of suppressions) {
    const reaches = s.nextLine ? line === s.line + 1 : line > s.line;
    if (!reaches || (s.rules.length > 0 && !s.rules.includes(rule))) continue;
    s.used.add(rule);
    suppressed = true;
  }
  return suppressed;
}

function found(log: Log, section: Section, index: number): Suppression[] {
  let local = inSection.get(section);
  if (!local) inSection.set(section, (local = parse(section)));
  const first = log.firstLines[index] ?? 0;
  return local.map(s => ({ ...s, line: s.line + first, section: index, used: new Set() }));
}

function parse(section: Section): Suppression[] {
  return [...section.text.matchAll(directive)].flatMap(match => {
    const line = lineOf(section, match.index);
    const start = section.lineStarts[line] ?? 0;
    // In a code fence, or inside a longer comment, it is an example.
    if (!section.opaque.some(s => s.start === start)) return [];
    return {
      line,
      nextLine: match[1] !== undefined,
      rules: [...new Set((match[2] ?? '').split(/[ \t,]+/).filter(Boolean))],
      section: 0,
      span: span(start, lineEnd(section.text, section.lineStarts, line)),
      used: new Set<string>(),
    };
  });
}

/** The rules that a comment names in vain. */
const idleRules = ({ rules, used }: Suppression): readonly string[] => rules.filter(rule => !used.has(rule));
const isIdle = (s: Suppression): boolean => s.used.size === 0 || idleRules(s).length > 0;

function unusedProblem(log: Log, s: Suppression, severity: Exclude<SeveritySetting, 'off'>): Problem {
  const fix = s.used.size === 0 ? withoutComment(s, log.sections[s.section]) : withoutNames(s);
  const finding: Finding = { span: s.span, message: messageFor(s), tag: 'unnecessary', fix };
  return new Problem('unused-suppression', severity, finding, s.section, log, fix);
}

function messageFor(s: Suppression): string {
  const unknown = s.rules.filter(rule => !slugs.has(rule));
  if (unknown.length > 0)
    return `No rule is called ${unknown.join(', ')}: this comment does not suppress what it means to.`;
  const what = s.used.size === 0 ? 'nothing' : `no ${idleRules(s).join(', ')}`;
  return `This comment suppresses ${what}${s.nextLine ? ' on the next line' : ' after it'}.`;
}

function withoutComment({ span: own }: Suppression, section: Section | undefined): Fix {
  const next =
    section?.lineStarts.find(start => start >= own.end && start > own.start) ??
    section?.text.length ??
    own.end;
  return { title: 'Remove the comment', edits: [{ start: own.start, end: next, text: '' }] };
}

function withoutNames(s: Suppression): Fix {
  const form = s.nextLine ? 'iterlog-disable-next-line' : 'iterlog-disable';
  const text = `<!-- ${form} ${s.rules.filter(rule => s.used.has(rule)).join(' ')} -->`;
  return { title: `Remove ${idleRules(s).join(', ')} from the comment`, edits: [replace(s.span, text)] };
}
