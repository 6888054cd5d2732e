import type { ResultFile } from '../core/batch/record/input.ts';
import type { Evidence } from '../core/lint/evidence.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { readResultLog } from '../core/run/result-log.ts';
import type { ReadExploration } from './explorations.ts';

/**
 * The result logs and the slot configs of an exploration's newest batch, and the configs that the loop kept of its runs,
 * as the rules of logs look at them. What is missing or cannot be read is undefined.
 */
export async function evidenceOf(
  { files }: ReadExploration,
  results: readonly ResultFile[],
): Promise<Evidence> {
  const { found, slots, snapshots, protocol } = files;
  const kept = [...(snapshots ?? [])].map(([id, { text }]) => [id, text] as const);
  const texts = [...slots.map(({ text }) => text), ...kept.map(([, text]) => text)];
  const valuesOf = await configReader(texts, protocol);
  const resultOf = (slot: number) => results.find(result => result.slot === slot);
  const configOf = (slot: number) => slots.find(config => config.slot === slot);
  return {
    results: found.results.map((_, slot) => readResultLog(resultOf(slot)?.text ?? '')),
    slots: found.slots.map((_, slot) => valuesOf(configOf(slot)?.text)),
    ...(kept.length > 0 && { snapshots: readKept(kept, valuesOf) }),
  };
}

type Values = ReadonlyMap<string, string>;

function readKept(
  kept: readonly (readonly [number, string])[],
  valuesOf: (text: string) => Values | undefined,
): ReadonlyMap<number, Values> {
  const read = new Map<number, Values>();
  for (const [iteration, text] of kept) {
    const values = valuesOf(text);
    if (values) read.set(iteration, values);
  }
  return read;
}

/** What reads configs, equal ones once: a re-run is kept as often as it ran. YAML is loaded only where there are configs. */
async function configReader(
  texts: readonly string[],
  protocol: Protocol,
): Promise<(text: string | undefined) => Values | undefined> {
  if (texts.length === 0) return () => undefined;
  const { slotValues } = await import('../core/slots/values.ts');
  const known = new Map<string, Values | undefined>();
  return text => {
    if (text === undefined) return undefined;
    if (!known.has(text)) known.set(text, slotValues(text, protocol));
    return known.get(text);
  };
}
