/** What is to be known of an iteration at a glance, beyond its item. */
import { factsOf } from '../exploration/facts.ts';
import type { Fact } from '../exploration/facts.ts';
import type { IterationNode } from '../lint/node.ts';
import { oneLine } from '../text/markdown.ts';
import type { Entries } from './entries.ts';

/** How many findings are told in full. */
const mostFindings = 4;

export const factsWithFindings = (entries: Entries, node: IterationNode): readonly Fact[] => [
  ...factsOf(entries.exploration, node),
  ...findingFacts(entries, node),
];

/** What the lint says of it. */
export function findingFacts(entries: Entries, node: IterationNode): Fact[] {
  const problems = entries.findings.of(node);
  const shown = problems.slice(0, mostFindings).map(({ severity, message }) => ({
    name: severity === 'info' ? 'Info' : severity === 'error' ? 'Error' : 'Warning',
    value: oneLine(message),
  }));
  const left = problems.length - shown.length;
  return left > 0 ? [...shown, { name: 'Findings', value: `${left} more` }] : shown;
}
