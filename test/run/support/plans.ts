import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PushedFile, RunPlan } from '../../../src/core/run/run-plan.ts';
import type { DirectTarget } from '../../../src/core/run/target.ts';
import { targetSchema } from '../../../src/core/run/target-schema.ts';
import type { RunHandle } from '../../../src/node/run/driver.ts';
import { newFolder } from './folders.ts';

let count = 0;

export const hashOf = (bytes: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A target of which the rest is as the schema has it. */
export type TargetOptions = Partial<Omit<DirectTarget, 'host'>> & { readonly host?: string };

export interface PlanOptions {
  readonly folder?: string;
  readonly target?: TargetOptions;
  readonly files?: readonly PushedFile[];
  readonly kind?: RunPlan['kind'];
}

/** A run of these Python programs, one a task, in a new folder with an awkward name. */
export function planOf(programs: readonly string[], options: PlanOptions = {}): RunPlan {
  count++;
  const folder = options.folder ?? newFolder();
  mkdirSync(folder, { recursive: true });
  const id = `t${process.pid}-${count}`;
  const target = targetSchema.parse({ type: 'local', ...options.target });
  return {
    id,
    kind: options.kind ?? 'batch',
    target,
    folder,
    directory: `${folder}/.iterlog/runs/${id}`,
    tasks: programs.map((program, slot) => ({
      task: String(slot).padStart(2, '0'),
      commands: [['python3', '-c', program, '--awkward', `it's`, '$(touch PWNED)']],
    })),
    files: options.files ?? [],
  };
}

export const handleOf = ({ id, directory, tasks }: RunPlan): RunHandle => ({
  id,
  directory,
  tasks: tasks.map(({ task }) => task),
});

export const pushed = (file: string, text: string, replaces?: readonly string[]): PushedFile => ({
  path: file,
  text,
  hash: hashOf(text),
  ...(replaces && { replaces }),
});

export const inFolder = (plan: RunPlan, ...names: readonly string[]): string =>
  path.join(plan.folder, ...names);
