/** What the time limits allow. */
import { costOf, leastCost, minutesOf } from '../../lint/time.ts';
import { noHistory, predictedMinutes } from '../../protocol/time.ts';
import type { Protocol } from '../../protocol/types.ts';
import { isRecurrent } from './config.ts';
import type { Config } from './config.ts';
import { isRerun } from './run.ts';
import type { Run } from './run.ts';
import type { Situation } from './situation.ts';

/** That a config should run over the limit, in words; undefined while it should not. */
export function overLimit(config: Config, situation: Situation): string | undefined {
  const { time } = situation.protocol;
  const minutes = situation.minutes(config);
  if (!time || minutes === undefined || minutes <= time.limit) return undefined;
  return `it should take ${Math.round(minutes)} min, over the limit of ${time.limit}`;
}

/**
 * Whether the sources plan with a config although it may run over the limit: one epoch of the longest recurrent step
 * that the time model knows (3), or two epochs without recurrence.
 */
export function isExcused(config: Config, protocol: Protocol): boolean {
  const steps = Object.keys(protocol.time?.recurrent ?? {}).map(Number);
  const epochs = number(config, 'n_epochs', protocol);
  if (!isRecurrent(config, protocol)) return epochs === 2;
  return epochs === 1 && number(config, 'time_step', protocol) === Math.max(...steps);
}

/** Why a run cannot follow one that took over the warning time; undefined where it can. */
export function tooSlow(run: Run, situation: Situation): string | undefined {
  const { protocol, exploration } = situation;
  const { time } = protocol;
  const parent = run.parent === 'root' ? undefined : exploration.node(run.parent);
  const took = parent && minutesOf(parent);
  if (!time || !parent || took === undefined || took <= time.warn) return undefined;
  if (isRerun(run) && took <= time.limit) return undefined;
  const before = costOf(exploration.configOf(parent), protocol) ?? 0;
  const cost = predictedMinutes(name => run.config.get(name), noHistory, protocol) ?? 0;
  const isCheapest = before <= (leastCost(protocol) ?? 0);
  const slow = `Node ${parent.id} took ${took} min, over ${isRerun(run) ? time.limit : time.warn}`;
  if (cost > before || (cost === before && !isCheapest))
    return `${slow}, and this should take as long or longer`;
  return isRerun(run) ? undefined : notReduced(run, situation.configOfRun(parent), slow, protocol);
}

/** A smaller time step, or at time step 1 no more recurrence and no further epoch. */
function notReduced({ config }: Run, parent: Config, slow: string, protocol: Protocol): string | undefined {
  const step = isRecurrent(parent, protocol) ? number(parent, 'time_step', protocol) : 1;
  if (step > 1)
    return number(config, 'time_step', protocol) < step
      ? undefined
      : `${slow}, and the time step stays ${step}`;
  if (
    isRecurrent(config, protocol) &&
    (!isRecurrent(parent, protocol) || number(config, 'time_step', protocol) > 1)
  )
    return `${slow}, and this uses more recurrence`;
  const more = number(config, 'n_epochs', protocol) > number(parent, 'n_epochs', protocol);
  return more ? `${slow}, and this has more epochs` : undefined;
}

function number(config: Config, name: string, protocol: Protocol): number {
  const value = config.get(name in protocol.parameters ? name : '');
  return typeof value === 'number' ? value : 1;
}
