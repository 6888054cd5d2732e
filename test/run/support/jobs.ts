/** Runs on targets with a scheduler: their directories as they are before they are submitted. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunPlan } from '../../../src/core/run/run-plan.ts';
import { isFinal } from '../../../src/core/run/states.ts';
import type { TaskStatus } from '../../../src/core/run/states.ts';
import { targetSchema } from '../../../src/core/run/target-schema.ts';
import type { LsfTarget, SlurmTarget, Target } from '../../../src/core/run/target.ts';
import type { Driver, RunHandle } from '../../../src/node/run/driver.ts';
import { prepare } from '../../../src/node/run/prepare.ts';
import { localTransport } from '../../../src/node/run/local.ts';
import type { Transport } from '../../../src/node/run/transport.ts';
import { newFolder } from './folders.ts';
import { processesWith } from './processes.ts';
import { until } from './until.ts';

let count = 0;

export interface Job {
  readonly plan: RunPlan;
  readonly handle: RunHandle;
  /** A file below the directory of the run; empty when it is not there. */
  file(name: string): string;
}

/** A run, laid out, whose tasks run these lines of shell: several are a batch, one is a loop. */
export async function newJob(target: Target, ...scripts: readonly string[]): Promise<Job> {
  count++;
  const id = `j-${process.pid}-${count}`;
  const folder = newFolder();
  const directory = path.join(folder, '.iterlog', 'runs', id);
  const tasks = scripts.map((script, i) => ({
    task: String(i).padStart(2, '0'),
    commands: [['sh', '-c', script]],
  }));
  const kind = tasks.length > 1 ? 'batch' : 'loop';
  const plan: RunPlan = { id, kind, target, folder, directory, tasks, files: [] };
  mkdirSync(folder);
  const prepared = await prepare(plan, localTransport());
  if (prepared.kind !== 'answer') throw new Error(prepared.message);
  const handle = { id, directory, tasks: tasks.map(({ task }) => task) };
  return { plan, handle, file: name => textOf(path.join(directory, name)) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Targets with the settings that are not named at their defaults. */
export const slurmTarget = (settings: Partial<SlurmTarget>): SlurmTarget => {
  const target = targetSchema.parse({ type: 'slurm', ...settings });
  if (target.type !== 'slurm') throw new Error(target.type);
  return target;
};
export const lsfTarget = (settings: Partial<LsfTarget>): LsfTarget => {
  const target = targetSchema.parse({ type: 'lsf', ...settings });
  if (target.type !== 'lsf') throw new Error(target.type);
  return target;
};

/** The tasks of a run as its driver sees them now; throws when the target does not answer. */
export async function tasksOf(driver: Driver, job: Job): Promise<readonly TaskStatus[]> {
  const answer = await driver.status([job.handle]);
  if (answer.kind !== 'answer') throw new Error(answer.message);
  return answer.runs.get(job.plan.id) ?? [];
}

/** Submits a job, which must not be refused; what the scheduler calls it. */
export async function submittedTo(driver: Driver, job: Job): Promise<string> {
  const answer = await driver.submit(job.plan);
  assert.ok(answer.kind === 'answer', JSON.stringify(answer));
  return answer.jobId ?? '';
}

/** The tasks of a job once all of them have ended. */
export const endOf = (driver: Driver, job: Job, seconds?: number): Promise<readonly TaskStatus[]> =>
  until(
    'the end of the run',
    () => tasksOf(driver, job),
    tasks => tasks.every(({ state }) => isFinal(state)),
    seconds,
  );

export const statesOf = (tasks: readonly TaskStatus[]): string => tasks.map(({ state }) => state).join(' ');

/** Waits until no process of a run is left. */
export const noProcess = (job: Job) =>
  until(
    'that nothing of it is left',
    () => processesWith(job.plan.id),
    ({ length }) => length === 0,
    3,
  );

/** This machine, with the scripts that were given to it. */
export function counting(): { readonly transport: Transport; readonly scripts: readonly string[] } {
  const local = localTransport();
  const scripts: string[] = [];
  const capture: Transport['capture'] = (script, options) => {
    scripts.push(script);
    return local.capture(script, options);
  };
  return { transport: { ...local, capture }, scripts };
}

/** Makes a file whose text has a time of it that is some seconds earlier. */
export function backdate(file: string, seconds = 1000): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/\d{9,}/, time => String(Number(time) - seconds)),
  );
}

/** Kills a task so that nothing is left that could note its end. */
export function killTask(job: Job, task: string): void {
  process.kill(Number(job.file(`${task}/pid`)), 'SIGKILL');
  process.kill(-Number(job.file(`${task}/group`)), 'SIGKILL');
}
