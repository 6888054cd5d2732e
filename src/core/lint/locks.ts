import type { Value } from '../protocol/types.ts';
import { equalValues } from './config.ts';
import type { Context } from './context.ts';
import { changesOf } from './mutation.ts';
import type { IterationNode } from './node.ts';

/**
 * Whether a run that gives a parameter this value breaks its lock. Some locked parameters may change together with
 * others, never alone; a run that only keeps what its parent ran with has changed nothing.
 */
export function breaksLock(name: string, value: Value, node: IterationNode, context: Context): boolean {
  const parameter = node.protocol.parameters[name];
  if (parameter?.role !== 'locked' || parameter.value === undefined || equalValues(value, parameter.value))
    return false;
  const exceptions = node.protocol.lockExceptions.filter(exception => exception.parameters.includes(name));
  if (exceptions.length === 0) return true;
  const parent = context.parentConfig(node);
  if (!parent) return false;
  const had = parent.values.get(name);
  if (had && equalValues(had.value, value)) return false;
  return !exceptions.some(exception => exception.with.some(other => changes(other, node, context)));
}

/** Whether a run has another value of a parameter than its parent, or says so. */
function changes(name: string, node: IterationNode, context: Context): boolean {
  if (changesOf(node).some(change => change.name === name)) return true;
  const own = context.config(node).values.get(name);
  const had = context.parentConfig(node)?.values.get(name);
  return own !== undefined && had !== undefined && !equalValues(own.value, had.value);
}
