/** What `iterlog propose` prints. */
import { minutesText } from '../core/batch/minutes-text.ts';
import { mutationText } from '../core/batch/mutation-text.ts';
import type { PlannedSlot } from '../core/batch/plan.ts';
import type { Proposal } from '../core/batch/propose/propose.ts';
import { printable, printableJson } from './printable.ts';
import { aligned } from './stats-output.ts';

export const proposalFormats = {
  text: proposalText,
  json: (proposal: Proposal): string => `${printableJson(proposalJson(proposal))}\n`,
} as const;

/** A batch for programs: minutes are null where nothing is known of them. */
export const proposalJson = ({ batch, iterations, slots }: Proposal): unknown => ({
  batch,
  iterations,
  slots: slots.map(({ slot, role, parent, mutations, config, minutes, reason }) => ({
    ...{ slot, role, parent, mutations, config },
    minutes: minutes ?? null,
    reason,
  })),
});

function proposalText({ batch, iterations, slots, notes }: Proposal): string {
  const title = `Batch ${batch}, iterations ${iterations[0] ?? ''}-${iterations.at(-1) ?? ''}\n`;
  const header = ['slot', 'iteration', 'role', 'parent', 'mutation', 'minutes'];
  const rows = slots.map((planned, i) => [
    String(planned.slot),
    String(iterations[i] ?? ''),
    planned.role,
    String(planned.parent),
    changesOf(planned),
    planned.minutes === undefined ? '–' : minutesText(planned.minutes),
  ]);
  const reasons = slots.map(({ slot, reason }) => `${slot}  ${printable(reason)}\n`);
  const more = notes.map(note => `${printable(note)}\n`);
  const parts = [title, aligned([header, ...rows]), reasons.join(''), more.join('')];
  return parts.filter(part => part !== '').join('\n');
}

export const changesOf = ({ mutations }: Pick<PlannedSlot, 'mutations'>): string =>
  mutations.length === 0 ? '[none]' : mutations.map(mutationText).join(', ');
