/** The config that a run used: the one that the loop kept of it, else what its slot holds. */
import { equalValues } from '../../lint/config.ts';
import { formatValue } from '../../protocol/format.ts';
import { namesOf } from '../../protocol/names.ts';
import type { Protocol, Value } from '../../protocol/types.ts';
import type { ConfigFile } from '../../slots/files.ts';
import { isRefusal } from '../../slots/model.ts';
import { readSlot } from '../../slots/read.ts';
import { statedValues } from '../../slots/stated.ts';
import type { PlannedSlot } from '../plan.ts';
import type { RecordInput } from './input.ts';
import type { SlotState } from './state.ts';

/** Values by canonical name. */
export type Values = ReadonlyMap<string, Value>;

export interface RanConfig {
  readonly values: Values;
  /** Where it comes from; from the plan only where no config can be read. */
  readonly source: 'kept' | 'slot' | 'plan';
  /** What is not as planned, as `lr_update=2.1E-3, planned 1.8E-3`; empty for what is, or was not planned. */
  readonly deviations: readonly string[];
  /** What the slot has by now where a config of the run was kept, as `lr_update=2.1E-3, kept 1.8E-3`. */
  readonly sinceThen: readonly string[];
}

/** Undefined where nothing says what the run used; why a config cannot be read is told as `fault`. */
export function ranConfig(
  { slot, iteration }: Pick<SlotState, 'slot' | 'iteration'>,
  input: RecordInput,
  planned: PlannedSlot | undefined,
): { readonly config: RanConfig | undefined; readonly fault: string } {
  const { protocol } = input.exploration;
  const kept = valuesIn(input.snapshots.get(iteration), protocol);
  const own = valuesIn(
    input.slots.find(file => file.slot === slot),
    protocol,
  );
  const values = kept.values ?? own.values;
  if (values) {
    const wanted = planned && plannedValues(planned, protocol);
    const deviations = differing(values, wanted, 'planned');
    const sinceThen = differing(own.values, kept.values && comparable(kept.values, protocol), 'kept');
    return { config: { values, source: kept.values ? 'kept' : 'slot', deviations, sinceThen }, fault: '' };
  }
  const fault = own.fault || `Slot ${slot} has no config.`;
  if (!planned) return { config: undefined, fault };
  const config: RanConfig = {
    values: plannedValues(planned, protocol),
    source: 'plan',
    deviations: [],
    sinceThen: [],
  };
  return { config, fault };
}

/** What a config states, and the default of what it leaves out; or why it cannot be read. */
export function valuesIn(
  file: ConfigFile | undefined,
  protocol: Protocol,
): { readonly values?: Values; readonly fault: string } {
  if (!file) return { fault: '' };
  const document = readSlot(file.text);
  if (isRefusal(document)) return { fault: `${file.path} cannot be read. ${document.message}` };
  const values = new Map(statedValues(document, protocol));
  for (const [name, parameter] of Object.entries(protocol.parameters))
    if (!values.has(name) && parameter.default !== undefined) values.set(name, parameter.default);
  return { values, fault: '' };
}

/** Where the config of a slot is not as planned, as {@link RanConfig.deviations}; none for one that cannot be read. */
export function editedSince(file: ConfigFile, planned: PlannedSlot, protocol: Protocol): readonly string[] {
  const { values } = valuesIn(file, protocol);
  return differing(values, plannedValues(planned, protocol), 'planned');
}

const plannedValues = ({ config }: PlannedSlot, protocol: Protocol): Values =>
  new Map(Object.entries(config).map(([name, value]) => [namesOf(protocol).parameter(name) ?? name, value]));

const comparable = (values: Values, protocol: Protocol): Values =>
  new Map([...values].filter(([name]) => namesOf(protocol).sampleKey.includes(name)));

/** Where values are not those of another config, whose own are called by a word. */
function differing(values: Values | undefined, others: Values | undefined, word: string): string[] {
  return [...(others ?? [])].flatMap(([name, wanted]) => {
    const own = values?.get(name);
    if (own === undefined || equalValues(own, wanted)) return [];
    return [`${name}=${formatValue(own)}, ${word} ${formatValue(wanted)}`];
  });
}
