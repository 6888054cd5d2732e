/** Renumbers an iteration wherever the log means it. */
import type { Exploration } from '../exploration/exploration.ts';
import { replace } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { declares, mentionAt, mentionsOf } from './meaning.ts';
import type { PlacedMention } from './meaning.ts';
import { mentionsIn } from './mentions.ts';

/**
 * Why an iteration is not renumbered: no number at the place, one in prose, the baseline's, one of no entry or of
 * several; a new number that is none, that another entry has, or that takes the baseline's place in a re-run.
 */
export type RenameFault =
  'nowhere' | 'prose' | 'baseline' | 'unknown' | 'duplicate' | 'no-number' | 'taken' | 'hides-baseline';

export interface RenameRefusal {
  readonly fault: RenameFault;
  /** A sentence or two for the user. */
  readonly message: string;
}

export type RenameStart =
  | { readonly ok: true; readonly id: number; readonly digits: Span }
  | { readonly ok: false; readonly refusal: RenameRefusal };
export type RenameResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusal: RenameRefusal };

/** Whether the number at a place can be changed, and which one it is. */
export function startRename(exploration: Exploration, offset: number): RenameStart {
  const asked = mentionAt(exploration, offset);
  if (!asked) return refused('nowhere', 'Put the cursor on the number of an iteration.');
  const { meaning, mention } = asked;
  if (mention.role === 'prose')
    return refused(
      'prose',
      'Rename an iteration in its header, or on a Node, Next or Mutation line. Prose is left as it is.',
    );
  if (meaning === 'baseline')
    return refused('baseline', `Node ${mention.id} is the baseline here, which is no iteration of this log.`);
  const entries = entriesWith(exploration, meaning);
  if (entries === 0) return refused('unknown', `This log has no iteration ${meaning}.`);
  if (entries > 1)
    return refused(
      'duplicate',
      `${entries} entries have the number ${meaning}, and what names it may mean any of them. Correct the header and the Node line of one of them first.`,
    );
  return { ok: true, id: meaning, digits: asked.span };
}

/**
 * The edits that give an iteration another number: in its header, on its Node line, and wherever a Node, Next or
 * Mutation line names it. Prose stays as it is, and so do zeros before a number.
 * @param name what the user typed.
 */
export function renameAt(exploration: Exploration, offset: number, name: string): RenameResult {
  const start = startRename(exploration, offset);
  if (!start.ok) return start;
  const id = Number(name.trim());
  if (!/^\s*\d+\s*$/.test(name) || id < 1 || !Number.isSafeInteger(id))
    return refused('no-number', `An iteration's number is a whole number from 1 on, not '${name.trim()}'.`);
  if (id === start.id) return { ok: true, edits: [] };
  if (entriesWith(exploration, id) > 0) return refused('taken', `This log has an iteration ${id} already.`);
  const hidden = hidesBaseline(exploration, start.id, id);
  if (hidden !== undefined)
    return refused(
      'hides-baseline',
      `Iter ${hidden} re-runs Node ${id}, the baseline. With an iteration ${id} in the log that would mean the iteration.`,
    );
  const places = mentionsOf(exploration, start.id).filter(({ mention }) => mention.role !== 'prose');
  return { ok: true, edits: places.map(place => replace(significant(place), String(id))) };
}

/** How many entries have a number in their header or on their Node line. */
function entriesWith(exploration: Exploration, id: number): number {
  const own = mentionsOf(exploration, id).filter(({ mention }) => declares(mention));
  return new Set(own.map(({ span: at, mention }) => at.start - mention.span.start)).size;
}

/** The first later iteration whose re-run means the baseline and would not any more. */
function hidesBaseline({ protocol, result }: Exploration, from: number, to: number): number | undefined {
  if (protocol.baseline?.node !== to) return undefined;
  const later = result.nodes.find(({ id, section }) => {
    const own = id === from ? to : id;
    return own > to && mentionsIn(section).some(({ role, id: named }) => role === 'rerun' && named === to);
  });
  return later?.id;
}

/** The digits without the zeros before them. */
const significant = ({ span: { end }, mention }: PlacedMention): Span =>
  span(end - String(mention.id).length, end);

const refused = (fault: RenameFault, message: string): { ok: false; refusal: RenameRefusal } => ({
  ok: false,
  refusal: { fault, message },
});
