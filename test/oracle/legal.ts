/**
 * What the specification forbids of a proposed batch: a second opinion, written from the specification alone. It shares
 * no code with what it judges.
 */
import { baseline, equal, learningRates, runKey, sampleKey } from './config.ts';
import type { Config } from './config.ts';
import { groupsOf, minutesFor, readRuns } from './history.ts';
import type { Group, Run } from './history.ts';
import { readProposal } from './proposal.ts';
import type { Proposal, Slot } from './proposal.ts';
import { changesFrom, legalChanges, slotViolations } from './slot.ts';
import type { Known } from './slot.ts';
import { scoresOf } from './tree.ts';

/**
 * @param proposal as `iterlog propose --format json` prints it.
 * @returns each breach as `kind: sentence`; none for a legal proposal.
 */
export function violations(logText: string, proposal: unknown): string[] {
  const read = readProposal(proposal);
  if (typeof read === 'string') return [`shape: ${read}`];
  const runs = readRuns(logText);
  const numbers = read.slots.map(({ slot }) => slot).join();
  if (numbers !== '0,1,2,3') return [`slots: they are ${numbers || 'none'}, not 0, 1, 2 and 3`];
  const first = firstIteration(runs);
  const rest = runs.size === 0 ? startViolations(read) : laterViolations(read, runs, first);
  return [...iterationViolations(read, first), ...reasonViolations(read), ...rest];
}

/** After a complete batch the next; else the batch again. */
function firstIteration(runs: ReadonlyMap<number, Run>): number {
  const last = Math.max(0, ...runs.keys());
  return Math.floor(last / 4) * 4 + 1;
}

function iterationViolations({ batch, iterations }: Proposal, first: number): string[] {
  const wanted = [0, 1, 2, 3].map(slot => first + slot).join();
  const found: string[] = [];
  if (iterations.join() !== wanted) found.push(`iterations: ${iterations.join()} instead of ${wanted}`);
  if (batch !== (first - 1) / 4 + 1) found.push(`iterations: batch ${String(batch)} begins at ${first}`);
  return found;
}

const reasonViolations = ({ slots }: Proposal): string[] =>
  slots.filter(({ reason }) => reason.trim() === '').map(({ slot }) => `reason: slot ${slot} gives none`);

const starts: readonly Config[] = [
  baseline,
  { ...baseline, lr_update: 1.8e-3 },
  { ...baseline, lr_update: 2.5e-3 },
  baseline,
];

/** The start batch: defaults, two values of lr_update, defaults. */
const startViolations = ({ slots }: Proposal): string[] =>
  slots
    .filter(({ slot, parent, config }) => parent !== 'root' || !isSame(config, starts[slot] ?? {}))
    .map(({ slot }) => `start: slot ${slot} is not the start batch's`);

const isSame = (a: Config, b: Config): boolean =>
  Object.entries(a).every(([name, value]) => equal(b[name], value)) && 'lr_update' in a;

function laterViolations(proposal: Proposal, runs: ReadonlyMap<number, Run>, first: number): string[] {
  const slots = proposal.slots.map(slot => withLearningRates(slot, runs));
  const older = [...runs.values()].filter(({ id }) => id < first);
  const groups = groupsOf(older);
  const known = { runs, older, groups, first };
  return [
    ...slots.flatMap(slot => roleViolations(slot, slots, known)),
    ...slots.flatMap(slot => slotViolations(slot, known)),
    ...scoreViolations(slots, known),
    ...duplicates(slots, older),
    ...robustnessViolations(slots, groups),
  ];
}

/** A proposal may leave out lr and lr_W where they are the parent's. */
function withLearningRates(slot: Slot, runs: ReadonlyMap<number, Run>): Slot {
  const before = (slot.parent === 'root' ? undefined : runs.get(slot.parent)?.config) ?? baseline;
  const rates = Object.fromEntries(learningRates.map(name => [name, before[name] ?? 0]));
  return { ...slot, config: { ...rates, ...slot.config } };
}

const roles = ['exploit', 'exploit', 'explore', 'robustness'];

/**
 * Slots 1 and 2 may confirm a run that looks promising: one above 0.65, or the best so far, without three samples. Any
 * slot may re-run a config when no legal change is left.
 */
function roleViolations({ slot, role, config }: Slot, slots: readonly Slot[], known: Known): string[] {
  if (role === roles[slot]) return [];
  const { groups } = known;
  const group = groups.find(item => sampleKey(item.config) === sampleKey(config));
  const isUnconfirmed = group && group.rewards.length < 3 && (isPromising(group) || isBest(group, groups));
  if (role === 'robustness' && isUnconfirmed && (slot === 1 || slot === 2)) return [];
  const taken = new Set(slots.map(other => runKey(other.config)));
  if (role === 'robustness' && [...legalChanges(known)].every(key => taken.has(key))) return [];
  return [`role: slot ${slot} is ${role}, not ${roles[slot] ?? 'known'}`];
}

/** Slot 0 changes one parameter of the highest UCB node from which a change within the hour is left. */
function scoreViolations([slot]: readonly Slot[], known: Known): string[] {
  if (slot?.role !== 'exploit') return [];
  const scores = scoresOf(known.older);
  const isOpen = (id: number): boolean => {
    const run = known.runs.get(id);
    return run !== undefined && changesFrom(run, known).some(config => minutesFor(config, known.older) <= 60);
  };
  const best = [...scores].sort((a, b) => b[1] - a[1]).find(([id]) => isOpen(id));
  if (!best) return [];
  const [id, score] = best;
  if (slot.mutations.length !== 1) return ['score: slot 0 does not change one parameter'];
  const own = scores.get(Number(slot.parent)) ?? -Infinity;
  return own >= score - 1e-9
    ? []
    : [`score: slot 0 does not start from Node ${id}, which has the highest score`];
}

const isPromising = ({ rewards }: Group): boolean => rewards.some(reward => reward > 0.65);

/**
 * Whether slot 3 should re-run it: the highest mean under the connectivity constraint; any where none meets it. Two
 * sentences of the specification disagree where that one took over an hour, crashed with recurrence, or is outside the
 * tree ("must always re-run the current best", "reduce complexity", "note which and avoid"): it or the best of the others.
 */
const isBest = (group: Group, groups: readonly Group[]): boolean =>
  isBestOf(group, groups) ||
  isBestOf(
    group,
    groups.filter(({ isSafe }) => isSafe),
  );

function isBestOf(group: Group, groups: readonly Group[]): boolean {
  const connected = groups.filter(({ connectivity }) => connectivity > 0.8);
  if (connected.length === 0) return true;
  return connected.includes(group) && connected.every(({ mean }) => mean <= group.mean + 1e-9);
}

/** A new config may not have run, crashed or be in the batch; re-runs aside. */
function duplicates(slots: readonly Slot[], older: readonly Run[]): string[] {
  const seen = new Set(older.map(({ config }) => runKey(config)));
  const found: string[] = [];
  for (const { slot, role, config } of slots) {
    if (role === 'robustness') continue;
    if (seen.has(runKey(config))) found.push(`duplicate: slot ${slot} has a config that is there already`);
    seen.add(runKey(config));
  }
  return found;
}

/**
 * Without a config under the constraint a first sample of the baseline is as good. Else slot 3 re-runs what the specification wants: the best mean, so that a config with fewer than three samples and a
 * higher mean than the confirmed best comes first. Slots 1, 2 and 3 together may repeat one promising run instead.
 */
function robustnessViolations(slots: readonly Slot[], groups: readonly Group[]): string[] {
  const slot = slots[3];
  if (slot?.role !== 'robustness') return [];
  const isBaseline = isSame(slot.config, baseline);
  if (groups.length === 0) return isBaseline ? [] : ['robustness: slot 3 is not the baseline'];
  const group = groups.find(item => sampleKey(item.config) === sampleKey(slot.config));
  if (!group) {
    const hasBest = groups.some(({ connectivity, isSafe }) => isSafe && connectivity > 0.8);
    return isBaseline && !hasBest ? [] : ['robustness: slot 3 has a config without a sample'];
  }
  if (isBest(group, groups)) return [];
  const keys = new Set(slots.slice(1).map(({ config }) => sampleKey(config)));
  const isRepeat = keys.size === 1 && slots.slice(1).every(({ role }) => role === 'robustness');
  return isRepeat && isPromising(group) ? [] : ['robustness: slot 3 does not re-run the best config'];
}
