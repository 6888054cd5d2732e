/** `key: value` or `key=value` where the value is a number or a truth value; what follows, as in `a +/- b`, is ignored. */
const pair =
  /(?:^|[\s,;(])([A-Za-z_][\w.]*)[ \t]*[:=][ \t]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?inf|nan|true|false)(?=$|[\s,;)±+%])/gim;

/**
 * The results of one run as its result log states them, by the names it uses; the last value of a name counts.
 * Undefined for a text that states none, as that of a run that has not finished.
 */
export function readResultLog(text: string): ReadonlyMap<string, string> | undefined {
  const results = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(pair)) results.set(key, value);
  return results.size > 0 ? results : undefined;
}
