import type { Assignment } from '../../log/model.ts';
import { span } from '../../text/span.ts';
import type { Context } from '../context.ts';
import { confirmedByResult, metricItem, statesNumbers } from '../metrics.ts';
import type { IterationNode } from '../node.ts';
import { explain, isUnwritable, misreading } from '../readability.ts';
import type { Misreading } from '../readability.ts';
import type { Finding, Fix, IterationRule } from '../rule.ts';
import { joinedLines, metricOffTheLine } from '../split-metrics.ts';
import { withFix } from '../with-fix.ts';

export const metricUnreadable: IterationRule = {
  slug: 'metric-unreadable',
  severity: 'error',
  scope: 'iteration',
  summary: 'The tree builder drops or misreads a reward.',
  fixable: true,
  universal: false,
  check(node, context) {
    const found: Finding[] = [];
    const field = node.field('metrics');
    if (!field || node.pending) return found;
    for (const name of node.protocol.scored) {
      const item = metricItem(node, name);
      const fault = item && misreading(field, item, node.section.text);
      if (!item || !fault || (fault.kind === 'words' && !statesNumbers(node))) continue;
      const finding = { span: span(item.key.start, item.value.end), message: explain(fault, item, node.id) };
      found.push(
        isTrue(fault, item, node, context)
          ? { ...finding, severity: 'info' }
          : withFix(plainForm(fault, item), finding),
      );
    }
    const away = metricOffTheLine(node, field);
    if (away)
      found.push(withFix(joinedLines(field, node.section.text), splitFinding(away.key.text, away, node)));
    return found;
  },
};

/** What was measured so cannot be written in any other way. */
const isTrue = (fault: Misreading, item: Assignment, node: IterationNode, context: Context): boolean =>
  isUnwritable(fault) && confirmedByResult(node, item.key.text, item.value.text, context);

function plainForm(fault: Misreading, { key }: Assignment): Fix | undefined {
  if (fault.kind !== 'form' || fault.text === undefined) return undefined;
  return {
    title: `Write ${key.text}${fault.text}`,
    edits: [{ start: key.end, end: fault.end, text: fault.text }],
  };
}

const splitFinding = (name: string, { span }: Assignment, { id, protocol }: IterationNode): Finding => ({
  span,
  message: `The tree builder reads ${name} only on the line of ${protocol.reward}, so Iter ${id} is dropped and its children become roots. Keep the metrics on one line.`,
});
