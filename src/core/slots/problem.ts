import type { Range } from '../lint/problem.ts';
import type { Severity, SlotFinding } from '../lint/rule.ts';
import type { TextEdit } from '../text/edits.ts';
import { lineStarts, positionAt } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { ConfigFile } from './files.ts';

export interface RelatedPlace {
  readonly file: ConfigFile;
  readonly range: Range;
  readonly message: string;
}

/** A finding in a slot config: what hosts show, as they show a log's `Problem`. */
export class SlotProblem {
  constructor(
    readonly rule: string,
    readonly severity: Severity,
    readonly file: ConfigFile,
    private readonly finding: Omit<SlotFinding, 'fix'>,
    /** Its edits, by offsets in the file. Fixes of one file never overlap. */
    readonly fix: { readonly title: string; readonly edits: readonly TextEdit[] } | undefined,
    readonly tag?: 'unnecessary',
  ) {}

  get message(): string {
    return this.finding.message;
  }

  /** Offsets from the start of the file. */
  get span(): Span {
    return this.finding.span;
  }

  get range(): Range {
    return rangeIn(this.file, this.span);
  }

  /** The zero-based line on which it begins. */
  get line(): number {
    return this.range.start.line;
  }

  get fixable(): boolean {
    return this.fix !== undefined;
  }

  get related(): readonly RelatedPlace[] {
    return (this.finding.related ?? []).map(({ file, span, message }) => ({
      file,
      range: rangeIn(file, span),
      message,
    }));
  }
}

const starts = new WeakMap<ConfigFile, readonly number[]>();

function rangeIn(file: ConfigFile, { start, end }: Span): Range {
  let lines = starts.get(file);
  if (!lines) starts.set(file, (lines = lineStarts(file.text)));
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}
