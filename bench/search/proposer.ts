/** iterlog's own proposer as a policy: it reads the log as text, as it does for everybody. */
import type { ProposedSlot } from '../../src/core/batch/propose/propose.ts';
import { propose } from '../../src/core/batch/propose/propose.ts';
import { explorationOf } from '../../src/core/exploration/exploration.ts';
import { lint } from '../../src/core/lint/engine.ts';
import { parse } from '../../src/core/log/parse.ts';
import { presets } from '../../src/core/protocol/presets/index.ts';
import type { Value } from '../../src/core/protocol/types.ts';
import type { Choice, History, Policy } from './policy.ts';

/** As it proposes without options. */
export const proposer: Policy = history => proposed(history, false);

/** With its option of more robustness slots: slots 1-3 confirm the best config while it has fewer than three samples. */
export const confirmingProposer: Policy = history => proposed(history, true);

/** There is no chance in it. */
function proposed({ log }: History, moreRobustness: boolean): Choice[] {
  const exploration = explorationOf(lint(parse(log), { protocol: presets.vrest }));
  const outcome = propose({ exploration, options: { moreRobustness } });
  if (outcome.kind === 'refused') throw new Error(`${outcome.message}\n${log}`);
  return outcome.proposal.slots.map(choiceOf);
}

/** A slot of a proposal as the loop runs it. */
function choiceOf({ role, parent, config }: ProposedSlot): Choice {
  const number = (name: string): number => numberOf(config[name], name);
  return {
    role: role === 'exploit' || role === 'robustness' ? role : 'explore',
    parent,
    config: {
      lr_update: number('lr_update'),
      recurrent: config.recurrent === true,
      time_step: number('time_step'),
      W_L2: number('W_L2'),
      grad_clip_W: number('grad_clip_W'),
      n_epochs: number('n_epochs'),
    },
  };
}

function numberOf(value: Value | undefined, name: string): number {
  if (typeof value !== 'number') throw new Error(`A proposal has no number for ${name}.`);
  return value;
}
