/** `# iterlog-disable-next-line slug` or `# iterlog-disable slug`, alone on a line of a slot config; as in logs. */
import { slugs } from '../lint/registry.ts';
import type { SeveritySetting } from '../lint/rule.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { ConfigFile } from './files.ts';
import { SlotProblem } from './problem.ts';

const directive = /^[ \t]*#[ \t]*iterlog-disable(-next-line)?((?:[ \t,]+[a-z0-9-]+)*)[ \t]*$/gm;

interface Suppression {
  readonly line: number;
  readonly span: Span;
  readonly nextLine: boolean;
  /** The rules it names; empty for all. */
  readonly rules: readonly string[];
  readonly used: Set<string>;
}

/** The problems of a file that no comment suppresses, and one for each comment that suppresses nothing of what it names. */
export function suppress(
  file: ConfigFile,
  problems: readonly SlotProblem[],
  severity: SeveritySetting | undefined,
): readonly SlotProblem[] {
  const suppressions = found(file.text);
  if (suppressions.length === 0) return problems;
  const left = problems.filter(problem => !isSuppressed(problem, suppressions));
  if (severity === 'off') return left;
  const unused = suppressions
    .filter(({ rules, used }) => used.size === 0 || rules.some(rule => !used.has(rule)))
    .map(suppression => unusedProblem(file, suppression, severity ?? 'warning'));
  return [...left, ...unused].sort((a, b) => a.span.start - b.span.start);
}

function found(text: string): Suppression[] {
  if (!text.includes('iterlog-disable')) return [];
  return [...text.matchAll(directive)].map(match => ({
    line: text.slice(0, match.index).split('\n').length - 1,
    span: span(match.index, match.index + match[0].trimEnd().length),
    nextLine: match[1] !== undefined,
    rules: [...new Set((match[2] ?? '').split(/[ \t,]+/).filter(Boolean))],
    used: new Set(),
  }));
}

function isSuppressed({ line, rule }: SlotProblem, suppressions: readonly Suppression[]): boolean {
  let isQuiet = false;
  for (const s of suppressions) {
    const reaches = s.nextLine ? line === s.line + 1 : line > s.line;
    if (!reaches || (s.rules.length > 0 && !s.rules.includes(rule))) continue;
    s.used.add(rule);
    isQuiet = true;
  }
  return isQuiet;
}

function unusedProblem(
  file: ConfigFile,
  { rules, used, nextLine, span: place }: Suppression,
  severity: Exclude<SeveritySetting, 'off'>,
): SlotProblem {
  const unknown = rules.filter(rule => !slugs.has(rule));
  const idle = rules.filter(rule => !used.has(rule));
  const what = used.size === 0 ? 'nothing' : `no ${idle.join(', ')}`;
  const message =
    unknown.length > 0
      ? `No rule is called ${unknown.join(', ')}: this comment does not suppress what it means to.`
      : `This comment suppresses ${what}${nextLine ? ' on the next line' : ' after it'}.`;
  return new SlotProblem(
    'unused-suppression',
    severity,
    file,
    { span: place, message },
    undefined,
    'unnecessary',
  );
}
