/** The configs of an exploration as a command line names them. */
import { baseFile, isRefused, refused, slotFile } from '../core/actions/action.ts';
import type { ActionFiles, ActionRefusal } from '../core/actions/action.ts';
import { sourceOf } from '../core/actions/robustness-copy.ts';
import { baseName } from '../core/files/paths.ts';
import { isRefusal } from '../core/slots/model.ts';
import { readSlot } from '../core/slots/read.ts';
import { UsageError } from './usage.ts';

export type ConfigName =
  | { readonly kind: 'base' }
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'iteration'; readonly iteration: number };

export interface NamedConfig {
  /** `base`, `slot 2` or `Iter 5`. */
  readonly name: string;
  readonly text: string;
  /** Where it stands; undefined for the config of a run that is put together from what is known of it. */
  readonly path: string | undefined;
  readonly note?: string;
}

/** @throws {UsageError} for what names no config. */
export function nameOfConfig(given: string): ConfigName {
  if (given === 'base') return { kind: 'base' };
  const [, run, slot] = /^(?:iter:(\d+)|(\d+))$/i.exec(given) ?? [];
  if (run !== undefined) return { kind: 'iteration', iteration: Number(run) };
  if (slot !== undefined) return { kind: 'slot', slot: Number(slot) };
  throw new UsageError(`A config is base, the number of a slot, or iter:N, not \`${given}\`.`);
}

/** The config, one that can be read. */
export function namedConfig(name: ConfigName, files: ActionFiles): NamedConfig | ActionRefusal {
  const config = configOf(name, files);
  if (isRefused(config)) return config;
  const document = readSlot(config.text);
  if (!isRefusal(document)) return config;
  const what = config.path === undefined ? config.name : baseName(config.path);
  return refused(`${what}: ${document.message}`, 'Mend that first.', config.path);
}

function configOf(name: ConfigName, files: ActionFiles): NamedConfig | ActionRefusal {
  if (name.kind === 'iteration') return configOfRun(name.iteration, files);
  if (name.kind === 'slot' && name.slot >= files.protocol.batchSize)
    throw new UsageError(`There is no slot ${name.slot}: slots are 0 to ${files.protocol.batchSize - 1}.`);
  const file = name.kind === 'base' ? baseFile(files) : slotFile(files, name.slot);
  if (isRefused(file)) return file;
  return { name: name.kind === 'base' ? 'base' : `slot ${name.slot}`, text: file.text, path: file.path };
}

function configOfRun(iteration: number, files: ActionFiles): NamedConfig | ActionRefusal {
  const source = sourceOf(files, iteration);
  if (isRefused(source)) return source;
  const { text, note } = source;
  return { name: `Iter ${iteration}`, text, note, path: files.snapshots?.get(iteration)?.path };
}
