import { formatValue, readValue } from '../../protocol/format.ts';
import { equalValues } from '../config.ts';
import { changesOf } from '../mutation.ts';
import { differences, sourceOf } from '../rerun.ts';
import type { IterationRule } from '../rule.ts';
import { isStart } from '../slots.ts';

export const startBatch: IterationRule = {
  slug: 'start-batch',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The first batch does not run the configs that the protocol starts with.',
  fixable: false,
  universal: false,
  needs: ({ startBatch }) => startBatch.length > 0,
  check(node, context) {
    const wanted = node.protocol.startBatch[node.slot];
    if (!isStart(node) || !wanted || node.pending || (node.crashed && node.config.size === 0)) return [];
    const x = node.field('mutation')?.rerunOf;
    const source = x && sourceOf(x.id, node, context);
    if (source && differences(node, source, context).length > 0) return [];
    const own = context.config(node).values;
    const stated = new Map(changesOf(node).map(change => [change.name, change.to.text]));
    const wrong = context.names.sampleKey.flatMap(name => {
      const value = wanted[name] ?? context.baseline.values.get(name)?.value;
      const has = own.get(name)?.value;
      if (value === undefined || has === undefined || equalValues(value, has)) return [];
      // Mutation says the right value: then Config was not brought up to date, which mutation-new-value reports.
      const to = stated.get(name);
      if (to !== undefined && equalValues(readValue(to, node.protocol.parameters[name]), value)) return [];
      return [`${name}=${formatValue(value)}, not ${formatValue(has)}`];
    });
    if (wrong.length === 0) return [];
    return [
      {
        span: node.field('config')?.span ?? node.header.span,
        message: `Slot ${node.slot} of the first batch is to run ${wrong.join('; ')}: the baseline samples and the first tests are what later runs are compared with.`,
      },
    ];
  },
};
