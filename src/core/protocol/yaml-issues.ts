/** What is wrong with a YAML file that a schema describes, in plain words and with places. Loads zod and yaml. */
import type { Document } from 'yaml';
import * as z from 'zod';
import { didYouMean } from '../text/did-you-mean.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Path } from './check.ts';

/** Something wrong with a YAML file. */
export interface YamlProblem {
  /** Offsets in the text of the file. */
  readonly span: Span;
  readonly message: string;
}

/** The same before it is placed. */
export interface Issue {
  readonly places: readonly Path[];
  /** Whether the last step of the place is a key that should not be there. */
  readonly atKey?: boolean;
  readonly message: string;
}

/** After so many problems a file is something else altogether. */
export const mostProblems = 20;

/** The plain value of a document; a problem where aliases multiply beyond reason or name nothing. */
export function dataOf(doc: Document): { readonly value: unknown; readonly problem?: Issue } {
  try {
    return { value: doc.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: undefined, problem: { places: [[]], message: `This cannot be read: ${reason}.` } };
  }
}

/** An issue of a schema in plain words; one for each key that should not be there. */
export function issuesOf(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): Issue[] {
  const path = issue.path.map(step => (typeof step === 'symbol' ? step.toString() : step));
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map(key => ({
      places: [[...path, key]],
      atKey: true,
      message: `\`${[...path, key].join('.')}\` is unknown here.${didYouMean(key, known)}`,
    }));
  }
  const input = path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    data,
  );
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const hint = typeof input === 'string' ? didYouMean(input, options) : '';
  return [{ places: [path], message: `\`${path.join('.')}\` cannot be used: ${reasonOf(issue)}.${hint}` }];
}

/** zod's message without its title: `expected number, received string`. */
function reasonOf({ code, message }: z.core.$ZodIssue): string {
  if (code === 'invalid_union' && message === 'Invalid input')
    return 'expected a number, true or false, or a text';
  return message.replace(/^[A-Z][a-z ]+: /, '');
}

/** The names that a mapping at a path may hold; none where it may hold any. */
function keysAt(schema: unknown, path: Path): string[] {
  let at = schema;
  for (const step of ['', ...path]) {
    if (step !== '') at = stepInto(at, step);
    while (at instanceof z.ZodOptional || at instanceof z.ZodNullable) at = at.unwrap();
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function stepInto(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, unknown>)[step];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** Problems whose places lie inside the text. */
export function clamped(problems: readonly YamlProblem[], text: string): YamlProblem[] {
  const into = (offset: number) => Math.min(Math.max(offset, 0), text.length);
  return problems.map(problem => ({
    ...problem,
    span: span(into(problem.span.start), into(problem.span.end)),
  }));
}
