/** What can be done to a slot config: text in, edits or a refusal out. */
import { equalValues } from '../lint/config.ts';
import { span } from '../text/span.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { namesOf } from '../protocol/names.ts';
import { copyChanges, freshSeeds, lockedChanges } from './changes.ts';
import { datasetOf, slotDataset } from './dataset.ts';
import { edited } from './edited.ts';
import type { SlotEdits } from './edited.ts';
import { keyFor, placeOf } from './keys.ts';
import { isRefusal, refusal } from './model.ts';
import type { SlotDocument, SlotRefusal } from './model.ts';
import { readSlot } from './read.ts';
import type { Change } from './splice.ts';

export type { SlotEdits };

/** Values by the names that logs use, aliases included. */
export type ValuesByName = Readonly<Record<string, Value>>;

/**
 * Sets parameters by the names that logs use.
 * @param base whose keys are used, and their order followed, for a parameter that the config does not have.
 */
export function setParameters(
  text: string,
  values: ValuesByName,
  protocol: Protocol,
  base?: string,
): SlotEdits {
  return edited(text, document => {
    const like = base === undefined ? undefined : readSlot(base);
    const known = like && !isRefusal(like) ? like : undefined;
    const changes = setChanges(document, values, protocol, known);
    return isRefusal(changes) ? changes : { changes, ...(known && { like: known }) };
  });
}

/**
 * Makes a config load equal to another in everything but what belongs to its slot: `dataset`, `description`, the
 * section `claude`, which only the script reads, and the seeds where the protocol has them in the YAML.
 * @param source the config of the run that is to be repeated.
 */
export function copyConfig(text: string, source: string, protocol: Protocol): SlotEdits {
  return edited(text, document => {
    const from = readSlot(source);
    return isRefusal(from)
      ? ofOther(from, 'The config to copy')
      : { changes: copyChanges(document, from, protocol), like: from };
  });
}

/** Gives every value that the search may not change its value in the base config. */
export function restoreLocked(text: string, base: string, protocol: Protocol): SlotEdits {
  return edited(text, document => {
    const from = readSlot(base);
    return isRefusal(from)
      ? ofOther(from, 'The base config')
      : { changes: lockedChanges(document, from, protocol), like: from };
  });
}

/** Gives a slot its own dataset: the base's, with the slot's number. */
export function restoreDataset(text: string, base: string, slot: number): SlotEdits {
  return edited(text, () => {
    const from = readSlot(base);
    if (isRefusal(from)) return ofOther(from, 'The base config');
    const dataset = datasetChange(from, slot);
    return isRefusal(dataset) ? dataset : { changes: [dataset], like: from };
  });
}

/** What a new slot config is made from. */
export interface NewSlot {
  readonly slot: number;
  /** What it changes from the base, by the names that logs use. */
  readonly values: ValuesByName;
  /** The iteration that it is for: where the protocol has the seeds in the YAML, they follow from it. */
  readonly iteration: number;
}

/** The edits that make the base config the config of a slot. */
export function slotFromBase(
  base: string,
  { slot, values, iteration }: NewSlot,
  protocol: Protocol,
): SlotEdits {
  return edited(base, document => {
    const dataset = datasetChange(document, slot);
    if (isRefusal(dataset)) return dataset;
    const changes = setChanges(document, values, protocol, undefined);
    if (isRefusal(changes)) return changes;
    const seeds = protocol.seeds === 'yaml' ? freshSeeds(document, iteration, slot, protocol) : [];
    return { changes: [dataset, ...changes, ...seeds] };
  });
}

/** What a slot's next run is to have. */
export interface NextRun {
  readonly slot: number;
  readonly iteration: number;
  /** By the names that logs use. */
  readonly values: ValuesByName;
  /** The config that the run repeats to the letter, instead of the values. */
  readonly source?: string | undefined;
}

/**
 * Gives a slot what its next run is to have, and seeds of its own where the protocol has them in the YAML. A key that is
 * absent stays so where its absence means the value.
 * @param base whose keys are used, and their order followed, for a parameter that the config does not have.
 */
export function prepareRun(
  text: string,
  { slot, iteration, values, source }: NextRun,
  protocol: Protocol,
  base?: string,
): SlotEdits {
  return edited(text, document => {
    const seeds = protocol.seeds === 'yaml' ? freshSeeds(document, iteration, slot, protocol) : [];
    const other = source ?? base;
    const from = other === undefined ? undefined : readSlot(other);
    const like = from && !isRefusal(from) ? from : undefined;
    if (source !== undefined && from) {
      if (isRefusal(from)) return ofOther(from, 'The config to copy');
      return { changes: [...copyChanges(document, from, protocol), ...seeds], like: from };
    }
    const changes = setChanges(document, notImplied(values, document, protocol), protocol, like);
    return isRefusal(changes) ? changes : { changes: [...changes, ...seeds], ...(like && { like }) };
  });
}

/**
 * The config that a run trains with: the slot's, with the seeds of this run in the place of those that it has. Where the
 * protocol has the seeds in the YAML they stay as they are.
 */
export function seededRun(
  text: string,
  { slot, iteration }: Pick<NextRun, 'slot' | 'iteration'>,
  protocol: Protocol,
): SlotEdits {
  return edited(text, document => ({
    changes: protocol.seeds === 'yaml' ? [] : freshSeeds(document, iteration, slot, protocol),
  }));
}

/** The dataset of a slot; refused where the base names none. */
function datasetChange(base: SlotDocument, slot: number): Change | SlotRefusal {
  const dataset = datasetOf(base);
  if (dataset !== undefined) return { kind: 'set', path: ['dataset'], value: slotDataset(dataset, slot) };
  const message = 'The base config names no dataset: without it the dataset of a slot is not known.';
  return refusal('missing', message, span(0, 0));
}

/** The values but for those that a config has by not naming them. */
function notImplied(values: ValuesByName, document: SlotDocument, protocol: Protocol): ValuesByName {
  const isImplied = ([given, value]: [string, Value]): boolean => {
    const name = namesOf(protocol).parameter(given) ?? given;
    const implied = protocol.parameters[name]?.default;
    return implied !== undefined && equalValues(implied, value) && !placeOf(document, name, protocol);
  };
  return Object.fromEntries(Object.entries(values).filter(entry => !isImplied(entry)));
}

function setChanges(
  document: SlotDocument,
  values: ValuesByName,
  protocol: Protocol,
  like: SlotDocument | undefined,
): readonly Change[] | SlotRefusal {
  const changes: Change[] = [];
  for (const [given, value] of Object.entries(values)) {
    const name = namesOf(protocol).parameter(given);
    const path = name === undefined ? undefined : keyFor(document, name, protocol, like);
    if (!path) {
      const hint = didYouMean(given, Object.keys(protocol.parameters));
      return refusal(
        'parameter',
        `The protocol has no parameter \`${given}\` with a YAML key.${hint}`,
        span(0, 0),
      );
    }
    changes.push({ kind: 'set', path, value });
  }
  return changes;
}

/** A refusal of another file than the one that is changed: its place means nothing there. */
const ofOther = ({ reason, message }: SlotRefusal, what: string): SlotRefusal =>
  refusal(reason, `${what} cannot be read. ${message}`, span(0, 0));
