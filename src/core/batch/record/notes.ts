/** What a person should know of a recording, in sentences. */
import { parentText } from '../../lint/next.ts';
import type { Draft } from './draft.ts';
import type { RecordInput } from './input.ts';

/** What is not as planned, and what failed beside its results. */
export const draftNotes = (drafts: readonly Draft[]): string[] =>
  drafts.flatMap(({ state, config, parentage }) => [
    ...(config.deviations.length > 0 && config.source === 'kept'
      ? [
          `Slot ${state.slot} was edited after the plan: ${config.deviations.join('; ')}. Iter ${state.iteration} states what ran.`,
        ]
      : []),
    ...(config.sinceThen.length > 0
      ? [
          `Slot ${state.slot} was edited after the run: ${config.sinceThen.join('; ')}. Iter ${state.iteration} states what was kept.`,
        ]
      : []),
    ...parentage.notes,
    ...(state.kind === 'waiting' && state.failure
      ? [`Slot ${state.slot} has results and an error log as well: ${state.failure.reason}`]
      : []),
  ]);

/** That the entry before names another parent for the first new one, which the tree builder then goes by. */
export function linkNotes([first]: readonly Draft[], { exploration }: RecordInput): string[] {
  if (!first) return [];
  const { iteration } = first.entry;
  const next = exploration.node(iteration - 1)?.next;
  const { parent } = first.parentage;
  const own = parent === 'root' ? 0 : parent.id;
  if (next === undefined || next === own) return [];
  return [
    `Next of Iter ${iteration - 1} names ${parentText(next)}, and Iter ${iteration} came from ${parentText(own)}: the tree builder goes by Next.`,
  ];
}
