import type * as z from 'zod';
import type { protocolSchema } from './schema.ts';

/** What an exploration allows; see `schema.ts` for what each part means. */
export type Protocol = z.infer<typeof protocolSchema>;
/** A protocol as a preset writes it, with what has a default left out. */
export type ProtocolInput = z.input<typeof protocolSchema>;
export type Parameter = Protocol['parameters'][string];
export type Metric = Protocol['metrics'][string];
export type StatusClass = Protocol['status']['classes'][string];
export type Condition = NonNullable<StatusClass['all']>[number];
export type Value = number | boolean | string;

export const presetNames = ['vrest', 'flyvis', 'metabolism'] as const;
export type PresetName = (typeof presetNames)[number];
