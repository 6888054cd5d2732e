import { equalValues } from '../lint/config.ts';
import type { IterationNode } from '../lint/node.ts';
import { namesOf } from '../protocol/names.ts';
import type { Protocol, Value } from '../protocol/types.ts';
import { setParameters } from '../slots/operations.ts';
import { isRefusal } from '../slots/model.ts';
import type { SlotFile } from '../slots/files.ts';
import type { SlotEdits } from '../slots/edited.ts';
import { readSlot } from '../slots/read.ts';
import { statedValues } from '../slots/stated.ts';
import { actionOf, isRefused, refused, slotFile } from './action.ts';
import type { Action, ActionFiles, ActionRefusal } from './action.ts';

/** Writes the config of an iteration, as the log has it, into a slot. */
export function writeConfig(files: ActionFiles, iteration: number, slot: number): Action | ActionRefusal {
  const file = slotFile(files, slot);
  if (isRefused(file)) return file;
  const values = valuesOf(files, iteration);
  if (isRefused(values)) return values;
  return actionOf(`Write the Config of Iter ${iteration} to slot ${slot}`, [
    { file, edits: setValues(file, values, files) },
  ]);
}

/** What tells the config of an iteration from others, by canonical name: stated in its entry, or inherited. */
export function valuesOf(files: ActionFiles, iteration: number): ReadonlyMap<string, Value> | ActionRefusal {
  const node = nodeOf(files, iteration);
  if (isRefused(node)) return node;
  if (node.config.size === 0)
    return refused(
      `Iter ${iteration} has no Config line, so what it ran with is not known.`,
      'Choose another iteration, or write its Config line.',
    );
  return configValues(node, files);
}

export function nodeOf({ runs, found }: ActionFiles, iteration: number): IterationNode | ActionRefusal {
  const node = runs?.nodes.findLast(({ id }) => id === iteration);
  return (
    node ??
    refused(`There is no Iter ${iteration} in the log.`, 'Name an iteration of the log.', found.log.path)
  );
}

/** What nobody states is as the base config has it: that is the baseline of this exploration, whatever the protocol's is. */
function configValues(
  node: IterationNode,
  { runs, protocol, base }: ActionFiles,
): ReadonlyMap<string, Value> {
  const resolved = runs?.configOf(node).values;
  const origin = base && readSlot(base.text);
  const stated = origin && !isRefusal(origin) ? statedValues(origin, protocol) : undefined;
  const values = new Map<string, Value>();
  for (const name of writtenNames(protocol)) {
    const found = resolved?.get(name);
    const isStated = found && found.origin !== 'baseline';
    const value =
      isStated || !stated ? found?.value : (stated.get(name) ?? protocol.parameters[name]?.default);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** The parameters that an entry speaks for: what tells configs apart, and what is known besides. Locks are the base's. */
const writtenNames = (protocol: Protocol): readonly string[] => [
  ...namesOf(protocol).sampleKey,
  ...Object.keys(protocol.parameters).filter(name => protocol.parameters[name]?.role === 'known'),
];

/** Sets what a config does not use already; a key whose absence means the value is not added. */
export function setValues(
  { text }: Pick<SlotFile, 'text'>,
  values: ReadonlyMap<string, Value>,
  { protocol, base }: Pick<ActionFiles, 'protocol' | 'base'>,
): SlotEdits {
  const document = readSlot(text);
  if (isRefusal(document)) return document;
  const stated = statedValues(document, protocol);
  const other = [...values].filter(([name, value]) => {
    const used = stated.get(name) ?? protocol.parameters[name]?.default;
    return used === undefined || !equalValues(used, value);
  });
  return setParameters(text, Object.fromEntries(other), protocol, base?.text);
}
