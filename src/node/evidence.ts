import { explorationOfLog } from '../core/files/find.ts';
import type { NamedIn } from '../core/files/named.ts';
import type { FilePort } from '../core/files/port.ts';
import type { FilePlace } from '../core/files/search.ts';
import type { Evidence } from '../core/lint/evidence.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { readResultLog } from '../core/run/result-log.ts';
import { nodeFiles, portPath } from './file-port.ts';
import { readText } from './read-text.ts';

/**
 * The result logs and the slot configs of an exploration's newest batch, wherever they are. What is missing or cannot
 * be read is undefined.
 * @param named what the `iterlog.yaml` that speaks for the log names.
 */
export async function readEvidence(
  log: string,
  protocol: Protocol,
  named?: NamedIn,
  port: FilePort = nodeFiles,
): Promise<Evidence> {
  const files = await explorationOfLog(portPath(log), port, { slots: protocol.batchSize, named });
  const [results, configs] = await Promise.all([textsOf(files.results), textsOf(files.slots)]);
  return {
    results: results.map(text => (text === undefined ? undefined : readResultLog(text))),
    slots: await readSlots(configs, protocol),
  };
}

const textsOf = (places: readonly FilePlace[]): Promise<(string | undefined)[]> =>
  Promise.all(places.map(async ({ exists, path }) => (exists ? textOf(path) : undefined)));

/** YAML is loaded only for logs that have slot configs. */
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
