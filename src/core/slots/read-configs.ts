import type { Protocol } from '../protocol/types.ts';
import { timeHistory } from '../samples/times.ts';
import { SlotContext } from './context.ts';
import type { Config, ConfigFile, SlotConfig, SlotFiles } from './files.ts';
import { isRefusal } from './model.ts';
import type { SlotRefusal } from './model.ts';
import { readSlot } from './read.ts';
import { statedValues } from './stated.ts';

/** The configs of an exploration, read. */
export interface ReadConfigs {
  /** What they say, in the light of everything else that is known. */
  readonly context: SlotContext;
  /** Why files cannot be read. */
  readonly broken: ReadonlyMap<ConfigFile, SlotRefusal>;
}

export function readConfigs(files: SlotFiles, protocol: Protocol): ReadConfigs {
  const broken = new Map<ConfigFile, SlotRefusal>();
  const read = (file: ConfigFile): Config | undefined => {
    const document = readSlot(file.text);
    if (!isRefusal(document)) return { file, document, values: statedValues(document, protocol) };
    broken.set(file, document);
    return undefined;
  };
  const slots = files.slots.flatMap((file): SlotConfig[] => {
    const config = read(file);
    return config ? [{ ...config, slot: file.slot }] : [];
  });
  const context = new SlotContext({
    protocol,
    slots: slots.toSorted((a, b) => a.slot - b.slot),
    base: files.base && read(files.base),
    snapshots: repeatedRuns(files, read),
    files,
    times: files.runs ? timeHistory(files.runs, protocol) : new Map(),
  });
  return { context, broken };
}

/** Of the kept configs only those are read that can be asked for: of runs that the plan repeats. */
function repeatedRuns(
  { plan, snapshots }: SlotFiles,
  read: (file: ConfigFile) => Config | undefined,
): ReadonlyMap<number, Config> {
  const parents = plan?.batches.at(-1)?.slots?.map(({ parent }) => parent) ?? [];
  const found = new Map<number, Config>();
  for (const parent of parents) {
    const file = typeof parent === 'number' ? snapshots?.get(parent) : undefined;
    const config = file && read(file);
    if (config && typeof parent === 'number') found.set(parent, config);
  }
  return found;
}
