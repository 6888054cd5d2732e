/** The ids of the commands, as the manifest contributes them. */
export const lintAllId = 'iterlog.lintAll';
export const fixAllId = 'iterlog.fixAll';
export const showRuleDocumentationId = 'iterlog.showRuleDocumentation';
export const compareWithParentId = 'iterlog.compareWithParent';
export const copySummaryId = 'iterlog.copySummary';
export const updateMemoryTableId = 'iterlog.updateMemoryTable';
export const generateSlotConfigsId = 'iterlog.generateSlotConfigs';
export const writeConfigToSlotId = 'iterlog.writeConfigToSlot';
export const copyToRobustnessSlotId = 'iterlog.copyToRobustnessSlot';
export const copyToSlotId = 'iterlog.copyToSlot';
export const restoreLockedId = 'iterlog.restoreLocked';
export const restoreDatasetId = 'iterlog.restoreDataset';
export const compareConfigId = 'iterlog.compareConfig';
export const startExplorationId = 'iterlog.startExploration';
export const recordResultsId = 'iterlog.recordResults';
export const proposeBatchId = 'iterlog.proposeBatch';
export const runBatchId = 'iterlog.runBatch';
export const runLoopId = 'iterlog.runLoop';
export const startLoopAfreshId = 'iterlog.startLoopAfresh';
export const attachToRunId = 'iterlog.attachToRun';
export const cancelRunId = 'iterlog.cancelRun';
export const forgetRunId = 'iterlog.forgetRun';
export const fetchResultsId = 'iterlog.fetchResults';
export const showRunOutputId = 'iterlog.showRunOutput';
export const showExplorationId = 'iterlog.showExploration';
export const showFilesId = 'iterlog.showFiles';
export const showBatchOrderId = 'iterlog.showBatchOrder';
export const showTreeOrderId = 'iterlog.showTreeOrder';
export const filterToCurrentBlockId = 'iterlog.filterToCurrentBlock';
export const showAllBlocksId = 'iterlog.showAllBlocks';

/** Of items of the Iterations view alone, so the manifest does not contribute it. */
export const openIterationId = 'iterlog.openIteration';

/** Of items of the Runs view, likewise. */
export const openRunFileId = 'iterlog.openRunFile';
/** Shows the Runs view; VS Code makes this command. */
export const showRunsId = 'iterlog.runs.focus';
