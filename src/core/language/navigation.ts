/** From an iteration's number to its entry, and to every other place that names it. */
import type { Exploration } from '../exploration/exploration.ts';
import type { Span } from '../text/span.ts';
import { shift } from '../text/span.ts';
import { declares, mentionAt, mentionsOf } from './meaning.ts';
import type { PlacedMention } from './meaning.ts';

export interface Definition {
  /** The number that was asked about. */
  readonly digits: Span;
  /** Several where the log has the iteration more than once. */
  readonly targets: readonly Target[];
}

/** Where an iteration is written; both from the start of the log. */
export interface Target {
  /** The line that begins the entry, or the number on the Node line where no header has it. */
  readonly line: Span;
  /** What is marked there. */
  readonly mark: Span;
}

/** The entries of the iteration that is named at a place: by their headers, else by their Node lines. */
export function definitionAt(exploration: Exploration, offset: number): Definition | undefined {
  const asked = mentionAt(exploration, offset);
  if (!asked) return undefined;
  const own = mentionsOf(exploration, asked.meaning).filter(({ mention }) => declares(mention));
  const headers = own.filter(({ mention }) => mention.role === 'header');
  const targets = (headers.length > 0 ? headers : own).map(found => ({
    line: lineOf(found) ?? found.span,
    mark: markOf(found, asked),
  }));
  return targets.length > 0 ? { digits: asked.span, targets } : undefined;
}

/**
 * Every place that names the iteration which is named at a place, prose too; of the baseline, every place that means
 * the baseline.
 * @param withDeclarations whether the numbers on its own header and Node line count.
 */
export function referencesAt(
  exploration: Exploration,
  offset: number,
  withDeclarations: boolean,
): readonly Span[] | undefined {
  const asked = mentionAt(exploration, offset);
  return (
    asked &&
    mentionsOf(exploration, asked.meaning)
      .filter(({ mention }) => withDeclarations || !declares(mention))
      .map(found => markOf(found, asked))
  );
}

/**
 * The number; of the header that was asked about itself the whole line. Editors that know Markdown answer that line
 * for any heading, and show what two answer alike only once.
 */
const markOf = (found: PlacedMention, asked: PlacedMention): Span =>
  (found.span.start === asked.span.start ? lineOf(found) : undefined) ?? found.span;

/** The line of a header. */
const lineOf = ({ mention, section, span }: PlacedMention): Span | undefined =>
  mention.role === 'header' && section.header
    ? shift(section.header.span, span.start - mention.span.start)
    : undefined;
