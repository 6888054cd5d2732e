import { predictedMinutes } from '../../protocol/time.ts';
import type { SlotContext } from '../../slots/context.ts';
import type { SlotConfig } from '../../slots/files.ts';
import { placeOf } from '../../slots/keys.ts';
import type { SlotRule } from '../rule.ts';
import { assignment, placeIn } from '../slot-text.ts';

export const slotTime: SlotRule = {
  slug: 'slot-time',
  severity: 'warning',
  scope: 'slot',
  summary: 'A slot config should run longer than the time limit.',
  fixable: false,
  universal: false,
  needs: ({ time }) => time !== undefined,
  check(config, context) {
    const { protocol, times } = context;
    const { time } = protocol;
    const minutes = predictedMinutes(name => context.valueOf(config, name), times, protocol);
    if (!time || minutes === undefined || minutes <= time.limit || isAllowed(config, context)) return [];
    const costs = costly(config, context);
    const list = costs.map(name => assignment(name, context.valueOf(config, name))).join(', ');
    const place = costs
      .map(name => placeOf(config.document, name, protocol))
      .find(path => path !== undefined);
    return [
      {
        span: placeIn(config.document, place ?? ['training']),
        message: `With ${list} a run should take ${Math.round(minutes)} min, and the limit is ${time.limit}. Reduce time_step or n_epochs.`,
      },
    ];
  },
};

const parameters = ['time_step', 'recurrent', 'n_epochs'];

/** What makes the run long: what is not at its cheapest. */
const costly = (config: SlotConfig, context: SlotContext): readonly string[] =>
  parameters.filter(name => {
    const value = context.valueOf(config, name);
    return value === true || (typeof value === 'number' && value > 1);
  });

/** One epoch over a recurrent step for which the protocol's model has a time: its sources plan with that. */
function isAllowed(config: SlotConfig, context: SlotContext): boolean {
  const [step, isRecurrent, epochs = 1] = parameters.map(name => context.valueOf(config, name));
  const known = context.protocol.time?.recurrent ?? {};
  return isRecurrent === true && epochs === 1 && String(step) in known;
}
