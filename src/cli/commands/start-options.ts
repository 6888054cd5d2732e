import { parseArgs } from 'node:util';
import { oneOf, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

export interface StartArguments {
  readonly help: boolean;
  /** The base config. */
  readonly base: string;
  /** What the exploration is called; undefined for the name that the loop gives. */
  readonly name: string | undefined;
  readonly protocol: string | undefined;
  readonly write: boolean;
  /** Whether files that are there may be replaced. */
  readonly yes: boolean;
  readonly format: 'text' | 'json';
}

const options = {
  name: { type: 'string' },
  protocol: { type: 'string' },
  write: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * The arguments of `iterlog start`, checked.
 * @throws {UsageError} when they cannot be understood.
 */
export function startArguments(argv: readonly string[], cwd: string): StartArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const { help, name, write, yes } = values;
  const [base, ...others] = positionals;
  if (!help && (base === undefined || others.length > 0)) throw new UsageError('Name one base config.');
  if (name !== undefined && !isName(name))
    throw new UsageError(`--name is a file name without its ending, not \`${name}\`.`);
  return {
    help,
    base: base ?? '',
    name,
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    write,
    yes,
    format: oneOf('--format', values.format, ['text', 'json'] as const),
  };
}

/** File names are made of it. */
const isName = (name: string): boolean => /^[^/\\\p{Cc}]+$/u.test(name) && !/^\.|^ | $/.test(name);
