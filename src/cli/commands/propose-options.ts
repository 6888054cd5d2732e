import { parseArgs } from 'node:util';
import type { Choice } from '../../core/batch/propose/propose.ts';
import { readValue } from '../../core/protocol/format.ts';
import { namesOf } from '../../core/protocol/names.ts';
import type { Protocol, Value } from '../../core/protocol/types.ts';
import { didYouMean } from '../../core/text/did-you-mean.ts';
import { oneOf, UsageError } from '../usage.ts';
import { oneLog } from '../one-log.ts';
import { protocolArgument } from './lint-options.ts';

export interface ProposeArguments {
  readonly help: boolean;
  readonly log: string;
  readonly format: 'text' | 'json';
  readonly protocol: string | undefined;
  /** `slot.name=value`, as given. */
  readonly set: readonly string[];
  readonly write: boolean;
  /** Whether to show what `write` would change instead of the proposal. */
  readonly diff: boolean;
  readonly yes: boolean;
  readonly moreRobustness: boolean;
}

const options = {
  format: { type: 'string', default: 'text' },
  protocol: { type: 'string' },
  set: { type: 'string', multiple: true },
  write: { type: 'boolean', default: false },
  diff: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'more-robustness': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} for arguments that cannot be understood. */
export function proposeArguments(argv: readonly string[], cwd: string): ProposeArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const log = values.help ? '' : oneLog(positionals);
  if ((values.write || values.diff) && log === '-')
    throw new UsageError('Standard input has no slot configs to write: name the log.');
  if (values.write && values.diff)
    throw new UsageError('--diff shows what --write would change: give one of them.');
  return {
    help: values.help,
    log,
    format: oneOf('--format', values.format, ['text', 'json']),
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    set: values.set ?? [],
    write: values.write,
    diff: values.diff,
    yes: values.yes,
    moreRobustness: values['more-robustness'],
  };
}

/**
 * What `--set` gives, slot by slot.
 * @throws {UsageError} for a slot or a parameter that there is not, or a value of another kind.
 */
export function choicesOf(settings: readonly string[], protocol: Protocol): Choice[] {
  const bySlot = new Map<number, { parent?: Choice['parent']; set: Record<string, Value> }>();
  for (const setting of settings) {
    const [, digits, name = '', text = ''] = /^(\d+)\.([^=]+)=(.+)$/.exec(setting) ?? [];
    if (digits === undefined)
      throw new UsageError(`--set is SLOT.NAME=VALUE, such as 0.W_L2=3E-6, not \`${setting}\`.`);
    const slot = Number(digits);
    if (slot >= protocol.batchSize)
      throw new UsageError(`There is no slot ${slot}: the last is ${protocol.batchSize - 1}.`);
    const own = bySlot.get(slot) ?? { set: {} };
    bySlot.set(slot, own);
    if (name === 'parent') own.parent = parentOf(text);
    else Object.assign(own.set, { [nameOf(name, protocol)]: valueOf(name, text, protocol) });
  }
  return [...bySlot].map(([slot, change]) => ({ slot, ...change }));
}

function parentOf(text: string): number | 'root' {
  if (text === 'root') return text;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`A parent is the number of an iteration, or root, not \`${text}\`.`);
}

function nameOf(given: string, protocol: Protocol): string {
  const name = namesOf(protocol).parameter(given);
  if (name !== undefined) return name;
  const tunable = Object.keys(protocol.parameters).filter(
    each => protocol.parameters[each]?.role === 'tunable',
  );
  throw new UsageError(
    `The protocol has no parameter \`${given}\`.${didYouMean(given, [...tunable, 'parent'])}`,
  );
}

function valueOf(given: string, text: string, protocol: Protocol): Value {
  const parameter = namesOf(protocol).parameterOf(given);
  const value = readValue(text, parameter);
  const wanted = { number: 'number', boolean: 'boolean', text: 'string' } as const;
  if (parameter && parameter.type !== 'text' && typeof value !== wanted[parameter.type])
    throw new UsageError(
      `${given} is a ${parameter.type === 'boolean' ? 'truth value, T or F' : 'number'}, not \`${text}\`.`,
    );
  return value;
}
