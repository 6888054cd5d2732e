import { commands as registry, Disposable } from 'vscode';
import type { Feature, Services } from '../services/index.ts';
import {
  compareConfigId,
  compareWithParentId,
  copyToRobustnessSlotId,
  copyToSlotId,
  generateSlotConfigsId,
  proposeBatchId,
  recordResultsId,
  restoreDatasetId,
  restoreLockedId,
  showExplorationId,
  showFilesId,
  startExplorationId,
  writeConfigToSlotId,
  copySummaryId,
  filterToCurrentBlockId,
  fixAllId,
  lintAllId,
  openIterationId,
  showAllBlocksId,
  showBatchOrderId,
  showRuleDocumentationId,
  showTreeOrderId,
  updateMemoryTableId,
} from './command-ids.ts';
import { compareWithParentCommand } from './commands/compare-with-parent.ts';
import { copySummaryCommand } from './commands/copy-summary.ts';
import { fixAllCommand } from './commands/fix-all.ts';
import {
  filterToCurrentBlockCommand,
  openIterationCommand,
  showAllBlocksCommand,
  showBatchOrderCommand,
  showTreeOrderCommand,
} from './commands/iterations-view.ts';
import { lintAllCommand } from './commands/lint-all.ts';
import { showRuleDocumentationCommand } from './commands/show-rule-documentation.ts';
import { proposeBatchCommand } from './commands/loop/propose.ts';
import { recordResultsCommand } from './commands/loop/record.ts';
import { showFilesCommand } from './commands/show-files.ts';
import {
  compareConfigCommand,
  copyToSlotCommand,
  restoreDatasetCommand,
  restoreLockedCommand,
} from './commands/slots/of-config.ts';
import {
  copyToRobustnessSlotCommand,
  generateSlotConfigsCommand,
  writeConfigToSlotCommand,
} from './commands/slots/of-entry.ts';
import { startExplorationCommand } from './commands/start-exploration.ts';
import { updateMemoryTableCommand } from './commands/update-memory-table.ts';

/** A command; its argument comes from whoever calls it, so it is checked. */
export type CommandHandler = (services: Services, argument: unknown) => Promise<void>;

const table: Readonly<Record<string, CommandHandler>> = {
  [lintAllId]: lintAllCommand,
  [fixAllId]: fixAllCommand,
  [showRuleDocumentationId]: showRuleDocumentationCommand,
  [showExplorationId]: ({ panel }) => panel.show(),
  [compareWithParentId]: compareWithParentCommand,
  [copySummaryId]: copySummaryCommand,
  [updateMemoryTableId]: updateMemoryTableCommand,
  [generateSlotConfigsId]: generateSlotConfigsCommand,
  [writeConfigToSlotId]: writeConfigToSlotCommand,
  [copyToRobustnessSlotId]: copyToRobustnessSlotCommand,
  [copyToSlotId]: copyToSlotCommand,
  [restoreLockedId]: restoreLockedCommand,
  [restoreDatasetId]: restoreDatasetCommand,
  [compareConfigId]: compareConfigCommand,
  [startExplorationId]: startExplorationCommand,
  [recordResultsId]: recordResultsCommand,
  [proposeBatchId]: proposeBatchCommand,
  [showFilesId]: showFilesCommand,
  [showBatchOrderId]: showBatchOrderCommand,
  [showTreeOrderId]: showTreeOrderCommand,
  [filterToCurrentBlockId]: filterToCurrentBlockCommand,
  [showAllBlocksId]: showAllBlocksCommand,
  [openIterationId]: openIterationCommand,
};

export const commands: Feature = services =>
  Disposable.from(
    ...Object.entries(table).map(([id, handler]) =>
      registry.registerCommand(id, (argument: unknown) =>
        services.boundary.settle(`running ${id}`, () => handler(services, argument), undefined),
      ),
    ),
  );
