import { lint as lintLog } from '../../core/lint/engine.ts';
import type { LintOptions } from '../../core/lint/engine.ts';
import { noEvidence } from '../../core/lint/evidence.ts';
import { fixAll } from '../../core/lint/fix-all.ts';
import { remembering } from '../../core/files/port.ts';
import { readEvidence } from '../../node/evidence.ts';
import { nodeFiles } from '../../node/file-port.ts';
import { namedBy, Protocols } from '../../node/protocol-for.ts';
import type { ProtocolChoice } from '../../node/protocol-for.ts';
import type { Refusal } from '../../node/refusal.ts';
import { writeFiles } from '../../node/write-files.ts';
import type { FileChange } from '../../node/write-files.ts';
import { shownDiff, unifiedDiff } from '../diff.ts';
import { checkConfigs, isConfig } from '../configs.ts';
import type { CheckedConfig } from '../configs.ts';
import { readInputs, readLog } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { printable } from '../printable.ts';
import { allFindings, isFixable, logReport, protocolReport } from '../report.ts';
import type { FileReport, Report } from '../report.ts';
import { reporters } from '../reporters/index.ts';
import { shownPath } from '../shown-path.ts';
import { lintUsage } from '../usage.ts';
import { counted } from '../../core/text/counted.ts';
import { lintArguments } from './lint-options.ts';
import type { LintArguments } from './lint-options.ts';

interface All {
  readonly logs: readonly Checked[];
  readonly configs: readonly CheckedConfig[];
}

interface Checked {
  readonly input: Input;
  readonly options: LintOptions;
  readonly choice: ProtocolChoice;
  readonly report: FileReport;
}

/** `iterlog lint`: reports what is wrong with logs, shows what the fixes would change, or makes them. */
export async function lint(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = lintArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(lintUsage);
    return exit.done;
  }
  const ofLogs = await readInputs(
    args.paths.filter(name => !isConfig(name)),
    io,
    args.stdinName,
  );
  const configs = await checkConfigs(args.paths.filter(isConfig), args, io);
  const refusals = [...ofLogs.refusals, ...configs.refusals];
  for (const refusal of refusals) say(io, `${refusal.message} ${refusal.advice}`);
  if (ofLogs.inputs.length + configs.checked.length === 0) return exit.unusable;
  const all = { logs: await check(ofLogs.inputs, args), configs: configs.checked };
  return args.fix ? fix(all, refusals, args, io) : conclude(print(all, args, io), refusals, args);
}

async function check(inputs: readonly Input[], args: LintArguments): Promise<Checked[]> {
  const protocols = new Protocols(args.protocol);
  const files = remembering(nodeFiles);
  const checked: Checked[] = [];
  for (const input of inputs) {
    const choice = await protocols.of(input.log, input.folder);
    const { protocol, universalOnly } = choice;
    const evidence =
      input.path === undefined
        ? noEvidence
        : await readEvidence(input.path, protocol, namedBy(choice), files);
    const severities = { ...choice.severities, ...args.severities };
    const options = { protocol, universalOnly, evidence, severities };
    const report = logReport(input, input.text, lintLog(input.log, options));
    checked.push({ input, options, choice, report });
  }
  return checked;
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
  const now = { logs: await check(logs, args), configs: (await checkConfigs(names, args, io)).checked };
  return conclude(print(now, args, io), refusals, args);
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

/** The findings of all logs and configs, those of each iterlog.yaml once, before the first log that it speaks for. */
function reportOf({ logs, configs }: All, io: Io): Report {
  const files = new Map<string, FileReport>();
  for (const { input, choice, options, report } of logs) {
    const severity = options.severities?.['protocol-file'] ?? 'error';
    const { file } = choice;
    if (file && file.problems.length > 0 && severity !== 'off' && !files.has(file.path)) {
      const source = { file: shownPath(file.path, io.cwd), path: file.path };
      files.set(file.path, protocolReport(source, file.text, file.problems, severity));
    }
    files.set(input.path ?? '-', report);
  }
  for (const { path, report } of configs) files.set(path, report);
  return { files: [...files.values()] };
}

const rank = { never: 4, error: 3, warning: 2, info: 1 } as const;

function conclude(report: Report, refusals: readonly Refusal[], { failOn }: LintArguments): ExitCode {
  if (refusals.length > 0) return exit.unusable;
  const fails = allFindings(report).some(finding => rank[finding.severity] >= rank[failOn]);
  return fails ? exit.findings : exit.done;
}

const say = (io: Io, text: string): unknown => io.stderr.write(`iterlog: ${printable(text)}\n`);
