/** The ids of the commands, as the manifest contributes them. */
export const lintAllId = 'iterlog.lintAll';
export const fixAllId = 'iterlog.fixAll';
export const showRuleDocumentationId = 'iterlog.showRuleDocumentation';
export const showExplorationId = 'iterlog.showExploration';
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
export const showFilesId = 'iterlog.showFiles';
export const showBatchOrderId = 'iterlog.showBatchOrder';
export const showTreeOrderId = 'iterlog.showTreeOrder';
export const filterToCurrentBlockId = 'iterlog.filterToCurrentBlock';
export const showAllBlocksId = 'iterlog.showAllBlocks';

/** Of items of the Iterations view alone, so the manifest does not contribute it. */
export const openIterationId = 'iterlog.openIteration';
