/** The slot configs that are linted. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { LintOptions } from '../core/lint/engine.ts';
import type { SlotFile } from '../core/slots/files.ts';
import type { SlotProblem } from '../core/slots/problem.ts';
import { portPath } from '../node/file-port.ts';
import { readText } from '../node/read-text.ts';
import { Refusal, refusalOf } from '../node/refusal.ts';
import type { Explorations, ReadExploration } from '../node/explorations.ts';
import { choiceReport } from './choice-report.ts';
import type { LintArguments } from './commands/lint-options.ts';
import type { Io } from './io.ts';
import { slotReport } from './report.ts';
import type { FileReport } from './report.ts';
import { shownPath } from './shown-path.ts';

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
  /** Of files that were not named and stand in the way: an iterlog.yaml, a base config or a plan that is broken. */
  readonly others: readonly FileReport[];
  readonly refusals: readonly Refusal[];
}

type Wanted = Pick<LintArguments, 'severities'>;

/** A config that was named. */
interface Named extends Pick<CheckedConfig, 'file' | 'path' | 'bytes' | 'text'> {
  readonly read: ReadExploration;
  readonly own: SlotFile;
}

/** Lints each config with what else its exploration has: base, the other slots, log, snapshots, plan. */
export async function checkConfigs(
  names: readonly string[],
  reader: Explorations,
  args: Wanted,
  io: Io,
): Promise<CheckedConfigs> {
  const named = new Map<string, Named>();
  const refusals: Refusal[] = [];
  for (const file of new Set(names))
    await nameOf(file, reader, io.cwd).then(
      config => named.has(config.own.path) || named.set(config.own.path, config),
      (error: unknown) => refusals.push(refusalOf(error, file)),
    );
  const explorations = new Set([...named.values()].map(({ read }) => read));
  const checked: CheckedConfig[] = [];
  const others: FileReport[] = [];
  for (const read of explorations) {
    const own = [...named.values()].filter(config => config.read === read);
    const linted = await lintExploration(read, own, args, io.cwd);
    checked.push(...linted.checked);
    others.push(...linted.others);
  }
  return { checked, others, refusals };
}

async function nameOf(file: string, reader: Explorations, cwd: string): Promise<Named> {
  const full = path.resolve(cwd, file);
  const { text, bytes } = await readText(full, file);
  const real = await realpath(full);
  const read = await reader.ofFile(real);
  const own = read?.files.slots.find(slot => slot.path === portPath(real));
  if (!read || !own) throw noSlot(file);
  return { file, path: full, bytes, text, read, own };
}

async function lintExploration(
  read: ReadExploration,
  named: readonly Named[],
  args: Wanted,
  cwd: string,
): Promise<Omit<CheckedConfigs, 'refusals'>> {
  const { choice, files } = read;
  const { protocol, universalOnly } = choice;
  const options = { protocol, universalOnly, severities: { ...choice.severities, ...args.severities } };
  const { lintSlots } = await import('../core/slots/lint.ts');
  const { fixAllSlots } = await import('../core/slots/fix-all.ts');
  const reports = lintSlots(files, options);
  const paths = new Set(named.map(({ own }) => own.path));
  const fixed = fixAllSlots(files, options, problem => paths.has(problem.file.path));
  const checked = named.map(({ file, path: full, bytes, text, own }) => ({
    ...{ file, path: full, bytes, text },
    fixed: fixed.find(slot => slot.path === own.path)?.text ?? text,
    report: slotReport(
      { file, path: full },
      text,
      reports.find(report => report.file === own)?.problems ?? [],
    ),
  }));
  const unnamed = reports.filter(({ file }) => file === files.base);
  const problems = [...unnamed.flatMap(report => report.problems), ...(await planProblems(read, options))];
  const ofChoice = choiceReport(choice, options.severities, cwd);
  return { checked, others: [...(ofChoice ? [ofChoice] : []), ...reportsOf(problems, cwd)] };
}

/** Zod is loaded only for explorations that have a plan. */
async function planProblems(
  { plan }: ReadExploration,
  options: Pick<LintOptions, 'severities'>,
): Promise<readonly SlotProblem[]> {
  if (!plan) return [];
  const { lintPlan } = await import('../core/batch/plan-lint.ts');
  return lintPlan(plan, options);
}

function reportsOf(problems: readonly SlotProblem[], cwd: string): readonly FileReport[] {
  return [...new Set(problems.map(({ file }) => file))].map(file => {
    const source = { file: shownPath(file.path, cwd), path: file.path };
    const own = problems.filter(problem => problem.file === file);
    return slotReport(source, file.text, own);
  });
}

const noSlot = (file: string): Refusal =>
  new Refusal(
    'no-log',
    file,
    `${file} is no slot config: its name is not that of an exploration with _00, _01 and so on.`,
    'Name a slot config, such as <name>_00.yaml.',
  );
