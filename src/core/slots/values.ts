import { parse } from 'yaml';
import { formatValue, readValue } from '../protocol/format.ts';
import { isRecord } from '../protocol/merge.ts';
import type { Parameter, Protocol } from '../protocol/types.ts';

/**
 * The parameters that a slot config states, by canonical name, as the log would print them.
 * Undefined for a text that is no YAML mapping.
 */
export function slotValues(text: string, protocol: Protocol): ReadonlyMap<string, string> | undefined {
  const config = mappingOf(text);
  if (!config) return undefined;
  const values = new Map<string, string>();
  for (const [name, parameter] of Object.entries(protocol.parameters)) {
    const stated = statedValue(config, parameter);
    if (stated !== undefined) values.set(name, formatValue(readValue(stated, parameter)));
  }
  return values;
}

function mappingOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parse(text, { prettyErrors: false, logLevel: 'error' }) as unknown;
    return isRecord(value) ? value : undefined;
  } catch {
    // A config that the run could not load either states nothing.
    return undefined;
  }
}

/** What stands under a parameter's YAML key; of several schema generations the newest that is used. */
function statedValue(config: Readonly<Record<string, unknown>>, { keys }: Parameter): string | undefined {
  for (const key of keys.toReversed()) {
    const [section = '', name = ''] = key.includes('.') ? key.split('.') : ['training', key];
    const values = config[section];
    const value = isRecord(values) ? values[name] : undefined;
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string')
      return String(value);
  }
  return undefined;
}
