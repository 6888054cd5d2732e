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
  *check(node) {
    const { header, protocol } = node;
    const words = wordsOf(protocol);
    if (!header.readable || node.pending || words.length === 0) return;
    const { prefix } = protocol.status;
    const { text } = header.status;
    const plain = prefix && text.startsWith(`${prefix} `) ? text.slice(prefix.length + 1) : text;
    if (words.includes(plain)) return;
    const word = recognise(node);
    const what =
      text === ''
        ? 'The header has no status'
        : word
          ? `The status ${word} is decorated`
          : `The status ${text} is unknown`;
    yield withFix(word === undefined || loses(node) ? undefined : setStatus(node, word), {
      span: text === '' ? header.span : header.status,
      message: `${what}: write ${listed(words)}${prefix ? `, after ${prefix}` : ''}, and any comment in Observation. Other words are not found when runs are counted by status.`,
    });
  },
};

/** A lost run may give its reason in the header: that is not to be thrown away. */
const loses = (node: IterationNode): boolean => node.crashed && /\w\W+\w/.test(node.header.status.text);

function setStatus(node: IterationNode, word: string): Fix {
  const { prefix } = node.protocol.status;
  const { status, span } = node.header;
  const text = prefix && !node.crashed ? `${prefix} ${word}` : word;
  const title = `Set the status to ${text}`;
  if (status.text !== '') return { title, edits: [replace(status, text)] };
  const gap = /\s/.test(node.section.text.charAt(span.end - 1)) ? '' : ' ';
  return { title, edits: [insert(span.end, gap + text)] };
}
