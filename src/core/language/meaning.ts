/** What the numbers that name iterations mean. */
import type { Exploration } from '../exploration/exploration.ts';
import type { Section } from '../log/model.ts';
import { indexAt } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { shift } from '../text/span.ts';
import { mentionsIn } from './mentions.ts';
import type { Mention } from './mentions.ts';

/** An iteration, whether or not the log has it, or the protocol's baseline, which ran elsewhere. */
export type Meaning = number | 'baseline';

/** A mention in its log. */
export interface PlacedMention {
  readonly mention: Mention;
  readonly section: Section;
  /** The digits, from the start of the log. */
  readonly span: Span;
  readonly meaning: Meaning;
}

/**
 * The baseline's `Node 21` in a re-run means the baseline unless an earlier iteration of that number is in the log.
 * In prose the baseline is meant even then, since every Observation compares with it; but for a Parent rule, which
 * speaks of the search. `Iter 21` and `parent=21` are always the iteration.
 */
export function meaningOf(mention: Mention, section: Section, exploration: Exploration): Meaning {
  const { role, id } = mention;
  if (id !== exploration.protocol.baseline?.node) return id;
  if (role !== 'rerun' && !(role === 'prose' && saysNode(section.text, mention.span.start))) return id;
  const own = section.entry?.header.id ?? 0;
  const canMeanIteration = role === 'rerun' || isInParentRule(section, mention.span.start);
  return canMeanIteration && own > id && exploration.node(id) ? id : 'baseline';
}

/** The mention whose digits hold or touch a place of the log. */
export function mentionAt(exploration: Exploration, offset: number): PlacedMention | undefined {
  const { sections, offsets } = exploration.result.log;
  const index = indexAt(offsets, offset);
  const [section, base = 0] = [sections[index], offsets[index]];
  if (!section) return undefined;
  const mention = mentionsIn(section).find(
    ({ span }) => span.start <= offset - base && offset - base <= span.end,
  );
  return mention && placed(mention, section, base, exploration);
}

/** Every mention of the log with a meaning, in the order of the text. */
export function mentionsOf(exploration: Exploration, meaning: Meaning): PlacedMention[] {
  const id = meaning === 'baseline' ? exploration.protocol.baseline?.node : meaning;
  const { sections, offsets } = exploration.result.log;
  const found: PlacedMention[] = [];
  sections.forEach((section, i) => {
    // A look at the text spares most sections the search for mentions.
    if (!section.text.includes(String(id))) return;
    for (const mention of mentionsIn(section)) {
      const place = mention.id === id && placed(mention, section, offsets[i] ?? 0, exploration);
      if (place && place.meaning === meaning) found.push(place);
    }
  });
  return found;
}

/** Whether a mention gives an entry its number, instead of naming another entry. */
export const declares = ({ role }: Mention): boolean => role === 'header' || role === 'node';

function placed(mention: Mention, section: Section, base: number, exploration: Exploration): PlacedMention {
  const meaning = meaningOf(mention, section, exploration);
  return { mention, section, span: shift(mention.span, base), meaning };
}

const saysNode = (text: string, at: number): boolean =>
  /\bnodes?[ \t]*#?$/i.test(text.slice(Math.max(at - 12, 0), at));

const isInParentRule = ({ entry }: Section, at: number): boolean =>
  entry?.lines.some(({ name, span }) => name === 'parentRule' && span.start <= at && at < span.end) ?? false;
