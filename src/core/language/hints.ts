/** Short remarks between the words of a log: what the search made of a line. */
import type { Exploration } from '../exploration/exploration.ts';
import { samplesText } from '../exploration/facts.ts';
import type { IterationNode } from '../lint/node.ts';
import { meanText } from '../samples/wording.ts';
import type { Span } from '../text/span.ts';
import { describePlace } from '../tree/describe.ts';
import { hintKinds } from './hint-kinds.ts';
import type { HintKind } from './hint-kinds.ts';
import { placeInSearch } from './run-card.ts';

export interface Hint {
  readonly kind: HintKind;
  /** Behind which it stands, from the start of the log. */
  readonly offset: number;
  readonly text: string;
  /** The same in a sentence, as text. */
  readonly tooltip: string;
}

type Remark = Omit<Hint, 'kind'>;

const makers: Readonly<
  Record<HintKind, (exploration: Exploration, node: IterationNode) => Remark | undefined>
> = {
  slot: slotHint,
  parent: parentHint,
  samples: samplesHint,
};

/** The hints of these kinds in the entries that a span touches; nothing is worked out for the others. */
export function hintsIn(exploration: Exploration, span: Span, kinds: ReadonlySet<HintKind>): Hint[] {
  const { places } = exploration;
  const wanted = hintKinds.filter(kind => kinds.has(kind));
  if (wanted.length === 0) return [];
  return places.within(span).flatMap(node => {
    const start = places.offsetOf(node);
    return wanted.flatMap(kind => {
      const hint = makers[kind](exploration, node);
      return hint ? [{ ...hint, kind, offset: start + hint.offset }] : [];
    });
  });
}

function slotHint(_: Exploration, node: IterationNode): Remark | undefined {
  const tooltip = placeInSearch(node);
  return tooltip === '' ? undefined : { offset: node.header.span.end, text: `slot ${node.slot}`, tooltip };
}

function parentHint(exploration: Exploration, node: IterationNode): Remark | undefined {
  const stated = node.field('node')?.parent;
  const found = exploration.treeNodeOf(node);
  if (!stated || !found || found.parent === stated.id) return undefined;
  const place = describePlace(found) ?? '';
  return {
    offset: stated.end,
    text: `tree: ${found.parent || 'root'}`,
    tooltip: `The search used another parent. ${place.charAt(0).toUpperCase()}${place.slice(1)}.`,
  };
}

/** `n=3 mean 0.52 ± 0.11`, where the config was run more than once. */
function samplesHint(exploration: Exploration, node: IterationNode): Remark | undefined {
  const config = node.field('config');
  const group = config && exploration.groupOf(node);
  if (!group || group.runs.length < 2) return undefined;
  const { samples } = group;
  const mean = samples.length > 0 ? ` mean ${meanText(exploration.statisticsOf(group), 2)}` : '';
  return {
    offset: config.span.end,
    text: `n=${samples.length}${mean}`,
    tooltip: `Samples of this config: ${samplesText(exploration, node)}.`,
  };
}
