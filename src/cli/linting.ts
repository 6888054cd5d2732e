/** Lints files and tells what was found, shows what the fixes would change, or makes them. */
import { lint as lintLog } from '../core/lint/engine.ts';
import type { LintOptions } from '../core/lint/engine.ts';
import { noEvidence } from '../core/lint/evidence.ts';
import { fixAll } from '../core/lint/fix-all.ts';
import { counted } from '../core/text/counted.ts';
import { evidenceOf } from '../node/evidence.ts';
import { Explorations } from '../node/explorations.ts';
import { Protocols } from '../node/protocol-for.ts';
import type { ProtocolChoice } from '../node/protocol-for.ts';
import type { Refusal } from '../node/refusal.ts';
import { readResults } from '../node/run-files.ts';
import { writeFiles } from '../node/write-files.ts';
import type { FileChange } from '../node/write-files.ts';
import { choiceReport } from './choice-report.ts';
import type { LintArguments } from './commands/lint-options.ts';
import { checkConfigs } from './configs.ts';
import type { CheckedConfig } from './configs.ts';
import { shownDiff, unifiedDiff } from './diff.ts';
import { readInputs, readLog } from './inputs.ts';
import type { Input } from './inputs.ts';
import { exit } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { allFindings, isFixable, logReport } from './report.ts';
import type { FileReport, Report } from './report.ts';
import { reporters } from './reporters/index.ts';
import { say } from './say.ts';
import type { Targets } from './targets.ts';

interface All {
  readonly logs: readonly Checked[];
  readonly configs: readonly CheckedConfig[];
  /** Of files that nobody named, and without which the configs are linted only in part. */
  readonly others: readonly FileReport[];
}

interface Checked {
  readonly input: Input;
  readonly options: LintOptions;
  readonly choice: ProtocolChoice;
  readonly report: FileReport;
}

export async function lintTargets(targets: Targets, args: LintArguments, io: Io): Promise<ExitCode> {
  for (const note of targets.notes) say(io, note);
  const reader = new Explorations(new Protocols(args.protocol));
  const ofLogs = await readInputs(targets.logs, io, args.stdinName);
  const { checked, others, refusals: unread } = await checkConfigs(targets.configs, reader, args, io);
  const refusals = [...targets.refusals, ...ofLogs.refusals, ...unread];
  for (const refusal of refusals) say(io, `${refusal.message} ${refusal.advice}`);
  if (ofLogs.inputs.length + checked.length === 0) return exit.unusable;
  const all = { logs: await check(ofLogs.inputs, reader, args), configs: checked, others };
  return args.fix ? fix(all, refusals, args, io) : conclude(print(all, args, io), refusals, args);
}

async function check(
  inputs: readonly Input[],
  reader: Explorations,
  args: LintArguments,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const input of inputs) {
    const { choice, evidence } = await basisOf(input, reader);
    const { protocol, universalOnly } = choice;
    const severities = { ...choice.severities, ...args.severities };
    const options = { protocol, universalOnly, evidence, severities };
    const report = logReport(input, input.text, lintLog(input.log, options));
    checked.push({ input, options, choice, report });
  }
  return checked;
}

/** What a log is linted by: its protocol, and what lies beside it. */
async function basisOf(
  { path, log, folder }: Input,
  reader: Explorations,
): Promise<Pick<Checked, 'choice'> & Pick<Required<LintOptions>, 'evidence'>> {
  if (path === undefined) return { choice: await reader.protocols.of(log, folder), evidence: noEvidence };
  const read = await reader.ofLog(path);
  return { choice: read.choice, evidence: await evidenceOf(read, await readResults(read)) };
}

/** Shows the fixes as a diff, or makes them and reports what is left. With anything refused, nothing is written. */
async function fix(all: All, refusals: readonly Refusal[], args: LintArguments, io: Io): Promise<ExitCode> {
  const fixed: Fixed[] = [
    ...all.logs.map(({ input, options }) => ({ input, after: fixAll(input.text, options) })),
    ...all.configs.map(config => ({ input: config, after: config.fixed })),
  ];
  const changed = fixed.filter(({ input, after }) => after !== input.text);
  if (!args.write) {
    for (const { input, after } of changed)
      io.stdout.write(shownDiff(unifiedDiff(input.file, input.text, after), io));
    say(io, advice(all, changed.length));
    return conclude(reportOf(all, io), refusals, args);
  }
  if (refusals.length > 0) {
    say(io, 'Nothing was written.');
    return exit.unusable;
  }
  await writeFiles(changed.flatMap(({ input, after }) => changeOf(input, after)));
  for (const { input } of changed) say(io, `wrote ${input.file}`);
  const logs = await Promise.all(all.logs.map(({ input }) => readLog(input.file, io.cwd)));
  const names = all.configs.map(({ file }) => file);
  const reader = new Explorations(new Protocols(args.protocol));
  const { checked: configs, others } = await checkConfigs(names, reader, args, io);
  return conclude(
    print({ logs: await check(logs, reader, args), configs, others }, args, io),
    refusals,
    args,
  );
}

interface Fixed {
  readonly input: Pick<Input, 'file' | 'path' | 'bytes' | 'text'>;
  readonly after: string;
}

/** The change of a file; none for standard input, which no command line asks to write. */
const changeOf = ({ path, file: name, bytes: before }: Fixed['input'], after: string): FileChange[] =>
  path === undefined ? [] : [{ path, name, before, after }];

function advice({ logs, configs }: All, files: number): string {
  const findings = [...logs, ...configs].flatMap(({ report }) => report.findings);
  const fixable = findings.filter(isFixable).length;
  const left = findings.length - fixable;
  const rest = left > 0 ? ` ${counted(left, 'problem has', 'problems have')} no fix.` : '';
  if (files === 0) return `There is nothing to fix.${rest}`;
  return `The diff fixes ${counted(fixable, 'problem')} in ${counted(files, 'file')}: add --write to apply it.${rest}`;
}

function print(all: All, args: LintArguments, io: Io): Report {
  const report = reportOf(all, io);
  io.stdout.write(reporters[args.format](report, io));
  return report;
}

/** The findings of all files, those of what stands in the way once, before the first file that it concerns. */
function reportOf({ logs, configs, others }: All, io: Io): Report {
  const files = new Map<string, FileReport>();
  const add = (report: FileReport | undefined) => {
    const key = report?.path ?? '-';
    if (report && !files.has(key)) files.set(key, report);
  };
  for (const { choice, options, report } of logs) {
    add(choiceReport(choice, options.severities, io.cwd));
    add(report);
  }
  for (const report of others) add(report);
  for (const { report } of configs) add(report);
  return { files: [...files.values()] };
}

const rank = { never: 4, error: 3, warning: 2, info: 1 } as const;

function conclude(report: Report, refusals: readonly Refusal[], { failOn }: LintArguments): ExitCode {
  if (refusals.length > 0) return exit.unusable;
  const fails = allFindings(report).some(finding => rank[finding.severity] >= rank[failOn]);
  return fails ? exit.findings : exit.done;
}
