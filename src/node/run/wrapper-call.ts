/** Scripts that ask the wrapper of a run. */
import { quote, quoteAll } from '../../core/run/quote.ts';
import type { RunHandle } from './driver.ts';

/** How a script ends when the folder of the project is not there, as on a disk that is not mounted. */
export const noProject = 69;

/**
 * An operation of the wrapper on a run. Without a directory it prints what the wrapper would say of that, unless the
 * folder of the project is not there either.
 */
export function wrapperCall(operation: string, directory: string, ...args: readonly string[]): string {
  const program = `${directory}/iterlog.sh`;
  return [
    `[ -d ${quote(project(directory))} ] || exit ${noProject}`,
    `if [ -f ${quote(program)} ]; then`,
    quoteAll(['sh', program, operation, directory, ...args]),
    `else ${missing(directory, operation === 'attach')}; fi`,
  ].join('\n');
}

/** The status of many runs in one script, each by the wrapper that it was started with. */
export const statusScript = (runs: readonly RunHandle[]): string =>
  runs.map(({ directory }) => `(\n${wrapperCall('status', directory)}\n)`).join('\n') + '\n:';

const missing = (directory: string, attached: boolean): string =>
  attached ? `printf 'S C missing - - -\\nE\\n'` : `printf 'R %s\\nC missing - - -\\n' ${quote(directory)}`;

/** `<folder>/.iterlog/runs/<id>`: the folder. */
const project = (directory: string): string => directory.split('/').slice(0, -3).join('/') || '/';
