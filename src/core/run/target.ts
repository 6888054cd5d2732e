/** Where runs can be started; see `target-schema.ts` for what each part means. */
import type * as z from 'zod';
import type { targetSchema } from './target-schema.ts';

export type Target = z.infer<typeof targetSchema>;
export type TargetType = Target['type'];
export type DirectTarget = Extract<Target, { type: 'local' | 'ssh' }>;
export type SlurmTarget = Extract<Target, { type: 'slurm' }>;
export type LsfTarget = Extract<Target, { type: 'lsf' }>;

/** The host that ssh connects to; undefined for a target on this machine. */
export const hostOf = (target: Target): string | undefined =>
  target.type === 'local' ? undefined : target.host;
