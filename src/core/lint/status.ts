/** The status word of a header. */
import type { Protocol } from '../protocol/types.ts';
import type { IterationNode } from './node.ts';

/** The status words of a protocol. */
export const wordsOf = ({ status }: Protocol): string[] => {
  const classes = Object.keys(status.classes);
  return classes.length === 0 || classes.includes(status.crashed) ? classes : [...classes, status.crashed];
};

/**
 * The protocol's word that a status must mean: its first word after the prefix, in any case and decoration. A lost run
 * has only one; a header without a status takes the class of its metrics.
 */
export function recognise(node: IterationNode): string | undefined {
  const { protocol, header } = node;
  const { prefix, crashed } = protocol.status;
  if (header.status.text === '') return node.crashed ? crashed : node.statusClass;
  const loosePrefix =
    prefix && new RegExp(`^${prefix.replace(/[^A-Za-z0-9]+/g, '[^A-Za-z0-9]*')}[^A-Za-z]+`, 'i');
  const bare = header.status.text.replace(/^[^A-Za-z]+/, '').replace(loosePrefix, '');
  const word = /^[\p{L}\d_-]*/u.exec(bare)?.[0].toLowerCase() ?? '';
  return (
    wordsOf(protocol).find(known => known.toLowerCase() === word) ??
    (node.crashed && word !== '' ? crashed : undefined)
  );
}
