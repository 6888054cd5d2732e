import { replace } from '../../text/edits.ts';
import { rerunOf, rerunText } from '../rerun.ts';
import type { IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const replicateForm: IterationRule = {
  slug: 'replicate-form',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A re-run is not spelled as the protocol spells it.',
  fixable: true,
  universal: false,
  check(node, context) {
    const field = node.field('mutation');
    if (!node.protocol.robustness || field?.kind !== 'none' || field.canonicalNone || node.pending) return [];
    const x = rerunOf(node, context);
    const text = rerunText(x ?? 0);
    return [
      withFix(x === undefined ? undefined : { title: `Write ${text}`, edits: [replace(field.value, text)] }, {
        span: field.value,
        message: `Write a re-run as \`${x === undefined ? text.replace(/0$/, 'X') : text}\`: spelled otherwise it is not found when the samples of a config are collected.`,
      }),
    ];
  },
};
