/** What an entry says before the other entries of its batch are known. */
import type { Exploration } from '../../exploration/exploration.ts';
import type { PlannedSlot } from '../plan.ts';
import { failureText, ownSentence } from './observation.ts';
import { harmless } from './harmless.ts';
import { configText } from './logged-config.ts';
import type { LoggedConfigs } from './logged-config.ts';
import { wantedMetrics } from './measured.ts';
import { metricsText } from './metrics-text.ts';
import { modeOf } from './mode.ts';
import type { Parentage, Parents } from './parentage.ts';
import type { RanConfig } from './ran-config.ts';
import { crashedStatus } from './status-word.ts';
import type { EntryText } from './entry.ts';
import type { SlotState } from './state.ts';
import { lackOf } from './doubts.ts';

export interface Draft {
  readonly state: SlotState;
  readonly isScored: boolean;
  readonly parentage: Parentage;
  readonly config: RanConfig;
  /** Metrics that the entry should state and the result log lacks. */
  readonly missing: readonly string[];
  readonly entry: EntryText;
}

export interface DraftFacts {
  readonly exploration: Exploration;
  readonly configs: LoggedConfigs;
  readonly parents: Parents;
}

export function draftOf(
  state: SlotState,
  config: RanConfig,
  planned: PlannedSlot | undefined,
  { exploration, configs, parents }: DraftFacts,
): Draft {
  const { protocol } = exploration;
  const { slot, iteration, result } = state;
  const parentage = parents.of(iteration, config, planned);
  const { parent, changes, mutation, rule } = parentage;
  const measured = state.kind === 'waiting' ? result?.measured : undefined;
  const fields = {
    node: `id=${iteration}, parent=${parent === 'root' ? parent : parent.id}`,
    mode: modeOf(slot, changes.length === 0, planned, protocol),
    config: configText(config.values, configs.named(config.values, parent, changes)),
    ...(measured && { metrics: metricsText(measured, protocol) }),
    mutation,
    parentRule: harmless(rule, protocol),
    observation: measured ? ownSentence : failureText(harmless(reasonOf(state), protocol)),
  };
  return {
    state,
    isScored: measured !== undefined,
    parentage,
    config,
    missing: measured ? wantedMetrics(protocol).filter(name => isAbsent(name, state, protocol)) : [],
    entry: { iteration, status: crashedStatus(protocol), fields },
  };
}

/** What the protocol leaves to the run to state is not missed. */
const isAbsent = (name: string, { result }: SlotState, { metrics }: Exploration['protocol']): boolean =>
  metrics[name]?.presence !== 'optional' && !result?.measured.metrics.has(name);

const reasonOf = (state: SlotState): string =>
  state.failure ? `Crashed: ${state.failure.reason}` : `No result was found. ${lackOf(state) ?? ''}`.trim();
