import { formatValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import type { IterationRule } from '../rule.ts';
import { configDifferences } from '../run-files.ts';

export const configVsSlot: IterationRule = {
  slug: 'config-vs-slot',
  severity: 'error',
  scope: 'iteration',
  summary: 'The Config line differs from the config that the run used.',
  fixable: true,
  universal: false,
  check(node, context) {
    const { slots, snapshots } = context.evidence;
    if ((slots.length === 0 && !snapshots) || node.config.size === 0) return [];
    return configDifferences(node, context).map(({ stated: { name, value, item }, used, source }) => {
      const text = formatValue(used);
      return {
        span: item.span,
        message: `Config says ${name}=${formatValue(value)}, and ${source} has ${text}: the result is credited to a config that was not run.`,
        fix: { title: `Set ${name}=${text}`, edits: [replace(item.value, text)] },
      };
    });
  },
};
