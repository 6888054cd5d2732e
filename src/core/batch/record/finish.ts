/** Entries as they are written: what is said of a run when the results of its whole batch are known. */
import type { Exploration } from '../../exploration/exploration.ts';
import { resultSays } from '../../lint/metrics.ts';
import type { IterationNode } from '../../lint/node.ts';
import { parse } from '../../log/parse.ts';
import { namesOf } from '../../protocol/names.ts';
import { runsOf } from '../../samples/groups.ts';
import type { Runs } from '../../samples/groups.ts';
import { applyEdits } from '../../text/edits.ts';
import { appended } from './append.ts';
import type { Draft } from './draft.ts';
import { entryLines } from './entry.ts';
import type { RecordInput } from './input.ts';
import { highestNode } from './next-parent.ts';
import { observation } from './observation.ts';
import { statusOf } from './status-word.ts';

export interface Finished {
  /** The texts of the entries. */
  readonly entries: readonly string[];
  readonly notes: readonly string[];
}

/** The entries of some drafts, in their order. */
export function finished(drafts: readonly Draft[], input: RecordInput): Finished {
  const known = new Written(drafts, input);
  const told = drafts.map(draft => known.told(draft));
  const nexts = nextsOf(
    told.map(({ draft }) => draft),
    input,
  );
  return {
    entries: told.map(({ draft }, i) => textOf(draft, nexts[i])),
    notes: told.flatMap(({ notes }) => notes),
  };
}

const textOf = ({ entry }: Draft, next: string | undefined): string => {
  const fields = next === undefined ? entry.fields : { ...entry.fields, next: `parent=${next}` };
  return `${entryLines({ ...entry, fields }).join('\n')}\n`;
};

/** The log with the drafts, as the rules will read it. */
class Written {
  private readonly runs: Runs;
  private readonly byId: ReadonlyMap<number, IterationNode>;

  constructor(
    drafts: readonly Draft[],
    private readonly input: RecordInput,
  ) {
    const { exploration, text } = input;
    const entries = drafts.map(draft => textOf(draft, undefined));
    this.runs = runsOf(parse(applyEdits(text, [appended(text, entries)])), exploration.protocol);
    this.byId = new Map(this.runs.nodes.map(node => [node.id, node]));
  }

  /** A draft with its status and its Observation; one of a lost run has them. */
  told(draft: Draft): { readonly draft: Draft; readonly notes: readonly string[] } {
    const { entry, missing, parentage } = draft;
    const node = this.byId.get(entry.iteration);
    if (!node || !draft.isScored) return { draft, notes: [] };
    const status = statusOf(node, this.input.exploration.nodes);
    const remarks = [...unread(node), ...(status.reason === undefined ? [] : [status.reason])];
    const samples = this.samplesUpTo(node);
    const text = observation(node, { samples, parent: parentage.parent, missing, remarks });
    const fields = { ...entry.fields, observation: text };
    const absent =
      missing.length > 0 ? [`has no ${missing.join(', ')} in its result log, and states none.`] : [];
    return {
      draft: { ...draft, entry: { ...entry, status: status.text, fields } },
      notes: [
        ...absent.map(what => `Iter ${node.id} ${what}`),
        ...remarks.map(what => `Iter ${node.id}: ${what}`),
      ],
    };
  }

  private samplesUpTo(node: IterationNode): IterationNode[] {
    const { reward } = node.protocol;
    const { sampleKey } = this.runs.configOf(node);
    if (namesOf(node.protocol).sampleKey.length === 0) return [];
    return [...this.byId.values()]
      .filter(run => run.id <= node.id && Number.isFinite(run.metric(reward)))
      .filter(run => this.runs.configOf(run).sampleKey === sampleKey)
      .sort((a, b) => a.id - b.id);
  }
}

/** Scored metrics that the tree builder does not read as they are: no later reader could tell them from slips. */
function unread({ protocol, metrics }: IterationNode): string[] {
  const found = protocol.scored.flatMap(name => {
    const { item, number = 0 } = metrics.get(name) ?? {};
    const isPlain = Number.isFinite(number) && number >= 0 && !Object.is(number, -0);
    return item && !isPlain ? [[name, item.value.text] as const] : [];
  });
  return found.length > 0 ? [resultSays(found)] : [];
}

/** The Next of each entry: the declared parent of the one that follows; in the last slot what the search goes on from. */
function nextsOf(drafts: readonly Draft[], input: RecordInput): (string | undefined)[] {
  const { exploration } = input;
  const stated = new Map(drafts.map(({ entry, parentage }) => [entry.iteration, named(parentage.parent)]));
  return drafts.map(({ entry: { iteration } }) => {
    if (iteration % exploration.protocol.batchSize === 0) return lastNext(drafts, input);
    const following = exploration.node(iteration + 1)?.parent;
    return (
      stated.get(iteration + 1) ??
      (following === undefined ? undefined : following === 0 ? 'root' : String(following))
    );
  });
}

function lastNext(drafts: readonly Draft[], { exploration, text, nextParent }: RecordInput): string {
  const log = applyEdits(text, [
    appended(
      text,
      drafts.map(draft => textOf(draft, undefined)),
    ),
  ]);
  const wanted = nextParent?.(log) ?? highestNode(log, exploration.protocol);
  return String(wanted ?? 'root');
}

const named = (parent: Exploration['nodes'][number] | 'root'): string =>
  parent === 'root' ? parent : String(parent.id);
