import { explorationOfLog } from '../core/files/find.ts';
import type { NamedIn } from '../core/files/named.ts';
import type { FilePort } from '../core/files/port.ts';
import type { FilePlace } from '../core/files/search.ts';
import type { Snapshot } from '../core/files/run-folder.ts';
import type { Evidence } from '../core/lint/evidence.ts';
import type { Protocol } from '../core/protocol/types.ts';
import { readResultLog } from '../core/run/result-log.ts';
import { nodeFiles, portPath } from './file-port.ts';
import { readText } from './read-text.ts';

/**
 * The result logs and the slot configs of an exploration's newest batch, and the configs that the loop kept of its runs,
 * wherever they are. What is missing or cannot be read is undefined.
 * @param named what the `iterlog.yaml` that speaks for the log names.
 */
export async function readEvidence(
  log: string,
  protocol: Protocol,
  named?: NamedIn,
  port: FilePort = nodeFiles,
): Promise<Evidence> {
  const files = await explorationOfLog(portPath(log), port, { slots: protocol.batchSize, named });
  const [results, configs, kept] = await Promise.all([
    textsOf(files.results),
    textsOf(files.slots),
    keptTexts(files.snapshots),
  ]);
  const valuesOf = await configReader([...configs, ...kept.values()], protocol);
  return {
    results: results.map(text => (text === undefined ? undefined : readResultLog(text))),
    slots: configs.map(text => (text === undefined ? undefined : valuesOf(text))),
    ...(kept.size > 0 && { snapshots: readKept(kept, valuesOf) }),
  };
}

type Values = ReadonlyMap<string, string>;

const textsOf = (places: readonly FilePlace[]): Promise<(string | undefined)[]> =>
  Promise.all(places.map(async ({ exists, path }) => (exists ? textOf(path) : undefined)));

async function keptTexts(snapshots: readonly Snapshot[]): Promise<ReadonlyMap<number, string>> {
  const texts = await Promise.all(snapshots.map(({ path }) => textOf(path)));
  const kept = new Map<number, string>();
  for (const [i, { iteration }] of snapshots.entries()) {
    const text = texts[i];
    if (text !== undefined) kept.set(iteration, text);
  }
  return kept;
}

function readKept(
  kept: ReadonlyMap<number, string>,
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
  texts: readonly (string | undefined)[],
  protocol: Protocol,
): Promise<(text: string) => Values | undefined> {
  if (texts.every(text => text === undefined)) return () => undefined;
  const { slotValues } = await import('../core/slots/values.ts');
  const known = new Map<string, Values | undefined>();
  return text => {
    if (!known.has(text)) known.set(text, slotValues(text, protocol));
    return known.get(text);
  };
}

const textOf = (file: string): Promise<string | undefined> =>
  readText(file).then(
    ({ text }) => text,
    () => undefined,
  );
