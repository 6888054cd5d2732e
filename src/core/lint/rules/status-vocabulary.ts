import { insert, replace } from '../../text/edits.ts';
import { recognise, wordsOf } from '../status.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { listed, withFix } from '../with-fix.ts';

export const statusVocabulary: IterationRule = {
  slug: 'status-vocabulary',
  severity: 'warning',
  scope: 'iteration',
  summary: "The status is not one of the protocol's words, or carries decoration.",
  fixable: true,
  universal: false,
  needs: protocol => wordsOf(protocol).length > 0,
  check(node) {
    const { header, protocol } = node;
    const words = wordsOf(protocol);
    if (!header.readable || node.pending || words.length === 0) return [];
    const { prefix } = protocol.status;
    const { text } = header.status;
    const plain = prefix && text.startsWith(`${prefix} `) ? text.slice(prefix.length + 1) : text;
    if (words.includes(plain)) return [];
    const word = recognise(node);
    return [
      withFix(word === undefined || loses(node) ? undefined : setStatus(node, word), {
        span: text === '' ? header.span : header.status,
        message: `${fault(node, word, words)} Other spellings are not found when runs are counted by status; comments belong into Observation.`,
      }),
    ];
  },
};

function fault(node: IterationNode, word: string | undefined, words: readonly string[]): string {
  const { text } = node.header.status;
  if (text === '') return `The header has no status: write ${listed(words)}.`;
  if (word === undefined) return `The status ${text} is none of ${listed(words)}.`;
  return `Write this status as \`${written(node, word)}\`.`;
}

function written(node: IterationNode, word: string): string {
  const { prefix } = node.protocol.status;
  return prefix && !node.crashed ? `${prefix} ${word}` : word;
}

/** A lost run may give its reason in the header: that is not to be thrown away. */
const loses = (node: IterationNode): boolean => node.crashed && /\w\W+\w/.test(node.header.status.text);

function setStatus(node: IterationNode, word: string): Fix {
  const { status, span } = node.header;
  const text = written(node, word);
  const title = `Set the status to ${text}`;
  if (status.text !== '') return { title, edits: [replace(status, text)] };
  const gap = /\s/.test(node.section.text.charAt(span.end - 1)) ? '' : ' ';
  return { title, edits: [insert(span.end, gap + text)] };
}
