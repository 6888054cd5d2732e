/** Values as text that PyYAML reads back as the same values. */
import type { Value } from '../protocol/types.ts';
import { pythonFloat } from '../tree/python-number.ts';
import { resolvePlain } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/** How a scalar is quoted. */
export type Quotes = 'none' | 'single' | 'double';

/**
 * A value as a slot config writes it: `1.0e-05`, never `1e-5`, which would load as a text.
 * @param before what stands there: its quotes are kept for a text, and a float stays one (`0.0` becomes `1.0`).
 */
export function writeValue(
  value: Value,
  before?: { readonly scalar: Scalar; readonly quotes: Quotes },
): string {
  if (typeof value === 'string') return writeText(value, before?.quotes ?? 'none');
  if (typeof value === 'boolean') return String(value);
  const isWhole = Number.isSafeInteger(value) && !Object.is(value, -0);
  return isWhole && before?.scalar.kind !== 'float' ? String(value) : writeFloat(value);
}

/** A loaded scalar as text, for where its own spelling cannot stand. */
export function writeScalar(scalar: Scalar): string {
  switch (scalar.kind) {
    case 'null':
      return 'null';
    case 'text':
      return writeText(scalar.value, 'none');
    case 'float':
      return writeFloat(scalar.value);
    case 'boolean':
    case 'integer':
    case 'timestamp':
      return String(scalar.value);
  }
}

/** What PyYAML itself writes: a mantissa always has a point, and an exponent its sign. */
function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const text = pythonFloat(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}

/** Words that stay words without quotes, whatever stands around them. */
const plain = /^[\p{L}\p{N}_./][\p{L}\p{N}_./+-]*(?: [\p{L}\p{N}_./+()-]+)*$/u;

function writeText(text: string, quotes: Quotes): string {
  if (quotes === 'single' && isPrintable(text)) return `'${text.replaceAll("'", "''")}'`;
  if (quotes === 'none' && plain.test(text) && resolvePlain(text)?.kind === 'text') return text;
  return JSON.stringify(text).replace(hidden, escaped);
}

/** What PyYAML does not accept unescaped, or takes for the end of a line. */
const hidden = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu;
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
const isPrintable = (text: string): boolean => text.search(hidden) < 0;
