import { drawMermaid, drawText } from '../../core/tree/draw.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readTree, shown, treeJson } from '../tree-input.ts';
import type { TreeInput } from '../tree-input.ts';
import { treeUsage } from '../usage.ts';
import { treeArguments } from './tree-options.ts';

/** `iterlog tree`: draws the tree that the search used. */
export async function tree(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = treeArguments(argv, io.cwd, ['text', 'json', 'mermaid'], false);
  if (args.help) {
    io.stdout.write(treeUsage);
    return exit.done;
  }
  const read = await readTree(args, io);
  if (!read) return exit.findings;
  io.stdout.write(shown(draw(read, args.format), io));
  return exit.done;
}

function draw(read: TreeInput, format: string): string {
  if (format === 'json') return treeJson(read, read.tree.nodes);
  return format === 'mermaid' ? drawMermaid(read.tree) : drawText(read.tree);
}
