import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TreeSettings } from '../../core/tree/model.ts';
import { oneOf, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

export interface TreeArguments {
  readonly help: boolean;
  readonly log: string;
  readonly format: string;
  readonly write: boolean;
  readonly watch: boolean;
  readonly protocol: string | undefined;
  /** The path of a result log. */
  readonly runLog: string | undefined;
  /** What was asked for, over what the protocol says. */
  readonly settings: Partial<TreeSettings>;
}

const options = {
  reward: { type: 'string' },
  c: { type: 'string' },
  'block-size': { type: 'string' },
  iteration: { type: 'string' },
  dialect: { type: 'string' },
  'run-log': { type: 'string' },
  parents: { type: 'string' },
  formula: { type: 'string' },
  protocol: { type: 'string' },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const writing = {
  write: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
} as const;

/**
 * The arguments of `iterlog ucb` and `iterlog tree`, checked.
 * @param formats the words that --format takes.
 * @param writes whether the command can write its answer.
 * @throws {UsageError} when they contradict each other or cannot be understood.
 */
export function treeArguments(
  argv: readonly string[],
  cwd: string,
  formats: readonly string[],
  writes: boolean,
): TreeArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: writes ? { ...options, ...writing } : options,
    allowPositionals: true,
    strict: true,
  });
  const { write = false, watch = false } = values as { write?: boolean; watch?: boolean };
  const format = oneOf('--format', values.format, formats);
  const [log, ...more] = positionals;
  if (!values.help && (log === undefined || more.length > 0)) throw new UsageError('Name one log.');
  const args = {
    help: values.help,
    log: log ?? '',
    format,
    write,
    watch,
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    runLog: values['run-log'] === undefined ? undefined : path.resolve(cwd, values['run-log']),
    settings: settingsOf(values),
  };
  checkWriting(args);
  return args;
}

function checkWriting({ log, write, watch, format, settings }: TreeArguments): void {
  if (watch && !write) throw new UsageError('--watch keeps the score file current: give --write too.');
  if (!write) return;
  if (log === '-') throw new UsageError('Standard input has no folder to write to: leave out --write.');
  if (format !== 'text')
    throw new UsageError('--write writes the score file, which is text: leave out --format.');
  if (settings.parents === 'declared')
    throw new UsageError(
      '--write writes the file that the search reads, which has effective parents: leave out --parents.',
    );
}

function settingsOf(values: {
  readonly [name in keyof typeof options]?: string | boolean | undefined;
}): Partial<TreeSettings> {
  const text = (name: keyof typeof options): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const given = {
    reward: map(text('reward'), rewardOf),
    c: map(text('c'), value =>
      numberOf('--c', value, /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/, 'a number, 0 or more'),
    ),
    blockSize: map(text('block-size'), value =>
      numberOf('--block-size', value, /^\d+$/, 'a whole number, 0 for no filter'),
    ),
    iteration: map(text('iteration'), value =>
      numberOf('--iteration', value, /^0*[1-9]\d*$/, 'a whole number from 1'),
    ),
    dialect: map(text('dialect'), value => oneOf('--dialect', value, ['flyvis', 'metabolism'] as const)),
    parents: map(text('parents'), value => oneOf('--parents', value, ['effective', 'declared'] as const)),
    formula: map(text('formula'), value => oneOf('--formula', value, ['puct', 'ucb1'] as const)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const map = <T>(text: string | undefined, read: (text: string) => T): T | undefined =>
  text === undefined ? undefined : read(text);

function rewardOf(name: string): string {
  if (/^[\w.-]+$/.test(name)) return name;
  throw new UsageError(`--reward is the name of a metric, as V_rest_R2, not \`${name}\`.`);
}

function numberOf(option: string, text: string, form: RegExp, what: string): number {
  const value = Number(text);
  if (form.test(text) && Number.isFinite(value)) return value;
  throw new UsageError(`${option} is ${what}, not \`${text}\`.`);
}
