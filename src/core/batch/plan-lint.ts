import type { LintOptions } from '../lint/engine.ts';
import { planFile } from '../lint/rules/plan-file.ts';
import type { ConfigFile } from '../slots/files.ts';
import { SlotProblem } from '../slots/problem.ts';
import { readPlan } from './plan-read.ts';

/** What stands in the way of reading a plan; nothing for one that can be read. That one is stale is slot-causality's. */
export function lintPlan(
  file: ConfigFile,
  { severities }: Pick<LintOptions, 'severities'>,
): readonly SlotProblem[] {
  const severity = severities?.[planFile.slug] ?? planFile.severity;
  if (severity === 'off') return [];
  return readPlan(file.text).problems.map(
    problem => new SlotProblem(planFile.slug, severity, file, problem, undefined),
  );
}
