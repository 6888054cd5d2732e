import { parseBoolean, parseNumber } from '../log/number.ts';
import type { Parameter, Protocol, Value } from './types.ts';

/** A number as logs print it: `1.8E-3`, `2.5E-6`, `0.1`, `20`; scientific below 0.01. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value) || value === 0 || (Math.abs(value) >= 0.01 && Math.abs(value) < 1e6))
    return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa}E${exponent.replace('+', '')}`;
}

/** A parameter's value as the protocol prints it in a log. */
export function formatValue(value: Value): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return typeof value === 'number' ? formatNumber(value) : value;
}

/** The value that a text means for a parameter: a number, a truth value, or the text itself. */
export function readValue(text: string, parameter: Parameter | undefined): Value {
  if (parameter?.type === 'boolean') return parseBoolean(text) ?? text;
  const number = parseNumber(text);
  return number === undefined || Number.isNaN(number) ? (parseBoolean(text) ?? text) : number;
}

/** The baseline's value of a parameter: what a Config line means when nothing else gives one. */
export function baselineValue(protocol: Protocol, name: string): Value | undefined {
  return protocol.baseline ? protocol.parameters[name]?.value : undefined;
}
