/** Targets as settings have them, checked. Loads zod. */
import * as z from 'zod';
import { issuesOf } from '../protocol/yaml-issues.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import type { Target } from './target.ts';
import { targetSchema, targetsSchema } from './target-schema.ts';

export interface TargetProblem {
  /** The target that it is in; undefined for the setting as a whole. */
  readonly target: string | undefined;
  /** In a sentence. */
  readonly message: string;
}

export interface ReadTargets {
  /** Those that can be used; `local`, this machine, is always one of them. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly problems: readonly TargetProblem[];
}

/** This machine, where nobody says otherwise. */
const local: Target = targetSchema.parse({ type: 'local' });

/** The targets of a setting or a file. A bad one is a problem and no target; it does not spoil the others. */
export function readTargets(value: unknown): ReadTargets {
  const targets = new Map<string, Target>([['local', local]]);
  if (value === undefined || value === null) return { targets, problems: [] };
  const all = z.record(z.string(), z.unknown()).safeParse(value);
  if (!all.success || Array.isArray(value))
    return {
      targets,
      problems: [{ target: undefined, message: 'Targets are a mapping from names to settings.' }],
    };
  const problems: TargetProblem[] = [];
  for (const [name, own] of Object.entries(all.data)) {
    const wrong = [...problemsOfName(name), ...problemsIn(own)];
    problems.push(...wrong.map(text => ({ target: name, message: `Target ${name}: ${text}` })));
    if (wrong.length === 0) targets.set(name, targetSchema.parse(own));
  }
  return { targets, problems };
}

const problemsOfName = (name: string): string[] =>
  (targetsSchema.keyType.safeParse(name).error?.issues ?? []).map(({ message }) => `${message}.`);

const types = targetSchema.options.map(option => option.shape.type.value);

/** With the schema of its type, so that what is wrong is said of that type alone. */
function problemsIn(own: unknown): string[] {
  if (typeof own !== 'object' || own === null) return ['it is a mapping with a `type`.'];
  const type: unknown = Reflect.get(own, 'type');
  const schema = targetSchema.options.find(option => option.shape.type.value === type);
  if (!schema)
    return [
      `\`type\` is one of ${types.join(', ')}.${typeof type === 'string' ? didYouMean(type, types) : ''}`,
    ];
  const issues = schema.safeParse(own).error?.issues ?? [];
  return issues.flatMap(issue =>
    isMissing(issue, own)
      ? [`\`${issue.path.join('.')}\` is missing.`]
      : issuesOf(issue, schema, own).map(({ message }) => message),
  );
}

const isMissing = ({ code, path: [key, ...rest] }: z.core.$ZodIssue, own: object): boolean =>
  code === 'invalid_type' && key !== undefined && rest.length === 0 && Reflect.get(own, key) === undefined;

/** The target of a name, or which names there are. */
export function namedTarget(
  { targets, problems }: ReadTargets,
  name: string,
): Target | { readonly problem: string } {
  const target = targets.get(name);
  if (target) return target;
  const own = problems.filter(problem => problem.target === name).map(({ message }) => message);
  if (own.length > 0) return { problem: `The target ${name} cannot be used. ${own.join(' ')}` };
  return { problem: `There is no target \`${name}\`.${didYouMean(name, targets.keys())}` };
}
