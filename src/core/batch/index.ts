/**
 * What hosts do with slot configs and plans: one chunk of the extension, with yaml and zod, loaded with the first slot
 * config or plan (see scripts/chunks.mjs).
 */
export { lintPlan } from './plan-lint.ts';
export { readPlan } from './plan-read.ts';
export { lintSlots } from '../slots/lint.ts';
export type { SlotReport } from '../slots/lint.ts';
export { fixAllSlots } from '../slots/fix-all.ts';
export { readConfigs } from '../slots/read-configs.ts';
export { suppressInSlot, suppressNextLine } from '../slots/suppress-edits.ts';
export { hoverAt } from '../slots/ask/hover.ts';
export { completeSlot } from '../slots/ask/complete.ts';
export { parentOf } from '../slots/ask/parent-of.ts';
export { presetOfBase } from '../slots/preset-of-base.ts';
export { configAs } from '../actions/config-as.ts';
export { slotValues } from '../slots/values.ts';
export { batchAround, batchToGenerate, generateBatch } from '../actions/generate.ts';
export { writeConfig } from '../actions/write-config.ts';
export { robustnessCopy } from '../actions/robustness-copy.ts';
export { copySlot, restoreDataset, restoreLocked } from '../actions/slot-file.ts';
export { startFiles } from '../actions/start.ts';
export {
  batchAction,
  proposalInput,
  recordAction,
  recordedFrom,
  unrecorded,
  waitingIn,
} from '../actions/loop.ts';
export type { LoopFiles } from '../actions/loop.ts';
export { propose, revise } from './propose/propose.ts';
export type { Choice, Proposal, ProposedSlot, ProposeInput } from './propose/propose.ts';
export { openErrors } from './propose/ready.ts';
export { violations } from './propose/legal.ts';
export type { RecordOutcome } from './record/record.ts';
