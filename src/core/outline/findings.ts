import type { Places } from '../exploration/places.ts';
import type { LintResult } from '../lint/engine.ts';
import type { IterationNode } from '../lint/node.ts';
import type { Problem } from '../lint/problem.ts';
import type { Severity } from '../lint/rule.ts';
import { counted } from '../text/counted.ts';
import { indexAt } from '../text/lines.ts';

export type FindingCounts = Readonly<Record<Severity, number>>;

export const noFindings: FindingCounts = { error: 0, warning: 0, info: 0 };

/** The findings of a log by the entry that they lie in, found in one pass. */
export class Findings {
  private readonly bySection = new Map<number, Problem[]>();

  constructor(
    { log, problems }: LintResult,
    private readonly places: Places,
  ) {
    for (const problem of problems) {
      const section = indexAt(log.offsets, problem.span.start);
      const own = this.bySection.get(section);
      if (own) own.push(problem);
      else this.bySection.set(section, [problem]);
    }
  }

  /** The findings in an entry, and in the lines below it up to the next one. */
  of(node: IterationNode): readonly Problem[] {
    return this.bySection.get(this.places.sectionOf(node) ?? -1) ?? [];
  }

  count(nodes: readonly IterationNode[]): FindingCounts {
    const counts = { ...noFindings };
    for (const node of nodes) for (const { severity } of this.of(node)) counts[severity]++;
    return counts;
  }
}

/** `2 errors, 1 warning`; empty for none. Information is left out. */
export const findingsText = ({ error, warning }: FindingCounts): string =>
  [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ].join(', ');
