import path from 'node:path';
import type { Evidence } from '../core/lint/evidence.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { explorationName, slotFileName } from '../core/run/evidence-files.ts';
import type { SlotFile } from '../core/run/evidence-files.ts';
import { readResultLog } from '../core/run/result-log.ts';
import { readText } from './read-text.ts';

/**
 * What stands beside a log `<name>_analysis.md`: the result logs `<name>_00_analysis.log` ... and the slot configs
 * `<name>_00.yaml` ... of its newest batch. What is missing or cannot be read is undefined.
 */
export async function readEvidence(log: string, protocol: Protocol): Promise<Evidence> {
  const exploration = explorationName(path.basename(log));
  const slots = Array.from({ length: protocol.batchSize }, (_, slot) => slot);
  const texts = (kind: SlotFile['kind']) =>
    Promise.all(
      slots.map(slot => textOf(path.join(path.dirname(log), slotFileName(exploration, { kind, slot })))),
    );
  const [results, configs] = await Promise.all([texts('result'), texts('config')]);
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
