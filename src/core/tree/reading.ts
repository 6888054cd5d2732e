import type { Log, Section } from '../log/model.ts';
import { connectivity, joined, refusalAt } from './metrics.ts';
import type { Dialect, Metrics, TreeRefusal } from './model.ts';
import { readMetrics } from './section-metrics.ts';

/** A node as the tree builder stores it. */
export interface StoredNode {
  readonly id: number;
  /** 0 for root. */
  readonly declaredParent: number;
  readonly mutation: string;
  readonly reward: number;
  readonly metrics: Metrics;
}

/** What the tree builder reads off a log, line by line. */
export interface Reading {
  /** By Node id. An id that comes twice keeps its first place and its last content. */
  readonly nodes: ReadonlyMap<number, StoredNode>;
  /** What each Next line names, by the id of the header above it; 0 for root. */
  readonly nexts: ReadonlyMap<number, number>;
  /** The headers whose Next line says `parent=0`: for the tree builder that is a node 0, not root. */
  readonly zeros: ReadonlySet<number>;
  /** Every iteration that has a header or a Node line, stored or not. */
  readonly mentioned: ReadonlySet<number>;
}

/** An entry while it is read: from one readable header to the next. */
interface Draft {
  readonly header: number;
  id?: number;
  parent: number;
  mutation: string;
  reward?: number;
  metrics?: Metrics;
}

/**
 * Reads a log as the tree builder does, in one pass: within an entry the last line of a kind counts, and prose below
 * an entry, fences and tables belong to it.
 * @param metricsOf how a section's metrics are read: remembered or, for a log that is read once, not.
 */
export function readAsBuilder(
  log: Log,
  reward: string,
  dialect: Dialect,
  metricsOf: typeof readMetrics = readMetrics,
): Reading | TreeRefusal {
  const nodes = new Map<number, StoredNode>();
  const nexts = new Map<number, number>();
  const zeros = new Set<number>();
  let mentioned: ReadonlySet<number> | undefined;
  const reading: Reading = {
    nodes,
    nexts,
    zeros,
    get mentioned() {
      return (mentioned ??= idsIn(log));
    },
  };
  let draft: Draft | undefined;
  for (let i = 0; i < log.sections.length; i++) {
    const section = log.sections[i];
    if (!section) continue;
    if (section.header?.readable) {
      if (
        draft &&
        (dialect === 'metabolism' || draft.metrics?.[connectivity] !== undefined || reward === connectivity)
      )
        store(draft, nodes);
      draft = { header: section.header.id, parent: 0, mutation: '' };
    }
    if (!draft) continue;
    readLabels(section, draft, nexts, zeros);
    const { lines, fault } = metricsOf(section, reward, dialect);
    for (const line of lines) {
      draft.reward = line.reward;
      draft.metrics = joined(draft.metrics, line.metrics, dialect);
    }
    if (fault) return refusalAt('log', (log.firstLines[i] ?? 0) + fault.line + 1, fault);
  }
  if (draft) store(draft, nodes);
  return reading;
}

/** The numbers of all readable headers and of the Node lines below the first of them. */
function idsIn({ sections }: Log): Set<number> {
  const ids = new Set<number>();
  for (const { header, builder } of sections.slice(sections.findIndex(s => s.header?.readable))) {
    if (header?.readable) ids.add(header.id);
    for (const line of builder) if (line.kind === 'node') ids.add(line.id);
  }
  return ids;
}

function store({ id, parent, mutation, reward, metrics }: Draft, nodes: Map<number, StoredNode>): void {
  if (id === undefined || reward === undefined) return;
  nodes.set(id, { id, declaredParent: parent, mutation, reward, metrics: metrics ?? {} });
}

function readLabels(
  { builder, text }: Section,
  draft: Draft,
  nexts: Map<number, number>,
  zeros: Set<number>,
): void {
  for (const line of builder) {
    if (line.kind === 'next') {
      nexts.set(draft.header, line.parent);
      if (line.parent === 0 && !text.startsWith('Next: parent=root', line.span.start))
        zeros.add(draft.header);
      else if (zeros.size > 0) zeros.delete(draft.header);
    } else if (line.kind === 'mutation') draft.mutation = line.text;
    else {
      draft.id = line.id;
      draft.parent = line.parent;
    }
  }
}
