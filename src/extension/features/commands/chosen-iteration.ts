import { window } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { Logs } from '../../services/logs.ts';
import { IterationPlace } from '../iteration-place.ts';
import { ItemHandle } from '../iterations/item-handle.ts';

/** The iteration that a command is about: of an item of the view or of a lens, else of the entry under the cursor. */
export function chosenIteration(logs: Logs, argument: unknown): IterationPlace | undefined {
  if (argument instanceof IterationPlace) return argument;
  return argument instanceof ItemHandle ? ofItem(argument) : atCursor(logs);
}

/** A batch stands for the iterations below it. */
function ofItem({ log, item }: ItemHandle): IterationPlace | undefined {
  const node = item.node ?? (item.kind === 'batch' ? item.children[0]?.node : undefined);
  return node && new IterationPlace(log, node.id);
}

function atCursor(logs: Logs): IterationPlace | undefined {
  const editor = window.activeTextEditor;
  const log = logs.get(editor?.document);
  if (!editor || !log) return undefined;
  const node = explorationOf(log.result).places.at(editor.document.offsetAt(editor.selection.active));
  return node && new IterationPlace(editor.document.uri, node.id);
}
