import { Runs } from '../node/run/runs.ts';
import { Targets } from '../node/run/targets.ts';
import type { Io } from './io.ts';

/** Runs as a command line reaches them; `ITERLOG_SSH_CONFIG` names another file than ssh's own. */
export const runsOfProcess = ({ env }: Pick<Io, 'env'>): Runs =>
  new Runs(new Targets(env.ITERLOG_SSH_CONFIG === undefined ? {} : { config: env.ITERLOG_SSH_CONFIG }));
