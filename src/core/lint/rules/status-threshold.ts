import { replace } from '../../text/edits.ts';
import { span } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import type { Condition } from '../../protocol/types.ts';
import type { IterationNode } from '../node.ts';
import { recognise, wordsOf } from '../status.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const statusThreshold: IterationRule = {
  slug: 'status-threshold',
  severity: 'warning',
  scope: 'iteration',
  summary: 'The status differs from the class that the metrics give.',
  fixable: true,
  universal: false,
  needs: protocol => wordsOf(protocol).length > 0,
  check(node) {
    const { status, readable } = node.header;
    if (!readable || node.pending || status.text === '') return [];
    const word = recognise(node);
    if (word === undefined || word === node.statusClass) return [];
    const at = status.start + status.text.toLowerCase().indexOf(word.toLowerCase());
    const place = span(at, at + word.length);
    return node.crashed ? withoutResult(node, word, place) : otherClass(node, word, place);
  },
};

function otherClass(node: IterationNode, word: string, place: Span): Finding[] {
  const right = node.statusClass;
  if (right === undefined || word === right) return [];
  return [
    {
      span: place,
      message: `With ${metricsOf(node)} this run is ${right}, not ${word}: whoever reads the headers picks the wrong runs to go on from.`,
      fix: { title: `Set the status to ${right}`, edits: [replace(place, right)] },
    },
  ];
}

/** A lost run that is called by the word of a scored one. Which of the two is wrong, no one can tell from the log. */
function withoutResult(node: IterationNode, word: string, place: Span): Finding[] {
  const { crashed } = node.protocol.status;
  if (word === crashed || node.metrics.size > 0) return [];
  const message = `This run is called ${word}, but no result is logged: the tree builder drops it. Write its Metrics line, or the status ${crashed}.`;
  return [{ span: place, message }];
}

/** The metrics that the classes are made of. */
function metricsOf(node: IterationNode): string {
  const classes = Object.values(node.protocol.status.classes);
  const conditions = classes.flatMap(({ all = [], any = [] }): Condition[] => [...all, ...any]);
  const names = [...new Set(conditions.map(condition => condition.metric))];
  return names.map(name => `${name}=${node.metrics.get(name)?.item.value.text ?? '?'}`).join(' and ');
}
