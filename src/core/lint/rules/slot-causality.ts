import type { PlannedRun, SlotContext } from '../../slots/context.ts';
import { corrected, deviations } from '../../slots/deviations.ts';
import type { Deviation } from '../../slots/deviations.ts';
import type { SlotConfig } from '../../slots/files.ts';
import type { SlotFinding, SlotRule } from '../rule.ts';
import { assignment, placeIn } from '../slot-text.ts';

export const slotCausality: SlotRule = {
  slug: 'slot-causality',
  severity: 'warning',
  scope: 'slot',
  summary: 'A slot config differs from its planned parent in other things than the planned mutation.',
  fixable: true,
  universal: false,
  *check(config, context) {
    const { stalePlan: message } = context;
    if (message !== undefined && config === context.slots[0])
      yield { span: placeIn(config.document, ['dataset']), message, severity: 'info' };
    const planned = context.planned(config.slot);
    if (!planned || planned.mutations.length === 0 || context.startsBlock(planned)) return;
    for (const deviation of deviations(config, context.wantedBy(planned), context))
      yield finding(deviation, config, planned, context);
  },
};

function finding(
  deviation: Deviation,
  { document }: SlotConfig,
  { mutations, parent, iteration }: PlannedRun,
  { names }: SlotContext,
): SlotFinding {
  const { name, path, own, wanted } = deviation;
  const from = parent === 'root' ? 'the baseline' : `Node ${parent}`;
  const isMutated = mutations.some(({ parameter }) => names.parameter(parameter) === name);
  const planned = mutations.map(({ parameter }) => parameter).join(', ');
  return {
    span: placeIn(document, path),
    message: isMutated
      ? `The plan for Iter ${iteration} is ${assignment(name, wanted)}, and this slot has ${assignment(name, own)}.`
      : `The plan for Iter ${iteration} changes ${planned} against ${from}, and this slot has ${assignment(name, own)} instead of ${assignment(name, wanted)} too: no result could be put down to the mutation.`,
    fix: { title: `Set ${assignment(name, wanted)}`, changes: corrected([deviation]) },
  };
}
