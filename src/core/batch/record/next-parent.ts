/** The parent that the last entry of a batch names for the batch to come. */
import { parse } from '../../log/parse.ts';
import type { Protocol } from '../../protocol/types.ts';
import { buildTree } from '../../tree/build.ts';
import { ranked } from '../../tree/ranked.ts';
import { treeSettings } from '../../tree/settings.ts';

/**
 * The node with the highest score, as the score file has it: in the tree of the last logged block, which before a new
 * block's first batch is the one that has ended. Undefined where no tree can be built, or it is empty.
 */
export function highestNode(text: string, protocol: Protocol): number | undefined {
  const log = parse(text);
  const built = buildTree(log, treeSettings(protocol, log));
  return built.ok ? ranked(built.tree)[0]?.id : undefined;
}
