import { lineEnd } from '../text/lines.ts';
import type { IterationNode } from './node.ts';

/**
 * Whether the entry of a lost run says why it was lost: anything besides its template lines and its status word, or
 * something on the Metrics line, of which other rules speak.
 */
export function givesReason(node: IterationNode): boolean {
  const metrics = node.field('metrics');
  if (node.field('observation')?.value.text || metrics?.words.length || metrics?.items.length) return true;
  return /\p{L}/u.test(statusNote(node)) || hasOtherText(node);
}

function statusNote({ header, protocol }: IterationNode): string {
  const { prefix, classes, crashed } = protocol.status;
  const words = [prefix, crashed, 'failed', 'crashed', ...Object.keys(classes)].map(word =>
    word.toLowerCase(),
  );
  return header.status.text
    .split(/[\s()[\]*:,.]+/)
    .filter(word => !words.includes(word.toLowerCase()))
    .join(' ');
}

function hasOtherText({ section, entry }: IterationNode): boolean {
  const { text, lineStarts, opaque } = section;
  if (
    opaque.some(s => !text.startsWith('<!--', s.start) && text.slice(entry.span.end, s.start).trim() === '')
  )
    return true;
  return lineStarts.some((start, i) => {
    if (
      i === 0 ||
      start >= entry.span.end ||
      entry.lines.some(line => line.span.start <= start && start <= line.span.end)
    )
      return false;
    const line = text.slice(start, lineEnd(text, lineStarts, i)).trim();
    return line !== '' && !line.startsWith('<!--');
  });
}
