/** What a run of `lint` found, as every reporter renders it. Places are one-based, ends exclusive. */
import type { LintResult } from '../core/lint/engine.ts';
import type { Problem, Range } from '../core/lint/problem.ts';
import { protocolFile } from '../core/lint/rules/protocol-file.ts';
import type { Severity } from '../core/lint/rule.ts';
import type { Entry } from '../core/log/model.ts';
import type { SlotProblem } from '../core/slots/problem.ts';
import type { ProtocolProblem } from '../core/protocol/file.ts';
import { indexAt, lineStarts, positionAt } from '../core/text/lines.ts';
import type { Position } from '../core/text/lines.ts';

export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly { readonly region: Region; readonly text: string }[];
}

export interface Finding extends Region {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix?: ReportedFix;
  readonly related: readonly { readonly region: Region; readonly message: string }[];
  /** The iteration in whose entry it lies. */
  readonly iteration?: number;
}

/** A batch of a log, for findings that are told once a batch. */
export interface Batch {
  readonly number: number;
  readonly first: number;
  readonly last: number;
  /** The one-based line of the batch's first header in the log. */
  readonly line: number;
}

export interface FileReport {
  /** The name as the user gave it, or as found below what the user gave. */
  readonly file: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly findings: readonly Finding[];
  /** Undefined for an iteration that the log does not have. */
  readonly batchOf: (iteration: number) => Batch | undefined;
}

export interface Report {
  readonly files: readonly FileReport[];
}

/** What a report is about: a file, or standard input under a name. */
export type Source = Pick<FileReport, 'file' | 'path'>;

export const isFixable = (finding: Finding): boolean => finding.fix !== undefined;

/** All findings with the name of their file, in order. */
export const allFindings = ({ files }: Report): (Finding & { readonly file: string })[] =>
  files.flatMap(({ file, findings }) => findings.map(finding => ({ ...finding, file })));

/** The findings of a log. */
export function logReport({ file, path }: Source, text: string, result: LintResult): FileReport {
  const starts = lineStarts(text);
  const batches = batchesOf(result);
  return {
    file,
    path,
    findings: result.problems.map(problem => findingOf(problem, starts, entryAt(result, problem.span.start))),
    batchOf: iteration => batches.get(iteration),
  };
}

/** The findings of a slot config; what they refer to in other files is in their messages. */
export function slotReport(
  { file, path }: Source,
  text: string,
  problems: readonly SlotProblem[],
): FileReport {
  const starts = lineStarts(text);
  const findings = problems.map(problem => {
    const related = problem.related.filter(other => other.file === problem.file);
    return findingOf({ ...plain(problem), related }, starts, undefined);
  });
  return { file, path, findings, batchOf: () => undefined };
}

/** What every kind of problem says. */
type Said = Pick<Problem, 'rule' | 'severity' | 'message' | 'range' | 'fix' | 'related'>;

const plain = ({ rule, severity, message, range, fix }: SlotProblem): Omit<Said, 'related'> => ({
  rule,
  severity,
  message,
  range,
  fix,
});

/** The findings of an iterlog.yaml. */
export function protocolReport(
  { file, path }: Source,
  text: string,
  problems: readonly ProtocolProblem[],
  severity: Severity,
): FileReport {
  const starts = lineStarts(text);
  const findings = problems.map(({ span, message }) => {
    const range = { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
    return { ...region(range), rule: protocolFile.slug, severity, message, related: [] };
  });
  return { file, path, findings: findings.sort(byPlace), batchOf: () => undefined };
}

export const byPlace = (a: Pick<Region, 'line' | 'column'>, b: Pick<Region, 'line' | 'column'>): number =>
  a.line - b.line || a.column - b.column;

function findingOf(problem: Said, starts: readonly number[], entry: Entry | undefined): Finding {
  const at = (offset: number): Position => positionAt(starts, offset);
  const { rule, severity, message, fix } = problem;
  return {
    ...region(problem.range),
    rule,
    severity,
    message,
    ...(fix && {
      fix: {
        title: fix.title,
        edits: fix.edits.map(({ start, end, text }) => ({
          region: region({ start: at(start), end: at(end) }),
          text,
        })),
      },
    }),
    related: problem.related.map(other => ({ region: region(other.range), message: other.message })),
    ...(entry && { iteration: entry.header.id }),
  };
}

const entryAt = ({ log }: LintResult, offset: number): Entry | undefined =>
  log.sections[indexAt(log.offsets, offset)]?.entry;

/** The batch of every iteration, by its number. */
function batchesOf({ nodes, log }: LintResult): Map<number, Batch> {
  const lines = new Map(log.sections.map((section, i) => [section, (log.firstLines[i] ?? 0) + 1]));
  const batches = new Map<number, Batch>();
  const ofIteration = new Map<number, Batch>();
  for (const { id, batch: number, section, protocol } of nodes) {
    const last = number * protocol.batchSize;
    const batch = batches.get(number) ?? {
      number,
      first: last - protocol.batchSize + 1,
      last,
      line: lines.get(section) ?? 1,
    };
    batches.set(number, batch);
    ofIteration.set(id, batch);
  }
  return ofIteration;
}

const region = ({ start, end }: Range): Region => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
