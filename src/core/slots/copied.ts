/** Values of one config as text for another. */
import { refusal } from './model.ts';
import type { Entry, ScalarNode, SlotDocument, SlotNode, SlotRefusal } from './model.ts';
import { writeScalar, writeValue } from './write.ts';

/** A scalar as its config spells it, where that can stand on one line of its own; else the same value spelled plainly. */
export function copiedScalar(node: ScalarNode, { text }: SlotDocument, inFlow: boolean): string {
  const own = text.slice(node.span.start, node.span.end);
  const isPlain = node.style === 'none';
  const isSpecial = own === '' || node.style === 'block' || own.startsWith('*') || own.includes('\n');
  return isSpecial || (inFlow && isPlain && /[,[\]{}:]/.test(own)) ? writeScalar(node.scalar) : own;
}

/**
 * The lines of a key with its value for a mapping indented so, the first without its indent.
 * @param key under which the value goes.
 */
export function copiedPair(
  key: string,
  { node, colon, keySpan }: Entry,
  source: SlotDocument,
  indent: string,
): readonly string[] | SlotRefusal {
  const name = writeValue(key);
  if (node.kind === 'scalar') return [`${name}: ${copiedScalar(node, source, false)}`];
  const own = source.text.slice(colon, node.span.end);
  if (isShared(node)) {
    const message = `\`${key}\` of the other config uses anchors: copy it by hand.`;
    return refusal('shared', message, keySpan);
  }
  const [first = '', ...rest] = own.split(/\r?\n/);
  const start = source.text.lastIndexOf('\n', keySpan.start - 1) + 1;
  const before = source.text.slice(start, keySpan.start);
  if (rest.length > 0 && /[^ ]/.test(before))
    return refusal('flow', `Copy \`${key}\` of the other config by hand: it stands in braces.`, keySpan);
  return [
    name + ':' + first,
    ...rest.map(line => (line.startsWith(before) ? indent + line.slice(before.length) : line)),
  ];
}

function isShared(node: SlotNode): boolean {
  if (node.sharing !== 'none') return true;
  const parts =
    node.kind === 'map' ? node.entries.map(entry => entry.node) : node.kind === 'list' ? node.items : [];
  return parts.some(isShared);
}
