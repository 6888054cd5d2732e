/** What the proposer would have chosen for each batch of a recorded log, and how lawful the log's own choice was. */
import { Exploration } from '../../exploration/exploration.ts';
import { lint } from '../../lint/engine.ts';
import type { LintOptions } from '../../lint/engine.ts';
import type { Log } from '../../log/model.ts';
import { parse, update } from '../../log/parse.ts';
import type { Value } from '../../protocol/types.ts';
import { insert } from '../../text/edits.ts';
import type { PlannedSlot } from '../plan.ts';
import { chosenSlots } from './chosen.ts';
import { batchViolations } from './legal.ts';
import type { Violation } from './legal.ts';
import { propose } from './propose.ts';
import type { ProposeOutcome } from './propose.ts';
import { Situation } from './situation.ts';

export interface ReplayedBatch {
  readonly batch: number;
  readonly outcome: ProposeOutcome;
  /** What is illegal about the proposal; nothing, as it should be. */
  readonly violations: readonly Violation[];
  /** What the log chose, of the entries that say so. */
  readonly chosen: readonly PlannedSlot[];
  /** What the log's own choice broke. */
  readonly broken: readonly Violation[];
}

/** The batches in order, each proposed from the entries of those before it alone. */
export function* replay(
  log: Log,
  options: LintOptions,
  baseValues?: ReadonlyMap<string, Value>,
): Generator<ReplayedBatch> {
  const { preamble, batches } = cut(log, options.protocol.batchSize);
  let before = parse(preamble);
  let length = preamble.length;
  let result = lint(before, options);
  for (const [batch, text] of [...batches].sort(([a], [b]) => a - b)) {
    const exploration = new Exploration(result);
    const situation = new Situation(exploration, baseValues);
    const outcome = propose({ exploration, baseValues });
    const violations = outcome.kind === 'proposal' ? batchViolations(outcome.proposal.slots, situation) : [];
    before = update(before, insert(length, text));
    length += text.length;
    result = lint(before, options, result);
    const chosen = chosenSlots(new Exploration(result), batch, situation);
    yield { batch, outcome, violations, chosen, broken: batchViolations(chosen, situation) };
  }
}

/** The text before the first entry, and that of each batch with what stands below its entries. */
function cut(
  { sections }: Log,
  batchSize: number,
): { readonly preamble: string; readonly batches: ReadonlyMap<number, string> } {
  const batches = new Map<number, string>();
  let preamble = '';
  let batch: number | undefined;
  for (const { entry, text } of sections) {
    if (entry) batch = Math.floor(Math.max(entry.header.id - 1, 0) / batchSize) + 1;
    if (batch === undefined) preamble += text;
    else batches.set(batch, (batches.get(batch) ?? '') + text);
  }
  return { preamble, batches };
}
