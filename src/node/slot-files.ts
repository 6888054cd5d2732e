/** What the rules of slot configs look at, read from the disk. */
import path from 'node:path';
import { explorationOfFile } from '../core/files/find.ts';
import type { ExplorationFiles } from '../core/files/gather.ts';
import type { FilePort } from '../core/files/port.ts';
import type { FilePlace } from '../core/files/search.ts';
import { parse } from '../core/log/parse.ts';
import { presets } from '../core/protocol/presets/index.ts';
import { runsOf } from '../core/samples/groups.ts';
import type { ConfigFile, SlotFile, SlotFiles } from '../core/slots/files.ts';
import { portPath } from './file-port.ts';
import { namedBy } from './protocol-for.ts';
import type { ProtocolChoice, Protocols } from './protocol-for.ts';
import { readText } from './read-text.ts';

/** The configs of one exploration, and the protocol that they are written under. */
export interface ReadSlots {
  readonly files: SlotFiles;
  readonly choice: ProtocolChoice;
}

/** The exploration that a slot config belongs to; undefined for a file that is none. */
export async function readSlotFiles(
  file: string,
  protocols: Protocols,
  port: FilePort,
): Promise<ReadSlots | undefined> {
  const at = portPath(file);
  const first = await explorationOfFile(at, port, { slots: presets.vrest.batchSize });
  if (!first) return undefined;
  const log = parse((await textOf(first.log)) ?? `# ${first.name}\n`);
  const folder = path.dirname(first.log.exists ? first.log.path : file);
  const choice = await protocols.of(log, folder);
  const { protocol } = choice;
  const own = { slots: protocol.batchSize, named: namedBy(choice) };
  const found = (await explorationOfFile(at, port, own)) ?? first;
  return { files: await readAll(found, runsOf(log, protocol)), choice };
}

async function readAll(found: ExplorationFiles, runs: SlotFiles['runs']): Promise<SlotFiles> {
  const { readPlan } = await import('../core/batch/plan-read.ts');
  const slots = await Promise.all(found.slots.map(configOf));
  const snapshots = new Map<number, ConfigFile>();
  for (const { iteration, path: file } of found.snapshots) {
    const text = await textAt(file);
    if (text !== undefined) snapshots.set(iteration, { path: file, text });
  }
  const plan = await textOf(found.plan);
  return {
    slots: slots.flatMap((config, slot): SlotFile[] => (config ? [{ ...config, slot }] : [])),
    base: found.baseConfig && (await configOf(found.baseConfig)),
    snapshots,
    runs,
    plan: plan === undefined ? undefined : readPlan(plan).plan,
  };
}

async function configOf(place: FilePlace): Promise<ConfigFile | undefined> {
  const text = await textOf(place);
  return text === undefined ? undefined : { path: place.path, text };
}

const textOf = ({ exists, path: file }: FilePlace): Promise<string | undefined> =>
  exists ? textAt(file) : Promise.resolve(undefined);

/** Undefined for a file that cannot be read: what is known of the others still holds. */
const textAt = (file: string): Promise<string | undefined> =>
  readText(file).then(
    ({ text }) => text,
    () => undefined,
  );
