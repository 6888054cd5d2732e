/** Small makers that fill in what the schema would default, so that presets need no zod at run time. */
import type { Metric, Parameter, Value } from '../types.ts';

export const metric = (presence: Metric['presence'], rest: Partial<Metric> = {}): Metric => ({
  aliases: [],
  presence,
  ...rest,
});

/** An R2: at most 1, with no lower bound. */
export const r2 = (presence: Metric['presence'], aliases: string[] = []): Metric =>
  metric(presence, { aliases, max: 1 });

const parameter = (role: Parameter['role'], rest: Partial<Parameter>): Parameter => ({
  role,
  type: 'number',
  aliases: [],
  keys: [],
  also: [],
  candidates: [],
  ...rest,
});

export const tunable = (rest: Partial<Parameter> = {}): Parameter => parameter('tunable', rest);
export const known = (rest: Partial<Parameter> = {}): Parameter => parameter('known', rest);
export const seed = (rest: Partial<Parameter> = {}): Parameter => parameter('seed', rest);
export const locked = (value: Value, rest: Partial<Parameter> = {}): Parameter =>
  parameter('locked', { value, ...rest });
