/**
 * What a plain scalar means to PyYAML's safe loader, which reads YAML 1.1: `1e-5` is a text, `010` is 8, `yes` is true,
 * `1:30` is 90. The patterns are those of its resolver, in its order.
 */

/** What a scalar loads as. A timestamp keeps its text: no config of an exploration holds one that matters. */
export type Scalar =
  | { readonly kind: 'null'; readonly value: null }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A bigint only where a number would lose digits. */
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'timestamp' | 'text'; readonly value: string };

export const nothing: Scalar = { kind: 'null', value: null };
export const textScalar = (value: string): Scalar => ({ kind: 'text', value });

const boolean = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const integer =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const empty = /^(?:~|null|Null|NULL|)$/;
const timestamp =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)$/;

/** The meaning of a plain scalar; undefined for the few that resolve to something the safe loader has no value for. */
export function resolvePlain(text: string): Scalar | undefined {
  if (boolean.test(text)) return { kind: 'boolean', value: /^(?:y|t|on)/i.test(text) };
  if (float.test(text)) return { kind: 'float', value: floatOf(text) };
  if (integer.test(text)) return integerOf(text);
  if (empty.test(text)) return nothing;
  if (timestamp.test(text)) return { kind: 'timestamp', value: text };
  return text === '<<' || text === '=' ? undefined : textScalar(text);
}

function floatOf(text: string): number {
  const { sign, digits } = signed(text.toLowerCase());
  if (digits === '.inf') return sign * Infinity;
  if (digits === '.nan') return NaN;
  return sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Undefined for a prefix without digits, `0x_`. */
function integerOf(text: string): Scalar | undefined {
  const { sign, digits } = signed(text);
  const value = BigInt(sign) * (magnitudeOf(digits) ?? 0n);
  if (magnitudeOf(digits) === undefined) return undefined;
  return { kind: 'integer', value: Number.isSafeInteger(Number(value)) ? Number(value) : value };
}

function magnitudeOf(digits: string): bigint | undefined {
  if (/^0[bx]/.test(digits)) return digits.length > 2 ? BigInt(digits) : undefined;
  if (/^0[0-7]/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
}

function signed(text: string): { readonly sign: 1 | -1; readonly digits: string } {
  return { sign: text.startsWith('-') ? -1 : 1, digits: text.replace(/^[-+]/, '').replaceAll('_', '') };
}

/** Whether Python would find two loaded values equal, numbers by what they are: `0` and `0.0`. A truth value is no number here, and nan equals nan. */
export function sameScalar(a: Scalar, b: Scalar): boolean {
  if (isNumber(a) && isNumber(b)) return sameNumber(a.value, b.value);
  return a.kind === b.kind && a.value === b.value;
}

type NumberScalar = Extract<Scalar, { readonly kind: 'integer' | 'float' }>;

export const isNumber = (scalar: Scalar): scalar is NumberScalar =>
  scalar.kind === 'integer' || scalar.kind === 'float';

/** Order compares a bigint with a number exactly, which no conversion does. */
const sameNumber = (a: number | bigint, b: number | bigint): boolean =>
  (a <= b && a >= b) || (Number.isNaN(a) && Number.isNaN(b));
