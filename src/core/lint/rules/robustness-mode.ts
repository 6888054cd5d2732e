import { insert, replace } from '../../text/edits.ts';
import { span } from '../../text/span.ts';
import { dominantBreak } from '../../text/lines.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const robustnessMode: IterationRule = {
  slug: 'robustness-mode',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A re-run without the robustness mode, or the mode without a re-run.',
  fixable: true,
  universal: false,
  needs: ({ robustness }) => robustness !== undefined,
  check(node) {
    const { robustness } = node.protocol;
    const mutation = node.field('mutation');
    if (!robustness || !mutation || node.pending || mutation.kind === 'unreadable') return [];
    const mode = node.field('mode');
    const says = mode?.value.text.toLowerCase().startsWith(robustness.mode) ?? false;
    if (says === node.isRerun) return [];
    if (node.isRerun) {
      const message = `This is a re-run, so its Mode/Strategy is ${robustness.mode}: otherwise it counts as a search step.`;
      return [withFix(setMode(node, robustness.mode), { span: mode?.value ?? mutation.value, message })];
    }
    if (!mode || node.slot === robustness.slot) return [];
    const message = `The mode says ${robustness.mode}, but the Mutation line changes something: this run is no further sample of any config.`;
    return [{ span: mode.value, message }];
  },
};

/** Puts the mode in place of the line's first word, or a line of its own after the Node line. */
function setMode(node: IterationNode, word: string): Fix | undefined {
  const mode = node.field('mode');
  const title = `Set Mode/Strategy to ${word}`;
  if (mode) {
    const { start, text } = mode.value;
    const length = /^(?:robustness[ _-](?:check|test|re-?run)|[\w-]+)?/i.exec(text)?.[0].length ?? 0;
    const gap = length > 0 || text === '' ? '' : ' ';
    return { title, edits: [replace(span(start, start + length), word + gap)] };
  }
  const above = node.field('node');
  if (!above) return undefined;
  return {
    title,
    edits: [insert(above.span.end, `${dominantBreak(node.section.text)}Mode/Strategy: ${word}`)],
  };
}
