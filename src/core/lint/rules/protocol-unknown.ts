import { presetNames } from '../../protocol/types.ts';
import { universal } from '../../protocol/universal.ts';
import type { LogRule } from '../rule.ts';
import { listed } from '../with-fix.ts';

export const protocolUnknown: LogRule = {
  slug: 'protocol-unknown',
  severity: 'info',
  scope: 'log',
  summary: 'The log fits no known protocol, so only the universal rules ran.',
  fixable: false,
  universal: true,
  check(context) {
    const first = context.nodes[0];
    if (context.protocol !== universal || !first) return [];
    return [
      {
        section: first.section,
        span: first.header.span,
        message: `No preset knows the metrics of this log, so only the rules that hold for every log ran. Put an \`iterlog.yaml\` beside it with \`extends:\` and one of ${listed(presetNames)}.`,
      },
    ];
  },
};
