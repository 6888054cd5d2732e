/** Which hover belongs to a place. */
import type { Exploration } from '../exploration/exploration.ts';
import type { IterationNode } from '../lint/node.ts';
import type { AssignmentsField, Section } from '../log/model.ts';
import { indexAt } from '../text/lines.ts';
import { shift } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Hover } from './card.ts';
import { configCard, mutationCard } from './config-card.ts';
import { mentionsIn } from './mentions.ts';
import { metricCard } from './metric-card.ts';
import { nextCard, parentCard } from './parent-card.ts';
import { nodeCard, runCard } from './run-card.ts';

/** What there is to say of a place in the log, at most one thing; a place at the end of a word belongs to it. */
export function hoverAt(exploration: Exploration, offset: number): Hover | undefined {
  const { log } = exploration.result;
  const index = indexAt(log.offsets, offset);
  const section = log.sections[index];
  if (!section) return undefined;
  const start = log.offsets[index] ?? 0;
  const at = offset - start;
  const node = exploration.places.at(offset);
  const found =
    (node && (parentHover(exploration, node, at) ?? nextHover(exploration, node, at))) ??
    mentionHover(exploration, section, node, at) ??
    (node && (configHover(exploration, node, at) ?? metricHover(exploration, node, at)));
  return found && found.markdown !== ''
    ? { span: shift(found.span, start), markdown: found.markdown }
    : undefined;
}

const touches = (span: Span | undefined, at: number): boolean =>
  span !== undefined && span.start <= at && at <= span.end;

function parentHover(exploration: Exploration, node: IterationNode, at: number): Hover | undefined {
  const parent = node.field('node')?.parent;
  return parent && touches(parent, at)
    ? { span: parent, markdown: parentCard(exploration, node) }
    : undefined;
}

function nextHover(exploration: Exploration, node: IterationNode, at: number): Hover | undefined {
  const parent = node.field('next')?.parent;
  return parent && touches(parent, at)
    ? { span: parent, markdown: nextCard(exploration, node, parent.id) }
    : undefined;
}

/** @param node the entry there: a header means its own entry, also where others have the same number. */
function mentionHover(
  exploration: Exploration,
  section: Section,
  node: IterationNode | undefined,
  at: number,
): Hover | undefined {
  const mention = mentionsIn(section).find(({ span }) => touches(span, at));
  if (!mention) return undefined;
  const { role, span, id } = mention;
  return {
    span,
    markdown: role === 'header' && node ? runCard(exploration, node) : nodeCard(exploration, id),
  };
}

/** The Config line as a whole, and the Mutation line. */
function configHover(exploration: Exploration, node: IterationNode, at: number): Hover | undefined {
  const config = node.field('config');
  if (config && touches(config.span, at)) {
    const item = itemAt(config, at);
    return { span: item?.span ?? config.span, markdown: configCard(exploration, node, item?.key.text) };
  }
  const mutation = node.field('mutation');
  return mutation && touches(mutation.span, at)
    ? { span: mutation.span, markdown: mutationCard(exploration, node) }
    : undefined;
}

function metricHover(exploration: Exploration, node: IterationNode, at: number): Hover | undefined {
  const metrics = node.field('metrics');
  if (!metrics || !touches(metrics.span, at)) return undefined;
  const item = itemAt(metrics, at);
  if (item) return { span: item.span, markdown: metricCard(exploration, node, item.key.text) };
  // Words instead of numbers: what they mean for the search.
  return { span: metrics.span, markdown: metricCard(exploration, node, exploration.protocol.reward) };
}

const itemAt = ({ items }: AssignmentsField, at: number) => items.find(({ span }) => touches(span, at));
