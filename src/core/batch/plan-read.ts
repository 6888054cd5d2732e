/** Reads a plan file. Loads zod and yaml. */
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { placeOf } from '../protocol/place.ts';
import { clamped, dataOf, issuesOf, mostProblems } from '../protocol/yaml-issues.ts';
import type { Issue, YamlProblem } from '../protocol/yaml-issues.ts';
import { span } from '../text/span.ts';
import { planSchema } from './plan-schema.ts';
import type { Plan, PlannedBatch } from './plan.ts';

/** A plan, or why there is none. */
export type PlanReading =
  | { readonly plan: Plan; readonly problems: readonly [] }
  | { readonly plan: undefined; readonly problems: readonly YamlProblem[] };

/** A plan as YAML 1.1, which is what PyYAML reads. */
export const parsePlan = (text: string): Document.Parsed =>
  parseDocument(text, { version: '1.1', prettyErrors: false, logLevel: 'error', keepSourceTokens: true });

/**
 * The plan in a text; one without batches for an empty text. Never throws: what is wrong comes back as problems, and
 * then there is no plan. Unknown keys are let be.
 */
export function readPlan(text: string): PlanReading {
  const doc = parsePlan(text);
  const syntax = [...doc.errors, ...doc.warnings].map(error => ({
    span: span(...error.pos),
    message: `This is not YAML: ${error.message}.`,
  }));
  if (syntax.length > 0) return refused(syntax, text);
  const { value, problem } = dataOf(doc);
  if (!problem && (value === null || value === undefined))
    return { plan: { version: 1, batches: [] }, problems: [] };
  const read = planSchema.safeParse(value);
  const issues = problem ? [problem] : (read.error?.issues ?? []).flatMap(issue => wordsOf(issue, value));
  const batches = read.data?.batches ?? [];
  if (issues.length === 0) issues.push(...batches.flatMap((batch, i) => contradictions(batch, i)));
  if (read.success && issues.length === 0) return { plan: { ...read.data, batches }, problems: [] };
  const placed = issues.map(({ places, atKey = false, message }) => ({
    span: placeOf(doc, places, atKey),
    message,
  }));
  return refused(placed, text);
}

const refused = (problems: readonly YamlProblem[], text: string): PlanReading => ({
  plan: undefined,
  problems: clamped(problems.slice(0, mostProblems), text),
});

function wordsOf(issue: Parameters<typeof issuesOf>[0], value: unknown): Issue[] {
  if (issue.path.length === 0)
    return [{ places: [[]], message: 'A plan is a mapping with `version` and `batches`.' }];
  if (issue.path[0] === 'version')
    return [
      {
        places: [['version']],
        message:
          'The version of a plan is 1. Another one may come from a newer iterlog, which is needed to read it.',
      },
    ];
  return issuesOf(issue, planSchema, value);
}

/** What a batch says that no batch can be. */
function contradictions({ iterations, slots, results = [] }: PlannedBatch, index: number): Issue[] {
  const at = (...path: (string | number)[]) => [['batches', index, ...path]];
  const issues: Issue[] = [];
  iterations.forEach((iteration, i) => {
    if (i === 0 || iteration === (iterations[i - 1] ?? 0) + 1) return;
    issues.push({
      places: at('iterations', i),
      message: `The iterations of a batch follow one another: ${iteration} cannot stand here.`,
    });
  });
  if (slots && slots.length !== iterations.length)
    issues.push({
      places: at('slots'),
      message: `A batch of ${iterations.length} iterations has ${iterations.length} slots, not ${slots.length}.`,
    });
  slots?.forEach(({ slot }, i) => {
    if (slot === i) return;
    issues.push({ places: at('slots', i, 'slot'), message: `Slot ${i} is to stand here, not ${slot}.` });
  });
  results.forEach(({ slot }, i) => {
    if (slot < iterations.length) return;
    issues.push({ places: at('results', i, 'slot'), message: `The batch has no slot ${slot}.` });
  });
  return issues;
}
