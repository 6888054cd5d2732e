/** A slot config as data: what PyYAML would load, and where each part of it stands in the text. */
import type { Span } from '../text/span.ts';
import type { Scalar } from './scalar.ts';
import type { Quotes } from './write.ts';

export interface SlotDocument {
  readonly text: string;
  readonly root: MapNode;
}

export type SlotNode = ScalarNode | MapNode | ListNode;

interface Placed {
  /** From the first to the last character of the value; empty where nothing is written. */
  readonly span: Span;
  /**
   * Whether it stands for itself alone. `anchor`: other places repeat it, so that changing it would change them.
   * `alias`: it repeats another place. `merged`: it comes into its mapping by `<<`.
   */
  readonly sharing: 'none' | 'anchor' | 'alias' | 'merged';
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly scalar: Scalar;
  readonly style: Quotes | 'block';
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly SlotNode[];
}

/** A key with its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  /** Where the colon ends. */
  readonly colon: number;
  readonly node: SlotNode;
}

/** The keys that lead to a value: `['training', 'lr_W']`. */
export type Path = readonly string[];

export const reasons = [
  'too-large',
  'empty',
  'not-a-mapping',
  'syntax',
  'duplicate-key',
  'several-documents',
  'tab',
  'character',
  'key',
  'tag',
  'directive',
  'anchor',
  'value',
  'shared',
  'flow',
  'structure',
  'parameter',
  'missing',
  'unsafe',
] as const;
export type RefusalReason = (typeof reasons)[number];

/** Why a slot config is not read or not changed. */
export interface SlotRefusal {
  readonly reason: RefusalReason;
  /** What is the matter and what to do, in a sentence or two. */
  readonly message: string;
  readonly span: Span;
}

export const refusal = (reason: RefusalReason, message: string, span: Span): SlotRefusal => ({
  reason,
  message,
  span,
});

export const isRefusal = (value: object): value is SlotRefusal => 'reason' in value;

/** The entry that a path leads to. */
export function entryAt({ root }: SlotDocument, path: Path): Entry | undefined {
  let map: SlotNode = root;
  let found: Entry | undefined;
  for (const key of path) {
    found = map.kind === 'map' ? map.entries.find(entry => entry.key === key) : undefined;
    if (!found) return undefined;
    map = found.node;
  }
  return found;
}

/** The scalar that a path leads to. */
export function scalarAt(document: SlotDocument, path: Path): ScalarNode | undefined {
  const node = entryAt(document, path)?.node;
  return node?.kind === 'scalar' ? node : undefined;
}

export const pathText = (path: Path): string => path.join('.');
