/** Every rule, in the order of the catalogue. Where two fixes touch the same text, the earlier rule's is offered. */
import type { Rule } from './rule.ts';
import { batchIncomplete } from './rules/batch-incomplete.ts';
import { blockUnconfirmed } from './rules/block-unconfirmed.ts';
import { booleanForm } from './rules/boolean-form.ts';
import { claimBaseline } from './rules/claim-baseline.ts';
import { claimSamples } from './rules/claim-samples.ts';
import { configKeys } from './rules/config-keys.ts';
import { configVsSlot } from './rules/config-vs-slot.ts';
import { duplicateIter } from './rules/duplicate-iter.ts';
import { duplicateLine } from './rules/duplicate-line.ts';
import { failedForm } from './rules/failed-form.ts';
import { headerForm } from './rules/header-form.ts';
import { iterOrder } from './rules/iter-order.ts';
import { iterRange } from './rules/iter-range.ts';
import { lineOrder } from './rules/line-order.ts';
import { lockedParameter } from './rules/locked-parameter.ts';
import { metricMissing } from './rules/metric-missing.ts';
import { metricNan } from './rules/metric-nan.ts';
import { metricRange } from './rules/metric-range.ts';
import { metricUnreadable } from './rules/metric-unreadable.ts';
import { metricsVsResult } from './rules/metrics-vs-result.ts';
import { mutationForm } from './rules/mutation-form.ts';
import { mutationNewValue } from './rules/mutation-new-value.ts';
import { mutationNoop } from './rules/mutation-noop.ts';
import { mutationOldValue } from './rules/mutation-old-value.ts';
import { mutationSize } from './rules/mutation-size.ts';
import { nextFuture } from './rules/next-future.ts';
import { nextIdPlusOne } from './rules/next-id-plus-one.ts';
import { nextLaterSibling } from './rules/next-later-sibling.ts';
import { nextMissing } from './rules/next-missing.ts';
import { nextOverridesParent } from './rules/next-overrides-parent.ts';
import { nextUnscored } from './rules/next-unscored.ts';
import { nodeId } from './rules/node-id.ts';
import { nodeLine } from './rules/node-line.ts';
import { observationBaseline } from './rules/observation-baseline.ts';
import { parameterAlias } from './rules/parameter-alias.ts';
import { parameterUnknown } from './rules/parameter-unknown.ts';
import { parentNotOlder } from './rules/parent-not-older.ts';
import { parentOtherBlock } from './rules/parent-other-block.ts';
import { parentSameBatch } from './rules/parent-same-batch.ts';
import { parentUnknown } from './rules/parent-unknown.ts';
import { parentUnscored } from './rules/parent-unscored.ts';
import { planFile } from './rules/plan-file.ts';
import { promisingNotRepeated } from './rules/promising-not-repeated.ts';
import { protocolFile } from './rules/protocol-file.ts';
import { protocolUnknown } from './rules/protocol-unknown.ts';
import { replicateForm } from './rules/replicate-form.ts';
import { rewardInProse } from './rules/reward-in-prose.ts';
import { robustnessMode } from './rules/robustness-mode.ts';
import { robustnessSlot } from './rules/robustness-slot.ts';
import { robustnessVerbatim } from './rules/robustness-verbatim.ts';
import { searchRange } from './rules/search-range.ts';
import { slotCausality } from './rules/slot-causality.ts';
import { slotClaudeSection } from './rules/slot-claude-section.ts';
import { slotDataset } from './rules/slot-dataset.ts';
import { slotFloat } from './rules/slot-float.ts';
import { slotKeyUnknown } from './rules/slot-key-unknown.ts';
import { slotLocked } from './rules/slot-locked.ts';
import { slotParse } from './rules/slot-parse.ts';
import { slotRobustness } from './rules/slot-robustness.ts';
import { slotRole } from './rules/slot-role.ts';
import { slotSeed } from './rules/slot-seed.ts';
import { slotTime } from './rules/slot-time.ts';
import { startBatch } from './rules/start-batch.ts';
import { statsValue } from './rules/stats-value.ts';
import { statusThreshold } from './rules/status-threshold.ts';
import { statusVocabulary } from './rules/status-vocabulary.ts';
import { timeFlag } from './rules/time-flag.ts';
import { timeLimit } from './rules/time-limit.ts';
import { undeclaredChange } from './rules/undeclared-change.ts';
import { unusedSuppression } from './rules/unused-suppression.ts';

export const rules: readonly Rule[] = [
  headerForm,
  duplicateIter,
  batchIncomplete,
  iterOrder,
  iterRange,
  statusVocabulary,
  statusThreshold,
  nodeLine,
  nodeId,
  parentUnknown,
  parentNotOlder,
  parentUnscored,
  parentOtherBlock,
  parentSameBatch,
  nextIdPlusOne,
  nextFuture,
  nextLaterSibling,
  nextOverridesParent,
  nextMissing,
  nextUnscored,
  mutationForm,
  mutationOldValue,
  mutationNewValue,
  undeclaredChange,
  mutationSize,
  mutationNoop,
  replicateForm,
  parameterUnknown,
  parameterAlias,
  configKeys,
  lockedParameter,
  searchRange,
  booleanForm,
  metricMissing,
  metricUnreadable,
  metricNan,
  metricRange,
  rewardInProse,
  lineOrder,
  duplicateLine,
  robustnessSlot,
  robustnessVerbatim,
  robustnessMode,
  slotRole,
  startBatch,
  timeFlag,
  timeLimit,
  failedForm,
  observationBaseline,
  claimSamples,
  claimBaseline,
  statsValue,
  promisingNotRepeated,
  blockUnconfirmed,
  slotParse,
  slotDataset,
  slotLocked,
  slotSeed,
  slotKeyUnknown,
  slotFloat,
  slotCausality,
  slotRobustness,
  slotTime,
  slotClaudeSection,
  configVsSlot,
  metricsVsResult,
  protocolUnknown,
  unusedSuppression,
  protocolFile,
  planFile,
];

/** The slugs of all rules. */
export const slugs: ReadonlySet<string> = new Set(rules.map(rule => rule.slug));
