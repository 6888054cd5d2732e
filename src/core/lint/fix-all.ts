import { parse } from '../log/parse.ts';
import { applyEdits } from '../text/edits.ts';
import { lint } from './engine.ts';
import type { LintOptions } from './engine.ts';
import type { Problem } from './problem.ts';

/** One fix can make room for another; more rounds than this mean that two rules disagree. */
const mostRounds = 10;

/**
 * The text with every fix applied, again and again until none is left.
 * @param wanted picks the problems to fix; all of them when left out.
 */
export function fixAll(
  text: string,
  options: LintOptions,
  wanted: (problem: Problem) => boolean = () => true,
): string {
  let fixed = text;
  for (let round = 0; round < mostRounds; round++) {
    const edits = lint(parse(fixed), options)
      .problems.filter(wanted)
      .flatMap(problem => problem.fix?.edits ?? []);
    if (edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
  }
  return fixed;
}
