/** What a run used against what its parent used, as two texts for a diff. */
import type { Origin, ResolvedConfig } from '../lint/config.ts';
import type { IterationNode } from '../lint/node.ts';
import { formatValue } from '../protocol/format.ts';
import { oneLine } from '../text/markdown.ts';
import { namesIn, parentSide } from './differences.ts';
import type { Exploration } from './exploration.ts';

/** One side of a comparison. */
export interface ConfigText {
  /** `Node 5`, or what stands for a parent that is none. */
  readonly name: string;
  /** A parameter a line, `name: value`; at the end, as comments, what no Config line states. */
  readonly text: string;
}

export interface Comparison {
  /** `Node 5 ↔ Node 13`, and the parent that the search used where that is another one. */
  readonly title: string;
  readonly parent: ConfigText;
  readonly own: ConfigText;
}

/**
 * An iteration's resolved config against its declared parent's; against the baseline's for a root, and where the
 * declared parent cannot be one. Both texts have the same order of names, so that lines differ only in values.
 * @returns undefined for an iteration that is not in the log.
 */
export function compareWithParent(exploration: Exploration, id: number): Comparison | undefined {
  const node = exploration.node(id);
  if (!node) return undefined;
  const config = exploration.configOf(node);
  const { node: parentNode, config: parentConfig } = parentSide(exploration, node);
  const names = namesIn(exploration.protocol, [parentConfig, config]);
  const parent = parentNode ? `Node ${parentNode.id}` : baselineName(node);
  const own = `Node ${id}`;
  return {
    title: `${parent} ↔ ${own}${effectiveText(exploration, node)}`,
    parent: { name: parent, text: textOf(parentConfig, names) },
    own: { name: own, text: textOf(config, names) },
  };
}

/** What stands for the parent of an iteration whose parent is not in the log, or root. */
export function baselineName({ parent, id, protocol }: IterationNode): string {
  const name = protocol.baseline ? `baseline (Node ${protocol.baseline.node})` : 'root';
  if (parent === undefined) return `${name}, as Node ${id} names no parent`;
  if (parent === 0) return name;
  return parent === id
    ? `${name}, as Node ${id} names itself`
    : `${name}, as Node ${parent} is not in the log`;
}

function effectiveText(exploration: Exploration, { id }: IterationNode): string {
  const { overriddenBy, effectiveParent = 0 } = exploration.treeNode(id) ?? {};
  if (overriddenBy === undefined) return '';
  const used = effectiveParent === 0 ? 'root' : `Node ${effectiveParent}`;
  return ` (the search used ${used} as its parent)`;
}

function textOf({ values }: ResolvedConfig, names: readonly string[]): string {
  const origins = new Map<string, string[]>();
  const lines = names.flatMap(name => {
    const found = values.get(name);
    if (!found) return [];
    const comment = originText(found.origin);
    if (comment !== undefined) origins.set(comment, [...(origins.get(comment) ?? []), oneLine(name)]);
    return [`${oneLine(name)}: ${oneLine(formatValue(found.value))}`];
  });
  if (lines.length === 0) return '# nothing is known of this config\n';
  const comments = [...origins].flatMap(([origin, own]) => [`# ${origin}:`, ...wrapped(own)]);
  return [...lines, ...(comments.length > 0 ? ['', ...comments] : []), ''].join('\n');
}

/** The names as lines of a comment, none much longer than a page is wide. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 78) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(`#   ${name}`);
  }
  return lines;
}

/** Undefined for what the Config line states. */
export function originText(origin: Origin): string | undefined {
  if (typeof origin === 'number') return `inherited from ${origin === 0 ? 'root' : `Node ${origin}`}`;
  if (origin === 'mutation') return 'from the Mutation line';
  return origin === 'baseline' ? 'from the baseline' : undefined;
}
