import type { RunPlan } from '../../../../src/core/run/run-plan.ts';
import { targetSchema } from '../../../../src/core/run/target-schema.ts';
import type { LsfTarget, SlurmTarget } from '../../../../src/core/run/target.ts';

interface Targets {
  slurm: SlurmTarget;
  lsf: LsfTarget;
}

/** A run of so many tasks on a target with these settings: several are a batch, one is a loop. */
export function jobPlan<T extends keyof Targets>(
  type: T,
  count: number,
  settings: Partial<Targets[T]> = {},
): RunPlan & { readonly target: Targets[T] } {
  const target = targetSchema.parse({ type, ...settings });
  if (!isOf(target, type)) throw new Error(target.type);
  return {
    id: 'r1',
    kind: count > 1 ? 'batch' : 'loop',
    target,
    folder: '/home/me/a b',
    directory: '/home/me/a b/.iterlog/runs/r1',
    tasks: Array.from({ length: count }, (_, i) => ({ task: `0${i}`, commands: [['true']] })),
    files: [],
  };
}

const isOf = <T extends keyof Targets>(target: { type: string }, type: T): target is Targets[T] =>
  target.type === type;
