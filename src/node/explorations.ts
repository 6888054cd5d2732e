/** The configs of explorations and what else is known of these, read from the disk. */
import path from 'node:path';
import type { ActionFiles } from '../core/actions/action.ts';
import { explorationOfFile, explorationOfLog } from '../core/files/find.ts';
import type { ExplorationFiles, FindOptions } from '../core/files/gather.ts';
import { remembering } from '../core/files/port.ts';
import type { FilePort } from '../core/files/port.ts';
import type { Log } from '../core/log/model.ts';
import { parse } from '../core/log/parse.ts';
import { choosePreset } from '../core/protocol/choose.ts';
import { presets } from '../core/protocol/presets/index.ts';
import type { PresetName } from '../core/protocol/types.ts';
import { runsOf } from '../core/samples/groups.ts';
import type { ConfigFile, SlotFile } from '../core/slots/files.ts';
import { Disk } from './disk.ts';
import { nodeFiles, portPath } from './file-port.ts';
import { namedBy } from './protocol-for.ts';
import type { ProtocolChoice, Protocols } from './protocol-for.ts';
import type { Refusal } from './refusal.ts';

/** An exploration as it was when it was read. */
export interface ReadExploration {
  readonly files: ActionFiles;
  readonly choice: ProtocolChoice;
  /** The log, without entries where there is none. */
  readonly log: Log;
  /** The plan file, also one that is no plan. */
  readonly plan: ConfigFile | undefined;
  /** The texts as they were read; what is known of the others still holds where one cannot be. */
  readonly disk: Disk;
}

/** How many slots to look for before a protocol says it. */
export const usualSlots = { slots: presets.vrest.batchSize };

/** Reads explorations, each once however many of its files it is asked for by. */
export class Explorations {
  private readonly known = new Map<string, Promise<ReadExploration>>();

  constructor(
    readonly protocols: Protocols,
    readonly port: FilePort = remembering(nodeFiles),
  ) {}

  /** The exploration that a slot config or another of its files belongs to; undefined for a file of none. */
  async ofFile(file: string): Promise<ReadExploration | undefined> {
    const find = (options: FindOptions) => explorationOfFile(portPath(file), this.port, options);
    const first = await find(usualSlots);
    return first && this.once(first, find);
  }

  async ofLog(log: string): Promise<ReadExploration> {
    const find = (options: FindOptions) => explorationOfLog(portPath(log), this.port, options);
    return this.once(await find(usualSlots), find);
  }

  private once(
    first: ExplorationFiles,
    find: (options: FindOptions) => Promise<ExplorationFiles | undefined>,
  ): Promise<ReadExploration> {
    const key = `${first.log.path}\n${first.name}`;
    let read = this.known.get(key);
    if (!read) this.known.set(key, (read = this.read(first, find)));
    return read;
  }

  /** The log says which protocol it is, and that what to look for. */
  private async read(
    first: ExplorationFiles,
    find: (options: FindOptions) => Promise<ExplorationFiles | undefined>,
  ): Promise<ReadExploration> {
    const disk = new Disk();
    const log = parse((await disk.text(first.log)) ?? `# ${first.name}\n`);
    const folder = path.dirname(first.log.exists ? first.log.path : (slotIn(first) ?? first.log.path));
    const choice = await this.protocols.fitting(await fittingPreset(log, first, disk), folder);
    const { protocol } = choice;
    const found = (await find({ slots: protocol.batchSize, named: namedBy(choice) })) ?? first;
    const plan = await disk.config(found.plan);
    const slots = await Promise.all(found.slots.map(place => disk.config(place)));
    const files: ActionFiles = {
      protocol,
      found,
      slots: slots.flatMap((config, slot): SlotFile[] => (config ? [{ ...config, slot }] : [])),
      base: found.baseConfig && (await disk.config(found.baseConfig)),
      snapshots: await snapshotsOf(found, disk),
      runs: runsOf(log, protocol),
      ...(await planOf(plan, disk.refusals.get(found.plan.path))),
    };
    return { files, choice, log, plan, disk };
  }
}

/** The preset of a log; before its first entry it says little, and the base config more. */
async function fittingPreset(log: Log, first: ExplorationFiles, disk: Disk): Promise<PresetName | undefined> {
  const hasEntries = log.sections.some(({ entry }) => entry !== undefined);
  const base = hasEntries || !first.baseConfig ? undefined : await disk.text(first.baseConfig);
  if (base === undefined) return choosePreset(log);
  const { presetOfBase } = await import('../core/slots/preset-of-base.ts');
  return presetOfBase([first.name, first.base ?? ''], base) ?? choosePreset(log);
}

async function snapshotsOf(
  { snapshots }: ExplorationFiles,
  disk: Disk,
): Promise<ReadonlyMap<number, ConfigFile>> {
  const read = await Promise.all(
    snapshots.map(async ({ iteration, path: file }) => {
      const config = await disk.config({ exists: true, path: file });
      return config && ([iteration, config] as const);
    }),
  );
  return new Map(read.filter(pair => pair !== undefined));
}

/** Zod is loaded only for explorations that have a plan. */
async function planOf(
  file: ConfigFile | undefined,
  refusal: Refusal | undefined,
): Promise<Pick<ActionFiles, 'plan' | 'planProblem'>> {
  if (!file) return { planProblem: refusal?.message };
  const { readPlan } = await import('../core/batch/plan-read.ts');
  const { plan, problems } = readPlan(file.text);
  return { plan, planProblem: problems[0]?.message };
}

const slotIn = ({ slots }: ExplorationFiles): string | undefined => slots.find(({ exists }) => exists)?.path;
