import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Document, Node } from 'yaml';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Path } from './check.ts';

interface Found {
  /** How many steps of the path exist. */
  readonly depth: number;
  /** What stands for the value where it is a whole block: its key, or the beginning of a list's item. */
  readonly head: Node | undefined;
  readonly value: Node | undefined;
}

/**
 * Where in a document a path leads: to a plain value, else to the key in front of it, so that no whole block is marked.
 * Of several paths the first that exists counts, else the one that leads furthest.
 * @param atKey whether the last key is meant, whatever its value.
 */
export function placeOf(doc: Document, paths: readonly Path[], atKey = false): Span {
  let best: Found = { depth: -1, head: undefined, value: undefined };
  for (const path of paths) {
    const found = follow(doc, path);
    if (found.depth === path.length) return rangeOf(found, atKey);
    if (found.depth > best.depth) best = found;
  }
  return rangeOf(best, atKey);
}

function follow(doc: Document, path: Path): Found {
  const root = doc.contents ?? undefined;
  let found: Found = { depth: 0, head: beginningOf(root), value: root };
  for (const step of path) {
    const next = stepInto(doc, found, step);
    if (!next) return found;
    found = next;
  }
  return found;
}

function stepInto(doc: Document, { depth, head, value }: Found, step: string | number): Found | undefined {
  const target = isAlias(value) ? value.resolve(doc) : value;
  if (isSeq(target)) {
    const item = target.items[Number(step)];
    return isNode(item) ? { depth: depth + 1, head: beginningOf(item), value: item } : undefined;
  }
  const pair = isMap(target) ? target.items.find(item => nameOf(item.key) === String(step)) : undefined;
  if (!pair) return undefined;
  return {
    depth: depth + 1,
    head: isNode(pair.key) ? pair.key : head,
    value: isNode(pair.value) ? pair.value : undefined,
  };
}

/** A key as the plain value of its mapping names it. */
function nameOf(key: unknown): string | undefined {
  const name: unknown = isScalar(key) ? (key.value ?? '') : undefined;
  return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
    ? String(name)
    : undefined;
}

function beginningOf(node: Node | undefined): Node | undefined {
  const key = isMap(node) ? node.items[0]?.key : undefined;
  return isNode(key) ? key : node;
}

function rangeOf({ head, value }: Found, atKey: boolean): Span {
  const written = isScalar(value) && value.range && value.range[1] > value.range[0];
  const [start, end] = (written && !atKey ? value : head)?.range ?? [0, 0];
  return span(start, end);
}
