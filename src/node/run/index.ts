/** What the editor loads of runs once it needs any of it. */
export { namedTarget, readTargets } from '../../core/run/read-targets.ts';
export { summaryOf } from '../../core/run/summary.ts';
export { taskSchema } from '../../core/run/task-schema.ts';
export { mixedOutput } from './mixed-output.ts';
export { placeOfRuns, planRun } from './plan-run.ts';
export { keptRuns, readRun } from './record-store.ts';
export { Runs } from './runs.ts';
export { Targets } from './targets.ts';
