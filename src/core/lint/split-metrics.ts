/** Metrics spread over several lines: the tree builder of the fly model reads all it needs off the line of the reward. */
import type { Assignment, AssignmentsField } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { linesOf, metricItem } from './metrics.ts';
import { builderReads } from '../log/builder-metric.ts';
import type { IterationNode } from './node.ts';
import type { Fix } from './rule.ts';

/** What that tree builder wants on one line: the scored metrics and, whatever the reward is, connectivity_R2. */
const wanted = ({ scored }: Protocol): readonly string[] => [...new Set([...scored, 'connectivity_R2'])];

/** The first metric that is readable, but not where the reward is. */
export function metricOffTheLine(node: IterationNode, field: AssignmentsField): Assignment | undefined {
  const { reward, dialect } = node.protocol;
  if (dialect !== 'flyvis') return undefined;
  const lines = linesOf(field, node.section.text);
  if (lines.length === 1) return undefined;
  const home = lines.find(line => builderReads(line, reward) !== undefined);
  if (home === undefined) return undefined;
  const isAway = (name: string): boolean =>
    builderReads(home, name) === undefined && lines.some(line => builderReads(line, name) !== undefined);
  const away = wanted(node.protocol).find(isAway);
  return away === undefined ? undefined : metricItem(node, away);
}

/** All lines joined; only where every item is an assignment, since words may belong to the line that they stand on. */
export function joinedLines(field: AssignmentsField, text: string): Fix | undefined {
  if (field.words.length > 0) return undefined;
  const own = text.slice(field.span.start, field.span.end);
  const edits = [...own.matchAll(/[ \t]*[,;]?[ \t]*(?:\r\n|\r|\n)\s*/g)].map(match => {
    const start = field.span.start + match.index;
    return { start, end: start + match[0].length, text: ', ' };
  });
  return { title: 'Join the Metrics lines', edits };
}
