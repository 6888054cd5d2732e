import { replace } from '../../text/edits.ts';
import { span } from '../../text/span.ts';
import type { Condition } from '../../protocol/types.ts';
import type { IterationNode } from '../node.ts';
import { recognise } from '../status.ts';
import type { IterationRule } from '../rule.ts';

export const statusThreshold: IterationRule = {
  slug: 'status-threshold',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The status differs from the class that the metrics give.',
  fixable: true,
  universal: false,
  *check(node) {
    const { status, readable } = node.header;
    if (!readable || node.crashed || node.pending || status.text === '') return;
    const right = node.statusClass;
    const word = recognise(node);
    if (right === undefined || word === undefined || word === right) return;
    const at = status.start + status.text.toLowerCase().indexOf(word);
    yield {
      span: span(at, at + word.length),
      message: `With ${metricsOf(node)} this run is ${right}, not ${word}: whoever reads the headers picks the wrong runs to go on from.`,
      fix: { title: `Set the status to ${right}`, edits: [replace(span(at, at + word.length), right)] },
    };
  },
};

/** The metrics that the classes are made of. */
function metricsOf(node: IterationNode): string {
  const classes = Object.values(node.protocol.status.classes);
  const conditions = classes.flatMap(({ all = [], any = [] }): Condition[] => [...all, ...any]);
  const names = [...new Set(conditions.map(condition => condition.metric))];
  return names.map(name => `${name}=${node.metrics.get(name)?.item.value.text ?? '?'}`).join(' and ');
}
