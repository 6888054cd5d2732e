/** What the specification forbids of a run, whatever else is in its batch. */
import { equalValues } from '../../lint/config.ts';
import { isInRange } from '../../lint/range.ts';
import { formatValue } from '../../protocol/format.ts';
import { differing, isIdle, isRecurrent, sameEntry, withValues } from './config.ts';
import { isRerun } from './run.ts';
import type { Run } from './run.ts';
import type { Situation } from './situation.ts';
import { isNear } from './steps.ts';
import { isExcused, overLimit, tooSlow } from './time-rules.ts';

/** Rules of the specification by a word each, for counting. */
export type LegalRule =
  | 'parent'
  | 'mutation'
  | 'tunable'
  | 'size'
  | 'range'
  | 'effect'
  | 'lock'
  | 'duplicate'
  | 'crash'
  | 'time'
  | 'role'
  | 'start';

export interface Fault {
  readonly rule: LegalRule;
  /** A sentence without its first capital and its full stop. */
  readonly message: string;
}

/** Whether a run breaks no rule, whatever else is in its batch. */
export const isLegal = (run: Run, situation: Situation): boolean =>
  faultsOf(run, situation).next().done === true;

/** What is wrong with a run on its own, the cheapest tests first. */
export function* faultsOf(run: Run, situation: Situation): Generator<Fault> {
  const from = situation.configOf(run.parent);
  if (!from || (run.parent !== 'root' && !situation.parentRun(run.parent))) {
    yield { rule: 'parent', message: `Node ${run.parent} is no scored node of an earlier batch` };
    return;
  }
  yield* mutationFaults(run, from, situation);
  yield* lockFaults(run, situation);
  if (!isRerun(run)) yield* noveltyFaults(run, situation);
  else yield* rerunFaults(run, situation);
  const over = overLimit(run.config, situation);
  if (over !== undefined && !isExcused(run.config, situation.protocol)) yield { rule: 'time', message: over };
  const slow = tooSlow(run, situation);
  if (slow !== undefined) yield { rule: 'time', message: slow };
}

function* mutationFaults(run: Run, from: Run['config'], situation: Situation): Generator<Fault> {
  const { protocol } = situation;
  for (const { parameter: name, old, new: to } of run.mutations) {
    const parameter = protocol.parameters[name];
    const owner = run.parent === 'root' ? 'the baseline' : `Node ${run.parent}`;
    if (parameter?.role !== 'tunable')
      yield { rule: 'tunable', message: `the search does not change ${name}` };
    else if (!isInRange(to, parameter))
      yield { rule: 'range', message: `${name}=${formatValue(to)} is outside its search range` };
    const had = from.get(name);
    if (had !== undefined && !equalValues(had, old))
      yield { rule: 'mutation', message: `${owner} did not run with ${name}=${formatValue(old)}` };
    if (equalValues(old, to)) yield { rule: 'effect', message: `${name} keeps its value` };
    else if (isIdle(name, run.config, protocol))
      yield { rule: 'effect', message: `${name} has no effect without recurrence` };
  }
  if (!isRerun(run)) yield* keptFaults(run, situation);
  const { maxMutations } = protocol;
  if (run.mutations.length > maxMutations && !situation.startsBlock)
    yield { rule: 'size', message: `${run.mutations.length} parameters change, ${maxMutations} may` };
  const meant = withValues(
    from,
    run.mutations.map(({ parameter, new: to }) => [parameter, to] as const),
  );
  // What a parent ran with is not always known.
  const other = differing(meant, run.config, protocol).filter(name => meant.has(name));
  if (other.length > 0 && (isRerun(run) || !situation.startsBlock))
    yield {
      rule: 'mutation',
      message: `${other.join(', ')} ${other.length === 1 ? 'differs' : 'differ'} from the parent without a mutation that says so`,
    };
}

/** What a run takes over from a parent outside the search range, or that is no value at all, is as wrong as a change to it. */
function* keptFaults({ config, mutations }: Run, { protocol }: Situation): Generator<Fault> {
  for (const [name, value] of config) {
    const parameter = protocol.parameters[name];
    if (parameter?.role !== 'tunable' || mutations.some(mutation => mutation.parameter === name)) continue;
    const isOfKind = parameter.type === 'text' || typeof value === parameter.type;
    if (isOfKind && isInRange(value, parameter)) continue;
    yield { rule: 'range', message: `${name}=${formatValue(value)} is kept outside its search range` };
  }
}

/** A locked parameter keeps its value; one that may change together with others keeps it while these do. */
function* lockFaults({ config }: Run, { protocol }: Situation): Generator<Fault> {
  for (const [name, own] of config) {
    const { role, value } = protocol.parameters[name] ?? {};
    if (role !== 'locked' || value === undefined || equalValues(own, value)) continue;
    const partners = protocol.lockExceptions.flatMap(e => (e.parameters.includes(name) ? e.with : []));
    const isFree = partners.some(
      partner => !sameEntry(config.get(partner), protocol.parameters[partner]?.value),
    );
    if (!isFree) yield { rule: 'lock', message: `${name} is locked at ${formatValue(value)}` };
  }
}

function* noveltyFaults({ config }: Run, situation: Situation): Generator<Fault> {
  const { protocol } = situation;
  const twin = situation.triedBy(config);
  if (twin !== undefined) yield { rule: 'duplicate', message: `Iter ${twin} ran this config already` };
  for (const { id, config: crashed } of situation.crashes) {
    const [name, ...others] = differing(config, crashed, protocol);
    const parameter = protocol.parameters[name ?? ''];
    const [own, other] = [config.get(name ?? ''), crashed.get(name ?? '')];
    if (others.length > 0 || !name || !parameter || own === undefined || other === undefined) continue;
    if (!isNear(own, other, parameter, situation.seen(name))) continue;
    yield { rule: 'crash', message: `it is one step of ${name} from the config that crashed in Iter ${id}` };
    return;
  }
}

/** A recurrent config that crashed is not run again. */
function* rerunFaults({ config }: Run, { crashes, protocol }: Situation): Generator<Fault> {
  if (!isRecurrent(config, protocol)) return;
  const crash = crashes.find(other => differing(config, other.config, protocol).length === 0);
  if (crash) yield { rule: 'crash', message: `this recurrent config crashed in Iter ${crash.id}` };
}
