import { parseArgs } from 'node:util';
import { oneOf, UsageError } from '../../usage.ts';
import { protocolArgument } from '../lint-options.ts';

export const actions = ['start', 'status', 'list', 'attach', 'cancel', 'fetch', 'forget'] as const;
export type RunAction = (typeof actions)[number];

export interface RunArguments {
  readonly help: boolean;
  readonly action: RunAction;
  readonly log: string;
  /** The run that is meant; undefined for the newest, or for all. */
  readonly run: string | undefined;
  readonly protocol: string | undefined;
  readonly target: string;
  /** A file with targets instead of the user's own. */
  readonly targets: string | undefined;
  readonly root: string | undefined;
  readonly loop: boolean;
  readonly afresh: boolean;
  readonly task: string | undefined;
  readonly script: string | undefined;
  readonly iterations: number | undefined;
  readonly args: readonly string[];
  readonly yes: boolean;
  readonly override: boolean;
  readonly attach: boolean;
  readonly format: 'text' | 'json';
}

const options = {
  run: { type: 'string' },
  target: { type: 'string', default: 'local' },
  targets: { type: 'string' },
  root: { type: 'string' },
  loop: { type: 'boolean', default: false },
  afresh: { type: 'boolean', default: false },
  task: { type: 'string' },
  script: { type: 'string' },
  iterations: { type: 'string' },
  arg: { type: 'string', multiple: true, default: [] as string[] },
  protocol: { type: 'string' },
  yes: { type: 'boolean', default: false },
  override: { type: 'boolean', default: false },
  attach: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * The arguments of `iterlog run`, checked.
 * @throws {UsageError} when they cannot be understood.
 */
export function runArguments(argv: readonly string[], cwd: string): RunArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const { help, loop, afresh } = values;
  const [action = '', log, ...others] = positionals;
  if (!help && log === undefined)
    throw new UsageError(`Say what to do and name a log: iterlog run ${actions.join('|')} LOG.`);
  if (others.length > 0) throw new UsageError('Name one log.');
  const own = loopOptions.filter(name => (name === 'afresh' ? afresh : values[name] !== undefined));
  if (!help && !loop && own.length > 0)
    throw new UsageError(`--${own.join(', --')} belong${own.length === 1 ? 's' : ''} to --loop.`);
  return {
    ...{
      help,
      loop,
      afresh,
      log: log ?? '',
      run: values.run,
      target: values.target,
      targets: values.targets,
    },
    action: help ? 'list' : oneOf('iterlog run', action, actions),
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    ...{ root: values.root, task: values.task, script: values.script, args: values.arg },
    iterations: values.iterations === undefined ? undefined : countOf(values.iterations),
    ...{ yes: values.yes, override: values.override, attach: values.attach },
    format: oneOf('--format', values.format, ['text', 'json'] as const),
  };
}

const loopOptions = ['afresh', 'script', 'iterations'] as const;

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d{1,6}$/.test(text) && count > 0) return count;
  throw new UsageError(`--iterations is a number of iterations, not \`${text}\`.`);
}
