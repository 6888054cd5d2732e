import type { NamedIn } from '../core/files/named.ts';
import { buildTree } from '../core/tree/build.ts';
import { basis, describeCycle, describeRefusal } from '../core/tree/describe.ts';
import type { Tree, TreeNode } from '../core/tree/model.ts';
import { treeSettings } from '../core/tree/settings.ts';
import { namedBy, Protocols } from '../node/protocol-for.ts';
import { readText } from '../node/read-text.ts';
import type { TreeArguments } from './commands/tree-options.ts';
import { readInputs } from './inputs.ts';
import type { Input } from './inputs.ts';
import type { Io } from './io.ts';
import { printableJson, printableLines } from './printable.ts';
import { say } from './say.ts';
import { UsageError } from './usage.ts';

export interface TreeInput {
  readonly input: Input;
  readonly tree: Tree;
  /** The files that the log's iterlog.yaml names. */
  readonly named: NamedIn | undefined;
}

/**
 * Reads the log that the arguments name, and builds its tree. Undefined, and said, where the tree builder stops.
 */
export async function readTree(args: TreeArguments, io: Io): Promise<TreeInput | undefined> {
  const input = await readOne(args.log, io);
  const choice = await new Protocols(args.protocol).of(input.log, input.folder);
  const { protocol, file } = choice;
  for (const { message } of file?.problems ?? []) say(io, `${file?.path ?? ''}: ${message}`);
  const runLog = args.runLog === undefined ? undefined : (await readText(args.runLog)).text;
  const settings = { ...treeSettings(protocol, input.log), ...args.settings };
  if (settings.reward === '') {
    throw new UsageError(
      `${input.file} fits no protocol, so nothing says which metric drives the search: name it with --reward.`,
    );
  }
  const result = buildTree(input.log, runLog === undefined ? settings : { ...settings, runLog });
  if (!result.ok) {
    say(io, describeRefusal(result.refusal));
    return undefined;
  }
  return { input, tree: result.tree, named: namedBy(choice) };
}

/** The one log that a path means. */
export async function readOne(given: string, io: Io): Promise<Input> {
  const { inputs, refusals } = await readInputs([given], io);
  const [refusal] = refusals;
  if (refusal) throw refusal;
  const [input] = inputs;
  if (!input || inputs.length > 1) throw new UsageError(`${given} holds ${inputs.length} logs: name one.`);
  return input;
}

/** Says what the scores rest on, and which of them no tree would give. */
export function sayBasis(io: Io, tree: Tree): void {
  say(io, basis(tree));
  for (const cycle of tree.cycles) say(io, describeCycle(cycle));
}

/** Text with pieces of a log in it: to the byte into a file or a pipe, harmless on a terminal. */
export const shown = (text: string, { stdout }: Io): string =>
  stdout.isTTY === true ? printableLines(text) : text;

/** A tree for programs: nodes in the given order, root as null. */
export function treeJson({ input, tree }: TreeInput, nodes: readonly TreeNode[]): string {
  const { reward, dialect, formula, parents, c } = tree.settings;
  const block = tree.block ? { first: tree.block.first, last: tree.block.last } : null;
  return `${printableJson({
    file: input.file,
    ...{ reward, dialect, formula, parents, c, block },
    n: tree.nodes.length,
    cycles: tree.cycles,
    nodes: nodes.map(nodeJson),
  })}\n`;
}

function nodeJson(node: TreeNode): unknown {
  const { id, score, reward, visits, onCycle, metrics, mutation } = node;
  return {
    ...{ id, score, reward, visits },
    parent: node.rootReason === undefined ? node.parent : null,
    declaredParent: node.declaredParent || null,
    effectiveParent: node.effectiveParent || null,
    overriddenBy: node.overriddenBy ?? null,
    rootReason: node.rootReason ?? null,
    onCycle,
    metrics: metrics,
    mutation,
  };
}
