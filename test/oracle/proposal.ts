/** A proposal as data of unknown origin becomes a proposal, or a list of what it lacks. */
import { valueOf } from './config.ts';
import type { Config, Value } from './config.ts';

export interface Mutation {
  readonly parameter: string;
  readonly old: Value | undefined;
  readonly new: Value | undefined;
}

export interface Slot {
  readonly slot: number;
  readonly role: string;
  readonly parent: number | 'root';
  readonly mutations: readonly Mutation[];
  readonly config: Config;
  readonly minutes: number;
  readonly reason: string;
}

export interface Proposal {
  readonly batch: unknown;
  readonly iterations: readonly unknown[];
  readonly slots: readonly Slot[];
}

/** @returns the proposal, or a sentence for what is not of the form. */
export function readProposal(data: unknown): Proposal | string {
  if (!isRecord(data)) return 'not an object';
  const { batch, iterations, slots } = data;
  if (!Array.isArray(iterations)) return 'no list of iterations';
  if (!Array.isArray(slots)) return 'no list of slots';
  const read = slots.map(readSlot);
  const wrong = read.find(slot => typeof slot === 'string');
  if (wrong !== undefined) return wrong;
  return { batch, iterations, slots: read.filter(slot => typeof slot !== 'string') };
}

function readSlot(data: unknown): Slot | string {
  if (!isRecord(data)) return 'a slot is not an object';
  const { slot, role, parent, mutations, config, minutes, reason } = data;
  if (typeof slot !== 'number' || typeof role !== 'string') return 'a slot lacks its number or role';
  if (typeof parent !== 'number' && parent !== 'root') return `slot ${slot} has no parent`;
  if (!Array.isArray(mutations) || !isRecord(config)) return `slot ${slot} lacks mutations or config`;
  const values = Object.entries(config).flatMap(([name, value]) => {
    const known = valueOf(value);
    return known === undefined ? [] : [[name, known] as const];
  });
  return {
    slot,
    role,
    parent,
    mutations: mutations.map(readMutation),
    config: Object.fromEntries(values),
    minutes: typeof minutes === 'number' ? minutes : NaN,
    reason: typeof reason === 'string' ? reason : '',
  };
}

function readMutation(data: unknown): Mutation {
  const { parameter, old, new: value } = isRecord(data) ? data : {};
  return { parameter: String(parameter), old: valueOf(old), new: valueOf(value) };
}

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);
