import { parseArgs } from 'node:util';
import { oneOf, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

export interface SlotsArguments {
  readonly help: boolean;
  /** What comes after the words of the command, the exploration first. */
  readonly names: readonly string[];
  readonly write: boolean;
  readonly format: 'text' | 'json';
  readonly protocol: string | undefined;
  readonly iteration: number | undefined;
  readonly batch: number | undefined;
  readonly slot: number | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly locked: boolean;
  readonly dataset: boolean;
}

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;
const options = {
  iteration: text,
  batch: text,
  slot: text,
  from: text,
  to: text,
  protocol: text,
  locked: flag,
  dataset: flag,
  write: flag,
  format: text,
  help: { ...flag, short: 'h' },
} as const;
type Option = keyof typeof options;

const general: readonly Option[] = ['protocol', 'format', 'help'];

/**
 * The arguments of a subcommand of `iterlog slots`, checked.
 * @param own the options that it takes besides the general ones.
 * @throws {UsageError} for what it does not take or cannot be understood.
 */
export function slotsArguments(argv: readonly string[], cwd: string, own: readonly Option[]): SlotsArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const taken: readonly string[] = [...general, ...own];
  const other = Object.keys(values).find(name => !taken.includes(name));
  if (other !== undefined) throw new UsageError(`This takes no --${other}.`);
  const { help = false, write = false, locked = false, dataset = false, format = 'text' } = values;
  const whole = (name: 'iteration' | 'batch' | 'slot' | 'from' | 'to', least: number) =>
    values[name] === undefined ? undefined : wholeNumber(`--${name}`, values[name], least);
  if (!help && positionals.length === 0)
    throw new UsageError('Name a log, a slot config, or a folder with one exploration.');
  return {
    ...{ help, write, locked, dataset },
    names: positionals,
    format: oneOf('--format', format, ['text', 'json'] as const),
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    iteration: whole('iteration', 1),
    batch: whole('batch', 1),
    slot: whole('slot', 0),
    from: whole('from', 0),
    to: whole('to', 0),
  };
}

/** A number of an iteration, a batch or a slot. */
function wholeNumber(option: string, given: string, least: number): number {
  const number = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`${option} is a whole number from ${least}, not \`${given}\`.`);
}
