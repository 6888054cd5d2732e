/** Why the tree builder does not read a metric as a person reads it; metric-unreadable reports it. */
import type { Assignment, AssignmentsField } from '../log/model.ts';
import { parseNumber } from '../log/number.ts';
import { lastRead, linesOf } from './metrics.ts';
import { assignmentOf, builderNumber, builderReads } from '../log/builder-metric.ts';

export type Misreading =
  /** The form of the value or of its `=`; `text` is the same in a form that is read, from the end of the name on. */
  | {
      readonly kind: 'form';
      readonly meant: number;
      readonly reads: string | undefined;
      readonly text: string | undefined;
      readonly end: number;
    }
  /** A negative number: there is no form that is read. */
  | { readonly kind: 'negative' }
  /** No number at all. */
  | { readonly kind: 'words' }
  /** Dots and digits that are no number, at which the loop stops. */
  | { readonly kind: 'raises'; readonly reads: string }
  /** The text `<metric>=` stands earlier on the line with another value. */
  | { readonly kind: 'earlier'; readonly reads: string };

const leading = /^([-+~]?)(\d+\.?\d*|\.\d+)(?:[eE]([-+]?\d+))?/;

/** What goes wrong when the tree builder reads this metric off its Metrics line; undefined when nothing does. */
export function misreading(field: AssignmentsField, item: Assignment, text: string): Misreading | undefined {
  if (isPlain(field, item, text)) return undefined;
  const metric = item.key.text;
  const reads = lastRead(linesOf(field, text), metric);
  const read = reads === undefined ? undefined : builderNumber(reads);
  if (reads !== undefined && read === 'raises') return { kind: 'raises', reads };
  const [number = '', sign = ''] = leading.exec(item.value.text) ?? [];
  const end = item.value.start + (number || item.value.text).length;
  const meant = meaning(item, text, end, number);
  if (meant === undefined) return { kind: 'words' };
  if (Object.is(read, meant)) return undefined;
  if (sign === '-') return { kind: 'negative' };
  if (
    reads !== undefined &&
    builderReads(`${metric}${item.separator.text}${item.value.text}`, metric) !== reads
  ) {
    return { kind: 'earlier', reads };
  }
  return { kind: 'form', meant, reads, text: readable(meant, number, sign), end };
}

/** Whether a comma and a blank, a blank, a line break or the end of the text stand at an offset. */
function isEnd(text: string, at: number): boolean {
  if (at === text.length || text.charCodeAt(at) <= 32) return true;
  return text.startsWith(', ', at);
}

/** Whether `metric=digits` stands here once and nothing but a comma or an end follows: most do, and nothing is wrong. */
function isPlain({ span }: AssignmentsField, { key, value }: Assignment, text: string): boolean {
  if (value.start !== key.end + 1 || text.charCodeAt(key.end) !== 61) return false;
  if (!/^\d+(?:\.\d+)?$/.test(value.text) || !isEnd(text, value.end)) return false;
  if (assignmentOf(key.text, text, span.start) !== key.start) return false;
  const again = assignmentOf(key.text, text, value.end);
  return again < 0 || again >= span.end;
}

/** The number a person reads: a spread, a unit or a mark after it does not change it, but a percent sign or a decimal comma does. */
function meaning({ value }: Assignment, text: string, end: number, number: string): number | undefined {
  const after = text.slice(end, end + 20);
  if (number === '') return parseNumber(value.text);
  const decimals = /^,(\d+)/.exec(after)?.[1];
  if (decimals !== undefined) return Number(`${number}.${decimals}`);
  return (parseNumber(number) ?? NaN) / (after.startsWith('%') ? 100 : 1);
}

/** `=` and the number as plain digits; undefined where that would say something else. */
function readable(meant: number, number: string, sign: string): string | undefined {
  if (Number.isNaN(meant)) return '=nan';
  if (!Number.isFinite(meant) || sign === '~' || Number(number) !== meant) return undefined;
  return `=${plainDecimal(number)}`;
}

/** A number without sign and exponent, keeping every digit: `9.50e-1` becomes `0.950`. */
export function plainDecimal(number: string): string {
  const [, , digits = '', exponent = '0'] = leading.exec(number) ?? [];
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = Number(exponent);
  if (Math.abs(shift) > 30) return String(Number(number));
  const padded =
    '0'.repeat(Math.max(-shift, 0)) + whole + fraction + '0'.repeat(Math.max(shift - fraction.length, 0));
  const point = Math.max(-shift, 0) + whole.length + shift;
  const rest = padded.slice(point);
  return (padded.slice(0, point).replace(/^0+(?=\d)/, '') || '0') + (rest === '' ? '' : `.${rest}`);
}

/** Whether the number has no form that is read: a negative or an infinite one. */
export const isUnwritable = (fault: Misreading): boolean =>
  fault.kind === 'negative' || (fault.kind === 'form' && fault.text === undefined);

/** What a misreading costs the iteration `id`, and what to do. */
export function explain(fault: Misreading, { key, value }: Assignment, id: number): string {
  const name = key.text;
  const dropped = `so Iter ${id} is dropped and its children become roots`;
  switch (fault.kind) {
    case 'negative':
      return `The tree builder reads no sign in ${name}=${value.text}, ${dropped}. Check it against the result log.`;
    case 'words':
      return `${name} is ${value.text || 'empty'}, which is no number, ${dropped}. Give the measured value.`;
    case 'raises':
      return `${name}=${fault.reads} is no number: the tree builder stops with an error, and the batch loop with it.`;
    case 'earlier':
      return `The tree builder takes ${fault.reads}, which stands first after ${name}=, not ${value.text}. State it once.`;
    case 'form':
      return fault.reads === undefined
        ? `The tree builder reads a metric as ${name}=digits, not in this form, ${dropped}.`
        : `The tree builder reads ${fault.reads} for ${name}, not ${fault.meant}: it knows digits and a point only.`;
  }
}
