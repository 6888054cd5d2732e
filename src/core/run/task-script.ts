import { quote, quoteAll } from './quote.ts';
import type { RunPlan, TaskPlan } from './run-plan.ts';

/** How a task ends whose folder is not there, or whose prelude fails: no training has begun then. */
export const folderMissing = 72;
export const preludeFailed = 71;

/**
 * What a task runs, as a POSIX shell script: in the folder of the project, with the environment and the prelude of its
 * target, one command after another until one fails.
 */
export function taskScript(plan: Pick<RunPlan, 'folder' | 'target'>, task: TaskPlan): string {
  const { environment, prelude } = plan.target;
  return [
    `cd ${quote(plan.folder)} || exit ${folderMissing}`,
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`),
    ...(prelude?.trim() ? preludeLines(prelude) : []),
    ...task.commands.map(command => `${fed(task.input)}${quoteAll(command)} || exit`),
    '',
  ].join('\n');
}

const fed = (input: string | undefined): string =>
  input === undefined ? '' : `printf %s ${quote(input)} | `;

/** Training with another Python than the one meant would give wrong numbers, so that a prelude has to succeed. */
const preludeLines = (prelude: string): readonly string[] => [
  prelude.replaceAll('\r\n', '\n'),
  `[ $? -eq 0 ] || { echo 'iterlog: the prelude of the target failed.' >&2; exit ${preludeFailed}; }`,
];
