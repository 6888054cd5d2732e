/** What `iterlog replay` prints. */
import type { Violation } from '../core/batch/propose/legal.ts';
import type { ReplayedBatch } from '../core/batch/propose/replay.ts';
import { counted } from '../core/text/counted.ts';
import { printable, printableJson } from './printable.ts';
import { changesOf, proposalJson } from './proposal-output.ts';
import { aligned } from './stats-output.ts';

export function replayText(file: string, batches: readonly ReplayedBatch[]): string {
  const header = [
    'batch',
    'slot',
    'log: parent',
    'mutation',
    'breaks',
    'propose: parent',
    'mutation',
    'legal',
  ];
  const rows = batches.flatMap(rowsOf);
  const refused = batches.flatMap(({ batch, outcome }) =>
    outcome.kind === 'refused' ? [`Batch ${batch}: no proposal. ${printable(outcome.message)}\n`] : [],
  );
  return `${printable(file)}\n\n${rows.length > 0 ? `${aligned([header, ...rows])}\n` : ''}${refused.join('')}${totals(batches)}`;
}

function rowsOf({ batch, outcome, violations, chosen, broken }: ReplayedBatch): string[][] {
  const proposed = outcome.kind === 'proposal' ? outcome.proposal.slots : [];
  const numbers = [...new Set([...proposed, ...chosen].map(({ slot }) => slot))].sort((a, b) => a - b);
  return numbers.map(slot => {
    const own = chosen.find(other => other.slot === slot);
    const other = proposed.find(each => each.slot === slot);
    return [
      String(batch),
      String(slot),
      own ? String(own.parent) : '–',
      own ? changesOf(own) : '–',
      rulesOf(broken, slot) || '–',
      other ? String(other.parent) : '–',
      other ? changesOf(other) : '–',
      other ? rulesOf(violations, slot) || 'yes' : '–',
    ];
  });
}

const rulesOf = (found: readonly Violation[], slot: number): string =>
  [...new Set(found.filter(violation => violation.slot === slot).map(({ rule }) => rule))].join(', ');

function totals(batches: readonly ReplayedBatch[]): string {
  const { proposals, legal, brokenBatches, rules } = summary(batches);
  const counts = Object.entries(rules)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
  const own = `The log's own choice broke a rule in ${brokenBatches} of ${counted(batches.length, 'batch', 'batches')}`;
  return `${legal} of ${counted(proposals, 'proposal')} legal. ${own}${counts === '' ? '' : ` (${counts})`}.\n`;
}

function summary(batches: readonly ReplayedBatch[]) {
  const proposals = batches.filter(({ outcome }) => outcome.kind === 'proposal');
  const rules: Record<string, number> = {};
  for (const { rule } of batches.flatMap(({ broken }) => broken)) rules[rule] = (rules[rule] ?? 0) + 1;
  return {
    batches: batches.length,
    proposals: proposals.length,
    legal: proposals.filter(({ violations }) => violations.length === 0).length,
    brokenBatches: batches.filter(({ broken }) => broken.length > 0).length,
    rules,
  };
}

export const replayJson = (file: string, batches: readonly ReplayedBatch[]): string =>
  `${printableJson({
    file,
    summary: summary(batches),
    batches: batches.map(({ batch, outcome, violations, chosen, broken }) => ({
      batch,
      proposal: outcome.kind === 'proposal' ? proposalJson(outcome.proposal) : null,
      refused: outcome.kind === 'refused' ? `${outcome.message} ${outcome.advice}` : null,
      violations,
      chosen: chosen.map(({ slot, parent, mutations, config }) => ({ slot, parent, mutations, config })),
      broken,
    })),
  })}\n`;
