/** The example on a rule's page: a part of its bad fixture, what is found there, and what the fix makes of it. */
import { lint } from '../../src/core/lint/engine.ts';
import type { Problem } from '../../src/core/lint/problem.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import { parse } from '../../src/core/log/parse.ts';
import { lintSlots } from '../../src/core/slots/lint.ts';
import { lineStarts } from '../../src/core/text/lines.ts';
import { applyEdits } from '../../src/core/text/edits.ts';
import type { RuleFixture } from './docs.ts';

/** Lines from..to, zero-based, both inside. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

/** What an example shows of a problem; those of logs and those of slot configs have it alike. */
type Shown = Pick<Problem, 'rule' | 'severity' | 'message' | 'line' | 'range' | 'fixable' | 'fix'>;

/** The example as Markdown; undefined when the rule finds nothing in its fixture. */
export function exampleOf(rule: Rule, { bad, badSlots, options }: RuleFixture): string | undefined {
  if (bad !== undefined) {
    const { problems } = lint(parse(bad), options);
    return example(rule, bad, problems, problem => extentAround(bad, problem));
  }
  const reports = badSlots ? lintSlots(badSlots, options) : [];
  const report = reports.find(({ problems }) => problems.some(problem => problem.rule === rule.slug));
  if (!report) return undefined;
  const { text } = report.file;
  return example(rule, text, report.problems, ({ line }) => around(text, line));
}

function example<P extends Shown>(
  rule: Rule,
  text: string,
  all: readonly P[],
  extentOf: (problem: P) => Extent,
): string | undefined {
  const problems = all.filter(problem => problem.rule === rule.slug);
  const usual = problems.filter(({ severity }) => severity === rule.severity);
  const shown =
    usual.find(({ fixable }) => fixable) ??
    problems.find(({ fixable }) => fixable) ??
    usual[0] ??
    problems[0];
  if (!shown) return undefined;
  const extent = extentOf(shown);
  const inside = problems.filter(({ line }) => extent.from <= line && line <= extent.to);
  const messages = [...new Set(inside.map(problem => `- \`${problem.severity}\` ${problem.message}`))];
  return [fenced('text', marked(text, extent, inside)), messages.join('\n'), ...fixed(text, shown)].join(
    '\n\n',
  );
}

/** A few lines around one. */
const around = (text: string, line: number): Extent => ({
  from: Math.max(0, line - 3),
  to: Math.min(text.trimEnd().split('\n').length - 1, line + 3),
});

/** The entry that a problem lies in; a few lines around it between entries. */
function extentAround(text: string, { line, span }: Problem): Extent {
  const log = parse(text);
  const index = log.offsets.findLastIndex(offset => offset <= span.start);
  const first = log.firstLines[index] ?? 0;
  const { entry, lineStarts: lines = [] } = log.sections[index] ?? {};
  const last = entry ? first + lines.findLastIndex(start => start < entry.span.end) : -1;
  if (line <= last) return { from: first, to: last };
  return { from: Math.max(first, line - 3), to: Math.min(first + lines.length - 1, line + 3) };
}

/** The lines, each with a line of carets below where something is found. */
function marked(text: string, { from, to }: Extent, problems: readonly Shown[]): string {
  const lines = text.split('\n');
  const shown = lines.slice(from, to + 1).flatMap((line, i) => [line, ...carets(line, from + i, problems)]);
  return shown.join('\n').replace(/\n+$/, '');
}

function carets(text: string, line: number, problems: readonly Shown[]): readonly string[] {
  const own = problems.filter(problem => problem.line === line).map(problem => problem.range);
  if (own.length === 0) return [];
  const columns = Array.from({ length: Math.max(text.length, 1) }, (_, column) => {
    const isMarked = own.some(({ start, end }) => {
      const to = end.line === line ? Math.max(end.character, start.character + 1) : text.length;
      return start.character <= column && column < to;
    });
    return isMarked ? '^' : ' ';
  });
  return [columns.join('').trimEnd()];
}

/** What the fix changes, as a diff of whole lines. */
function fixed(text: string, { fix }: Shown): readonly string[] {
  if (!fix) return [];
  const before = linesOf(text);
  const after = linesOf(applyEdits(text, fix.edits));
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const part = (lines: readonly string[], sign: string) =>
    lines.slice(head, lines.length - tail).map(line => sign + line);
  return [`The fix, *${fix.title}*:`, fenced('diff', [...part(before, '-'), ...part(after, '+')].join('\n'))];
}

const linesOf = (text: string): readonly string[] => {
  const starts = lineStarts(text);
  return starts.map((start, i) => text.slice(start, starts[i + 1]).replace(/[\r\n]+$/, ''));
};

/** A code fence longer than any inside. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
