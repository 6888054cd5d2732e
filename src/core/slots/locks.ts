import { equalValues } from '../lint/config.ts';
import type { Value } from '../protocol/types.ts';
import type { SlotContext } from './context.ts';
import type { Config } from './files.ts';
import { keysOf, placeOf } from './keys.ts';
import type { Path } from './model.ts';

/** A locked parameter with another value than the protocol gives it. */
export interface BrokenLock {
  readonly name: string;
  readonly path: Path;
  readonly value: Value;
  readonly own: Value;
}

/**
 * The locks that a config breaks by the protocol alone. A key that stands for two parameters keeps its lock with the
 * value of either; one that may change together with others does where one of those is changed.
 */
export function brokenLocks(config: Config, context: SlotContext): readonly BrokenLock[] {
  const { protocol } = context;
  const { parameters, lockExceptions } = protocol;
  const isChanged = (name: string) => {
    const [own, base] = [context.valueOf(config, name), parameters[name]?.value];
    return own !== undefined && base !== undefined && !equalValues(own, base);
  };
  return Object.entries(parameters).flatMap(([name, { role, value }]) => {
    const own = config.values.get(name);
    const path = placeOf(config.document, name, protocol);
    if (role !== 'locked' || value === undefined || own === undefined || !path) return [];
    const locked = keysOf(protocol)
      .namesAt(path)
      .map(other => parameters[other]?.value);
    if (locked.some(other => other !== undefined && equalValues(own, other))) return [];
    const exceptions = lockExceptions.filter(exception => exception.parameters.includes(name));
    return exceptions.some(exception => exception.with.some(isChanged)) ? [] : [{ name, path, value, own }];
  });
}
