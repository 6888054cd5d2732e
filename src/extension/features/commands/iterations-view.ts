/** What the Iterations view's own buttons do. */
import { Range, window, workspace } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import { rangeIn } from '../../convert.ts';
import type { CommandHandler } from '../commands.ts';
import { ItemHandle } from '../iterations/item-handle.ts';

export const showBatchOrderCommand: CommandHandler = ({ outlineChoice }) =>
  outlineChoice.change({ order: 'batch' });
export const showTreeOrderCommand: CommandHandler = ({ outlineChoice }) =>
  outlineChoice.change({ order: 'tree' });
export const filterToCurrentBlockCommand: CommandHandler = ({ outlineChoice }) =>
  outlineChoice.change({ currentBlockOnly: true });
export const showAllBlocksCommand: CommandHandler = ({ outlineChoice }) =>
  outlineChoice.change({ currentBlockOnly: false });

/** Puts the cursor at the header of an item's iteration, where it stands now. */
export const openIterationCommand: CommandHandler = async ({ logs }, argument) => {
  if (!(argument instanceof ItemHandle) || !argument.item.node) return;
  const document = await workspace.openTextDocument(argument.log);
  const { node } = argument.item;
  const result = logs.get(document)?.result ?? argument.result;
  // An entry that was edited since is another object; it still has its number.
  const now = result.nodes.includes(node) ? node : result.nodes.findLast(({ id }) => id === node.id);
  if (!now) return;
  const { start } = rangeIn(document, explorationOf(result).places.headerOf(now));
  await window.showTextDocument(document, { selection: new Range(start, start) });
};
