/** What the core says of a text: what the editor has to show. */
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import type { LintOptions } from '../../../../src/core/lint/engine.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { fixAll } from '../../../../src/core/lint/fix-all.ts';
import type { Choice } from '../../../../src/core/lint/options.ts';
import { lintOptions, presetOf } from '../../../../src/core/lint/options.ts';
import type { Problem } from '../../../../src/core/lint/problem.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import type { PresetName } from '../../../../src/core/protocol/types.ts';

export interface Given extends Partial<Omit<Choice, 'preset'>> {
  readonly protocol?: PresetName | 'auto';
}

/** The options of a text, as a host chooses them. */
export function optionsOf(text: string, { protocol = 'auto', ...given }: Given = {}): LintOptions {
  return lintOptions({ preset: presetOf(parse(text), protocol), ...given });
}

export const problemsOf = (text: string, given?: Given): readonly Problem[] =>
  lint(parse(text), optionsOf(text, given)).problems;

export const explorationIn = (text: string, given?: Given): Exploration =>
  explorationOf(lint(parse(text), optionsOf(text, given)));

/** The findings of a text, as {@link shown} in diagnostics.ts writes those that the editor shows. */
export const findingsOf = (text: string, given?: Given): string[] =>
  problemsOf(text, given).map(({ range: { start, end }, severity, rule, message }) =>
    findingText([start.line, start.character, end.line, end.character], severity, rule, message),
  );

export const findingText = (place: number[], severity: string, rule: string, message: string): string =>
  `${place.map(number => number + 1).join(':')} ${severity} ${rule}: ${message}`;

/** The text with every wanted fix. */
export const fixed = (text: string, wanted?: (problem: Problem) => boolean, given?: Given): string =>
  fixAll(text, optionsOf(text, given), wanted);

/** The first problem of a rule. */
export function problemOf(text: string, rule: string, given?: Given): Problem {
  const found = problemsOf(text, given).find(problem => problem.rule === rule);
  if (!found) throw new Error(`There is no ${rule} in this text.`);
  return found;
}
