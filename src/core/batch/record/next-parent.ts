/** The parent that the last entry of a batch names for the batch to come. */
import { parse } from '../../log/parse.ts';
import type { Protocol } from '../../protocol/types.ts';
import { replace } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { shift } from '../../text/span.ts';
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

/**
 * The edit that gives the last entry of a batch another parent to go on from; undefined where it names that parent, has
 * no Next line that is read, or is not the last of its batch. Nothing but the parent's number changes.
 */
export function spliceNext(
  text: string,
  { batchSize }: Protocol,
  iteration: number,
  parent: number | 'root',
): TextEdit | undefined {
  if (iteration % batchSize !== 0) return undefined;
  const { sections, offsets } = parse(text);
  const index = sections.findLastIndex(({ entry }) => entry?.header.id === iteration);
  const next = sections[index]?.entry?.fields.next;
  const token = next?.readable ? next.parent : undefined;
  const wanted = String(parent);
  if (!token || token.text === wanted || Number(token.text) === parent) return undefined;
  return replace(shift(token, offsets[index] ?? 0), wanted);
}
