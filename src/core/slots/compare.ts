/** What two configs load differently. */
import { readValue } from '../protocol/format.ts';
import type { Parameter, Protocol, Value } from '../protocol/types.ts';
import { keysOf } from './keys.ts';
import { entryAt } from './model.ts';
import type { Entry, Path, SlotDocument, SlotNode } from './model.ts';
import { isNumber, sameScalar } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/** A value that two configs do not share, each with its entry where it has one. */
export interface Difference {
  /** Where the own config has it, else where the other has it. */
  readonly path: Path;
  readonly own: Entry | undefined;
  readonly other: Entry | undefined;
  /** Whether one states what the other leaves out and so uses all the same: the value of a missing key. */
  readonly implied: boolean;
}

/** A value with its path; mappings are gone into, lists are not. */
export interface Leaf {
  readonly path: Path;
  readonly entry: Entry;
}

/**
 * Where two configs differ, in the order of the own one, what only the other has at the end. Numbers compare by value,
 * and a parameter under keys of two schema generations is one parameter.
 */
export function differences(
  own: SlotDocument,
  other: SlotDocument,
  protocol: Protocol,
): readonly Difference[] {
  const found: Difference[] = [];
  for (const { path, entry } of leavesOf(own)) {
    const twin = counterpart(other, path, protocol);
    if (twin && sameNode(entry.node, twin.node)) continue;
    found.push({ path, own: entry, other: twin, implied: !twin && isImplied(path, entry, protocol) });
  }
  for (const { path, entry } of leavesOf(other)) {
    if (counterpart(own, path, protocol)) continue;
    found.push({ path, own: undefined, other: entry, implied: isImplied(path, entry, protocol) });
  }
  return found;
}

/** The entry that means the same as the one at a path of another config. */
export function counterpart(document: SlotDocument, path: Path, protocol: Protocol): Entry | undefined {
  const same = entryAt(document, path);
  if (same) return same;
  const keys = keysOf(protocol);
  for (const name of keys.namesAt(path)) {
    if (protocol.parameters[name]?.role === 'seed') continue;
    for (const place of keys.pathsOf(name).toReversed()) {
      const entry = entryAt(document, place);
      if (entry) return entry;
    }
  }
  return undefined;
}

export function* leavesOf({ root }: SlotDocument): Generator<Leaf> {
  yield* below(root, []);
}

function* below(node: SlotNode, path: Path): Generator<Leaf> {
  if (node.kind !== 'map') return;
  for (const entry of node.entries) {
    const own = [...path, entry.key];
    if (entry.node.kind === 'map' && entry.node.entries.length > 0) yield* below(entry.node, own);
    else yield { path: own, entry };
  }
}

/** Whether two nodes load equal. */
export function sameNode(a: SlotNode, b: SlotNode): boolean {
  if (a.kind === 'scalar') return b.kind === 'scalar' && sameScalar(a.scalar, b.scalar);
  if (a.kind === 'list') {
    if (b.kind !== 'list' || a.items.length !== b.items.length) return false;
    return a.items.every((item, i) => {
      const twin = b.items[i];
      return twin !== undefined && sameNode(item, twin);
    });
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, node }) => {
    const twin = b.entries.find(entry => entry.key === key);
    return twin !== undefined && sameNode(node, twin.node);
  });
}

/** Whether two values are the same number to a person, though one loads as a text: slot-float speaks of that. */
export function sameToReader(a: SlotNode | undefined, b: SlotNode | undefined): boolean {
  const [x, y] = [valueOf(a, undefined), valueOf(b, undefined)];
  return typeof x === 'number' && x === y;
}

/** Whether a run would use this value without the key too. */
function isImplied(path: Path, { node }: Entry, protocol: Protocol): boolean {
  return keysOf(protocol)
    .namesAt(path)
    .some(name => {
      const implied = protocol.parameters[name]?.default;
      return implied !== undefined && node.kind === 'scalar' && sameScalar(node.scalar, scalarOf(implied));
    });
}

/** A value of the protocol as a loaded scalar. */
export function scalarOf(value: Value): Scalar {
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return { kind: Number.isInteger(value) ? 'integer' : 'float', value };
}

/** What a scalar means for a parameter as rules and logs compare it; a text that a person reads as a number is one. */
export function valueOf(node: SlotNode | undefined, parameter: Parameter | undefined): Value | undefined {
  if (node?.kind !== 'scalar' || node.scalar.kind === 'null') return undefined;
  const { scalar } = node;
  if (isNumber(scalar)) return Number(scalar.value);
  return scalar.kind === 'boolean' ? scalar.value : readValue(scalar.value, parameter);
}
