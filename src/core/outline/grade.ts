import type { IterationNode } from '../lint/node.ts';
import { recognise, wordsOf } from '../lint/status.ts';

/** How a run went, in any protocol: the class of its status word, or what became of a run without results. */
export type Grade = 'success' | 'partial' | 'failed' | 'crashed' | 'pending' | 'unknown';

/** The first third of a protocol's status words are successes, the last one is a failure. */
export function gradeOf(node: IterationNode): Grade {
  if (node.pending) return 'pending';
  if (node.crashed) return 'crashed';
  const words = wordsOf(node.protocol);
  const rank = words.indexOf(recognise(node) ?? '');
  if (rank < 0) return 'unknown';
  if (rank === words.length - 1) return 'failed';
  return rank < words.length / 3 ? 'success' : 'partial';
}
