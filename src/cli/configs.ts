/** The slot configs that a command line names. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { remembering } from '../core/files/port.ts';
import { nodeFiles, portPath } from '../node/file-port.ts';
import { Protocols } from '../node/protocol-for.ts';
import { readText } from '../node/read-text.ts';
import { Refusal, refusalOf } from '../node/refusal.ts';
import { readSlotFiles } from '../node/slot-files.ts';
import type { LintArguments } from './commands/lint-options.ts';
import type { Io } from './io.ts';
import { slotReport } from './report.ts';
import type { FileReport } from './report.ts';

export interface CheckedConfig {
  readonly file: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** With every fix applied. */
  readonly fixed: string;
  readonly report: FileReport;
}

export interface CheckedConfigs {
  readonly checked: readonly CheckedConfig[];
  readonly refusals: readonly Refusal[];
}

/** Whether an argument names a config, not a log or a folder. */
export const isConfig = (given: string): boolean => /\.ya?ml$/i.test(given);

/** Lints each config with what else its exploration has: base, the other slots, log, snapshots, plan. */
export async function checkConfigs(
  names: readonly string[],
  args: Pick<LintArguments, 'protocol' | 'severities'>,
  io: Io,
): Promise<CheckedConfigs> {
  const protocols = new Protocols(args.protocol);
  const port = remembering(nodeFiles);
  const checked: CheckedConfig[] = [];
  const refusals: Refusal[] = [];
  for (const file of new Set(names)) {
    const full = path.resolve(io.cwd, file);
    await check(file, full).then(
      config => checked.push(config),
      (error: unknown) => refusals.push(refusalOf(error, file)),
    );
  }
  return { checked, refusals };

  async function check(file: string, full: string): Promise<CheckedConfig> {
    const { text, bytes } = await readText(full, file);
    const real = await realpath(full);
    const read = await readSlotFiles(real, protocols, port);
    const own = read?.files.slots.find(slot => slot.path === portPath(real));
    if (!read || !own) throw noSlot(file);
    const { protocol, universalOnly, severities } = read.choice;
    const options = { protocol, universalOnly, severities: { ...severities, ...args.severities } };
    const { lintSlots } = await import('../core/slots/lint.ts');
    const { fixAllSlots } = await import('../core/slots/fix-all.ts');
    const problems = lintSlots(read.files, options).find(report => report.file === own)?.problems ?? [];
    const others = fixAllSlots(read.files, options, problem => problem.file.path === own.path);
    const fixed = others.find(slot => slot.path === own.path)?.text ?? text;
    return { file, path: full, bytes, text, fixed, report: slotReport({ file, path: full }, text, problems) };
  }
}

const noSlot = (file: string): Refusal =>
  new Refusal(
    'no-log',
    file,
    `${file} is no slot config: its name is not that of an exploration with _00, _01 and so on.`,
    'Name a slot config, such as <name>_00.yaml.',
  );
