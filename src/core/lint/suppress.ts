import type { Log, Section } from '../log/model.ts';
import { lineOf } from '../log/section.ts';
import { lineEnd } from '../text/lines.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { Problem } from './problem.ts';
import { slugs } from './registry.ts';
import type { Finding, SeveritySetting } from './rule.ts';

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
  used: boolean;
}

const inSection = new WeakMap<Section, readonly Suppression[]>();

/**
 * The problems that no comment suppresses, and one for each comment that suppresses nothing.
 * `iterlog-disable-next-line` speaks of the line after it, `iterlog-disable` of everything after it.
 */
export function suppress(log: Log, problems: readonly Problem[], severity: SeveritySetting | undefined): readonly Problem[] {
  const suppressions = log.sections.flatMap((section, i) => found(log, section, i));
  if (suppressions.length === 0) return problems;
  const left = problems.filter(problem => !isSuppressed(problem, suppressions));
  if (severity === 'off') return left;
  const unused = suppressions.filter(s => !s.used).map(s => unusedProblem(log, s, severity ?? 'warning'));
  return unused.length === 0 ? left : [...left, ...unused].sort((a, b) => a.span.start - b.span.start);
}

function isSuppressed(problem: Problem, suppressions: readonly Suppression[]): boolean {
  const { line, rule } = problem;
  let suppressed = false;
  for (const s of suppressions) {
    const reaches = s.nextLine ? line === s.line + 1 : line > s.line;
    if (!reaches || (s.rules.length > 0 && !s.rules.includes(rule))) continue;
    s.used = true;
    suppressed = true;
  }
  return suppressed;
}

function found(log: Log, section: Section, index: number): Suppression[] {
  if (section.opaque.length === 0) return [];
  let local = inSection.get(section);
  if (!local) inSection.set(section, (local = parse(section)));
  const first = log.firstLines[index] ?? 0;
  return local.map(s => ({ ...s, line: s.line + first, section: index, used: false }));
}

function parse(section: Section): Suppression[] {
  return [...section.text.matchAll(directive)].map(match => {
    const line = lineOf(section, match.index);
    return {
      line,
      nextLine: match[1] !== undefined,
      rules: (match[2] ?? '').split(/[ \t,]+/).filter(Boolean),
      section: 0,
      span: span(section.lineStarts[line] ?? 0, lineEnd(section.text, section.lineStarts, line)),
      used: false,
    };
  });
}

function unusedProblem(log: Log, s: Suppression, severity: Exclude<SeveritySetting, 'off'>): Problem {
  const unknown = s.rules.filter(rule => !slugs.has(rule));
  const section = log.sections[s.section];
  const next = section?.lineStarts.find(start => start >= s.span.end && start > s.span.start) ?? s.span.end;
  const finding: Finding = {
    span: s.span,
    message:
      unknown.length > 0
        ? `No rule is called ${unknown.join(', ')}: this comment suppresses nothing.`
        : `This comment suppresses nothing${s.nextLine ? ' on the next line' : ' after it'}.`,
    tag: 'unnecessary',
    fix: { title: 'Remove the comment', edits: [{ start: s.span.start, end: next, text: '' }] },
  };
  return new Problem('unused-suppression', severity, finding, s.section, log, finding.fix);
}
