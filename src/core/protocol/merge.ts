/**
 * A protocol changed by what a file says of it. Objects and records merge by key, null removes a key, and everything
 * else, lists included, replaces what was there. Neither argument is changed.
 */
export function merge(base: unknown, change: unknown): unknown {
  if (!isRecord(change)) return change;
  const merged = new Map(isRecord(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(change)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
