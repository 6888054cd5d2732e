/** The status word of a header. */
import type { Protocol } from '../protocol/types.ts';
import type { IterationNode } from './node.ts';

interface Vocabulary {
  readonly words: readonly string[];
  /** The prefix, however it is spelled, and what parts it from the word. */
  readonly prefix: RegExp | undefined;
  /** The words by the statuses that are spelled as the protocol spells them. */
  readonly spelled: ReadonlyMap<string, string>;
}

const known = new WeakMap<Protocol, Vocabulary>();

function vocabularyOf(protocol: Protocol): Vocabulary {
  const cached = known.get(protocol);
  if (cached) return cached;
  const { classes, crashed, prefix } = protocol.status;
  const loose = prefix.replace(/[^\p{L}\d]+/gu, '[^\\p{L}\\d]*');
  const words = Object.keys(classes);
  if (words.length > 0 && !words.includes(crashed)) words.push(crashed);
  const spelled = new Map(
    words.flatMap((word): [string, string][] => [
      [word, word],
      [`${prefix} ${word}`, word],
    ]),
  );
  const vocabulary = { words, spelled, prefix: prefix ? new RegExp(`^${loose}[^\\p{L}]+`, 'iu') : undefined };
  known.set(protocol, vocabulary);
  return vocabulary;
}

/** The status words of a protocol. */
export const wordsOf = (protocol: Protocol): readonly string[] => vocabularyOf(protocol).words;

/**
 * The protocol's word that a status must mean: its first word after the prefix, in any case and decoration. A lost run
 * has only one; a header without a status takes the class of its metrics.
 */
export function recognise(node: IterationNode): string | undefined {
  const { crashed } = node.protocol.status;
  const { text } = node.header.status;
  if (text === '') return node.crashed ? crashed : node.statusClass;
  const { words, spelled } = vocabularyOf(node.protocol);
  const exact = spelled.get(text);
  if (exact !== undefined) return exact;
  const word = /^[\p{L}\d_-]*/u.exec(bareStatus(node))?.[0].toLowerCase() ?? '';
  return words.find(own => own.toLowerCase() === word) ?? (node.crashed && word !== '' ? crashed : undefined);
}

/** A status from its word on, without the prefix that the protocol puts before it and without brackets around both. */
export function bareStatus({ header, protocol }: IterationNode): string {
  const { text } = header.status;
  const { prefix } = vocabularyOf(protocol);
  const letters = text.replace(/^[^\p{L}]+/u, '');
  const bare = prefix ? letters.replace(prefix, '') : letters;
  return text.startsWith('[') && !bare.includes('[') ? bare.replace(/\]$/, '') : bare;
}
