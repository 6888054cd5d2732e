import type { Log } from '../log/model.ts';
import { positionAt } from '../text/lines.ts';
import type { Position } from '../text/lines.ts';
import type { TextEdit } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import { shift } from '../text/span.ts';
import type { Finding, Fix, Severity } from './rule.ts';

/** Zero-based positions, the end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface RelatedProblem {
  readonly range: Range;
  readonly message: string;
}

/** A finding in its log: what hosts show. Places are worked out when asked for, since most never are. */
export class Problem {
  constructor(
    readonly rule: string,
    readonly severity: Severity,
    private readonly finding: Finding,
    private readonly section: number,
    private readonly log: Log,
    private readonly ownFix: Fix | undefined,
  ) {}

  get message(): string {
    return this.finding.message;
  }

  get tag(): Finding['tag'] {
    return this.finding.tag;
  }

  /** Offsets from the start of the log. */
  get span(): Span {
    return shift(this.finding.span, this.log.offsets[this.section] ?? 0);
  }

  get range(): Range {
    return rangeIn(this.log, this.section, this.finding.span);
  }

  /** The zero-based line on which it begins. */
  get line(): number {
    return positionIn(this.log, this.section, this.finding.span.start).line;
  }

  get fixable(): boolean {
    return this.ownFix !== undefined;
  }

  /** The fix, its edits counting from the start of the log. Fixes of one lint never overlap. */
  get fix(): { readonly title: string; readonly edits: readonly TextEdit[] } | undefined {
    if (!this.ownFix) return undefined;
    const by = this.log.offsets[this.section] ?? 0;
    return {
      title: this.ownFix.title,
      edits: this.ownFix.edits.map(e => ({ ...shift(e, by), text: e.text })),
    };
  }

  get related(): readonly RelatedProblem[] {
    return (this.finding.related ?? []).flatMap(({ section, span, message }) => {
      const index = this.log.sections.indexOf(section);
      return index < 0 ? [] : [{ range: rangeIn(this.log, index, span), message }];
    });
  }

  /** Whether the fix changes a Metrics or an Observation line, which nothing changes unasked. */
  get fixesResults(): boolean {
    const entry = this.log.sections[this.section]?.entry;
    const fields = entry?.lines.filter(line => line.name === 'metrics' || line.name === 'observation') ?? [];
    return (
      this.ownFix?.edits.some(e => fields.some(f => e.start < f.span.end && f.span.start < e.end + 1)) ??
      false
    );
  }
}

function positionIn(log: Log, index: number, offset: number): Position {
  const { line, character } = positionAt(log.sections[index]?.lineStarts ?? [0], offset);
  return { line: line + (log.firstLines[index] ?? 0), character };
}

const rangeIn = (log: Log, index: number, { start, end }: Span): Range => ({
  start: positionIn(log, index, start),
  end: positionIn(log, index, end),
});
