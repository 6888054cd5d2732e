/** Values as logs write them. */

const number = /^~?[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const special: Readonly<Record<string, number>> = {
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  nan: NaN,
};
/** The number that a value states: `6E-4`, `~1.065`, `-inf`, `0.5.` (a full stop), `nan`; undefined for words and `N/A`. */
export function parseNumber(text: string): number | undefined {
  // Of what begins with a letter only `inf` and `nan` are numbers: most words are told apart by that.
  const first = text.charCodeAt(0) | 32;
  if (first >= 97 && first <= 122 && first !== 105 && first !== 110) return undefined;
  if (number.test(text)) return Number(text.startsWith('~') ? text.slice(1) : text);
  return special[text.toLowerCase()];
}

/** The truth value that a value states: `T/F`, `True/False`, in any case. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(?:t|true)$/i.test(text)) return true;
  if (/^(?:f|false)$/i.test(text)) return false;
  return undefined;
}

/** Whether two values mean the same: as numbers, else as truth values, else as text. */
export function sameValue(a: string, b: string): boolean {
  if (a === b) return true;
  const x = parseNumber(a);
  const y = parseNumber(b);
  if (x !== undefined && y !== undefined) return x === y || (Number.isNaN(x) && Number.isNaN(y));
  const p = parseBoolean(a);
  return p !== undefined && p === parseBoolean(b);
}
