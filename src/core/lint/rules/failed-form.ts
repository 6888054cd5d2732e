import type { Context } from '../context.ts';
import { givesReason } from '../crash-reason.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const failedForm: IterationRule = {
  slug: 'failed-form',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A lost run without a reason, or a recurrent config that was repeated after it crashed.',
  fixable: false,
  universal: false,
  check(node, context) {
    if (node.pending) return [];
    const repeated = repeatedCrash(node, context);
    return node.crashed && !givesReason(node) ? [withoutReason(node), ...repeated] : repeated;
  },
};

const withoutReason = ({ id, header }: IterationNode): Finding => ({
  span: header.span,
  message: `Iter ${id} has no metrics and does not say why: the same config will be tried again. Add \`Observation: <what failed>\`.`,
});

function repeatedCrash(node: IterationNode, context: Context): Finding[] {
  const name = context.names.parameter('recurrent');
  if (!name) return [];
  const config = context.config(node);
  if (config.values.get(name)?.value !== true) return [];
  const crash = context.firstCrash(config);
  // A crashed entry that names no parameter does not say what crashed; runs of one batch did not know of each other.
  if (!crash || crash.batch >= node.batch || !(crash.field('config') ?? crash.field('mutation'))) return [];
  return [
    {
      span: node.config.get(name)?.item.span ?? node.header.span,
      message: `This recurrent config crashed in Iter ${crash.id}: another run of it risks a slot. Lower time_step, or change what made it crash.`,
      related: [
        {
          section: crash.section,
          span: crash.header.span,
          message: `Iter ${crash.id} crashed with this config.`,
        },
      ],
    },
  ];
}
