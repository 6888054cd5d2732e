/** The plan's text. Numbers are written so that PyYAML reads numbers: `2.5e-06`, never `1e-5`. */
import type { Value } from '../protocol/types.ts';
import { textScalar } from '../slots/scalar.ts';
import { writeValue } from '../slots/write.ts';
import type { PlannedBatch, PlannedSlot, RecordedResult } from './plan.ts';

/** The lines of an item of `batches`. */
export function batchLines({ iterations, slots, results }: PlannedBatch): string[] {
  return item([
    `iterations: ${list(iterations)}`,
    ...(slots ? ['slots:', ...indented(slots.flatMap(slotLines))] : []),
    ...(results?.length ? ['results:', ...indented(results.map(resultLine))] : []),
  ]);
}

/** The line of an item of `results`. */
export const resultLine = (result: RecordedResult): string => `- ${map(Object.entries(result))}`;

function slotLines(slot: PlannedSlot): string[] {
  const { mutations, samples } = slot;
  const maybe = (key: 'minutes' | 'score') =>
    slot[key] === undefined ? [] : [`${key}: ${written(slot[key])}`];
  return item([
    `slot: ${slot.slot}`,
    `role: ${slot.role}`,
    `parent: ${slot.parent}`,
    ...(mutations.length === 0
      ? ['mutations: []']
      : ['mutations:', ...indented(mutations.map(mutation => `- ${map(Object.entries(mutation))}`))]),
    `config: ${map(Object.entries(slot.config))}`,
    ...maybe('minutes'),
    `reason: ${written(slot.reason)}`,
    ...maybe('score'),
    ...(samples ? [`samples: ${list(samples)}`] : []),
  ]);
}

const indented = (lines: readonly string[]): string[] => lines.map(line => `  ${line}`);
const item = (lines: readonly string[]): string[] =>
  lines.map((line, i) => `${i === 0 ? '- ' : '  '}${line}`);
const list = (values: readonly Value[]): string => `[${values.map(written).join(', ')}]`;
const map = (entries: readonly (readonly [string, Value])[]): string =>
  `{${entries.map(([key, value]) => `${written(key)}: ${written(value)}`).join(', ')}}`;

const quoted = { scalar: textScalar(''), quotes: 'double' } as const;

/** A value; a text in quotes unless it is a word that no reader of YAML takes for anything else. */
const written = (value: Value): string =>
  typeof value !== 'string' || /^[A-Za-z_]\w+$/.test(value) ? writeValue(value) : writeValue(value, quoted);
