/** What the specification forbids of one slot, whatever the others have. */
import {
  baseline,
  candidates,
  equal,
  isCandidate,
  isException,
  isInRange,
  isOneStep,
  learningRates,
  runKey,
  sampleKey,
  stepsOf,
  tunable,
} from './config.ts';
import type { Config } from './config.ts';
import { minutesFor } from './history.ts';
import type { Group, Run } from './history.ts';
import type { Slot } from './proposal.ts';

export interface Known {
  readonly runs: ReadonlyMap<number, Run>;
  /** The runs before the batch. */
  readonly older: readonly Run[];
  readonly groups: readonly Group[];
  /** The first iteration of the batch. */
  readonly first: number;
}

const blockSize = 12;

export function slotViolations(slot: Slot, known: Known): string[] {
  const parent = slot.parent === 'root' ? undefined : known.runs.get(slot.parent);
  const before = parent?.config ?? baseline;
  const found = [
    ...parentViolations(slot, parent, known.first),
    ...mutationViolations(slot, before),
    ...configViolations(slot, before),
    ...(slot.role === 'robustness'
      ? rerunViolations(slot, known)
      : newConfigViolations(slot, { ...known, parent })),
    ...minutesViolations(slot, known),
  ];
  return found.map(text => text.replace(':', `: slot ${slot.slot}`));
}

function parentViolations({ parent, role }: Slot, run: Run | undefined, first: number): string[] {
  if (parent === 'root') return [];
  if (!run) return [`parent: has an unknown parent, ${parent}`];
  if (run.id >= first) return [`parent: has a parent that is not older, ${parent}`];
  if (run.crashed) return [`parent: has a parent that crashed, ${parent}`];
  return run.isNode || role === 'robustness' ? [] : [`parent: has a parent outside the tree, ${parent}`];
}

function mutationViolations({ mutations }: Slot, before: Config): string[] {
  const names = mutations.map(({ parameter }) => parameter);
  const opensLocks = names.includes('recurrent') || names.includes('lr_update');
  return mutations.flatMap(({ parameter, old, new: value }) => {
    if (!tunable.includes(parameter) && !(opensLocks && learningRates.includes(parameter)))
      return [`tunable: changes ${parameter}`];
    const found: string[] = [];
    if (!equal(old, before[parameter])) found.push(`old-value: says ${parameter} was ${String(old)}`);
    if (value === undefined || equal(value, before[parameter])) found.push(`old-value: leaves ${parameter}`);
    else if (tunable.includes(parameter) && !isCandidate(parameter, value))
      found.push(`value: ${parameter} ${String(value)} is no candidate`);
    return found;
  });
}

/** The config is the parent's with the mutations, and nothing else. */
function configViolations({ config, mutations }: Slot, before: Config): string[] {
  const changed = Object.fromEntries(mutations.map(({ parameter, new: value }) => [parameter, value]));
  const wanted: Readonly<Record<string, unknown>> = { ...before, ...changed };
  const missing = tunable.filter(name => !(name in config)).map(name => `config: lacks ${name}`);
  const wrong = Object.entries(config).filter(
    ([name, value]) => wanted[name] !== value && !isWithin(wanted[name], value),
  );
  return [
    ...missing,
    ...wrong.map(([name]) => `config: has a ${name} that is not its parent's with the mutations`),
  ];
}

const isWithin = (a: unknown, b: number | boolean): boolean => typeof a === 'number' && equal(a, b);

/** A re-run is verbatim, and the child of the earliest sample (in the tree); the baseline's is the root's before any. */
function rerunViolations({ config, parent, mutations }: Slot, { groups }: Known): string[] {
  const group = groups.find(item => sampleKey(item.config) === sampleKey(config));
  const found = mutations.length > 0 ? ['robustness: re-runs with changes'] : [];
  const sources = [group?.first, group?.source ?? 'root'];
  if (!sources.includes(parent))
    found.push(`robustness: re-runs Node ${parent}, not the first sample of its config`);
  return found;
}

function newConfigViolations(slot: Slot, known: Known & { parent: Run | undefined }): string[] {
  const { config, mutations } = slot;
  const { older, parent, first } = known;
  const found = tunable
    .filter(name => name in config && !isInRange(name, config[name]))
    .map(name => `value: has ${name} out of its range`);
  const isFirstOfBlock = (first - 1) % blockSize === 0;
  if (mutations.length > 2 && !isFirstOfBlock) found.push(`changes: changes ${mutations.length} parameters`);
  const minutes = minutesFor(config, older);
  if (minutes > 60 && !isException(config)) found.push(`time: should take ${minutes} minutes`);
  if (parent && (parent.minutes ?? 0) > 55 && !isCheaper(config, parent.config))
    found.push(`long-parent: is no cheaper than its parent, which took ${parent.minutes ?? 0} minutes`);
  if (isNextToCrash(config, older)) found.push('near-crash: is one step from a config that crashed');
  return found;
}

/**
 * A smaller time_step, even where recurrence is turned off; or at one step fewer epochs where there are two, and nothing
 * that costs more.
 */
function isCheaper(config: Config, before: Config): boolean {
  if (Number(config.n_epochs) > Number(before.n_epochs)) return false;
  if (stepsOf(before) > 1) return Number(config.time_step) < Number(before.time_step);
  if (stepsOf(config) > 1 || (config.recurrent === true && before.recurrent !== true)) return false;
  return Number(before.n_epochs) === 1 || Number(config.n_epochs) < Number(before.n_epochs);
}

const isNextToCrash = (config: Config, older: readonly Run[]): boolean =>
  older.some(run => run.crashed && isOneStep(run.config, config));

function minutesViolations({ config, minutes }: Slot, { older }: Known): string[] {
  const wanted = minutesFor(config, older);
  return Math.abs(minutes - wanted) < 0.5 ? [] : [`minutes: says ${minutes} minutes instead of ${wanted}`];
}

/** Every config that is one legal change from a node of the block, the one before where the batch begins a block. */
export function legalChanges(known: Known): Set<string> {
  const from = Math.floor((known.first - 2) / blockSize) * blockSize;
  const nodes = known.older.filter(run => run.isNode && run.id > from);
  return new Set(nodes.flatMap(run => changesFrom(run, known).map(runKey)));
}

/** The configs that are one legal change from a run. */
export function changesFrom({ id, config }: Run, known: Known): Config[] {
  const ran = new Set(known.older.map(run => runKey(run.config)));
  return Object.entries(candidates).flatMap(([parameter, values]) =>
    values.flatMap(value => {
      const changed = { ...config, [parameter]: value };
      if (equal(config[parameter], value) || ran.has(runKey(changed))) return [];
      const mutations = [{ parameter, old: config[parameter], new: value }];
      const minutes = minutesFor(changed, known.older);
      const slot = { slot: 0, role: 'exploit', parent: id, mutations, config: changed, minutes, reason: '' };
      return slotViolations(slot, known).length === 0 ? [changed] : [];
    }),
  );
}
