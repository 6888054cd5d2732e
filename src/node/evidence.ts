import path from 'node:path';
import type { Evidence } from '../core/lint/evidence.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { readResultLog } from '../core/run/result-log.ts';
import { readText } from './read-text.ts';

/**
 * What stands beside a log `<name>_analysis.md`: the result logs `<name>_00_analysis.log` ... and the slot configs
 * `<name>_00.yaml` ... of its newest batch. What is missing or cannot be read is undefined.
 */
export async function readEvidence(log: string, protocol: Protocol): Promise<Evidence> {
  const base = log.endsWith('_analysis.md')
    ? log.slice(0, -'_analysis.md'.length)
    : path.join(path.dirname(log), path.parse(log).name);
  const slots = Array.from(
    { length: protocol.batchSize },
    (_, slot) => `${base}_${String(slot).padStart(2, '0')}`,
  );
  const results = await Promise.all(slots.map(slot => textOf(`${slot}_analysis.log`)));
  const configs = await Promise.all(slots.map(slot => textOf(`${slot}.yaml`)));
  return {
    results: results.map(text => (text === undefined ? undefined : readResultLog(text))),
    slots: await readSlots(configs, protocol),
  };
}

/** YAML is loaded only for logs that have slot configs beside them. */
async function readSlots(
  configs: readonly (string | undefined)[],
  protocol: Protocol,
): Promise<Evidence['slots']> {
  if (configs.every(text => text === undefined)) return configs.map(() => undefined);
  const { slotValues } = await import('../core/slots/values.ts');
  return configs.map(text => (text === undefined ? undefined : slotValues(text, protocol)));
}

const textOf = (file: string): Promise<string | undefined> =>
  readText(file).then(
    ({ text }) => text,
    () => undefined,
  );
