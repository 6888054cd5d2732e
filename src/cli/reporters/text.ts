import type { Severity } from '../../core/lint/rule.ts';
import { nextOverridesParent } from '../../core/lint/rules/next-overrides-parent.ts';
import { hasColours } from '../io.ts';
import { paint } from '../paint.ts';
import type { Colour } from '../paint.ts';
import { printable } from '../printable.ts';
import { allFindings, byPlace, isFixable } from '../report.ts';
import type { Batch, FileReport, Report } from '../report.ts';
import { counted } from '../../core/text/counted.ts';
import type { Reporter } from './index.ts';

interface Row {
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
}

type Painter = (colour: Colour, text: string) => string;

const colours = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** For people: findings by file, a line each, and how many there are. */
export const text: Reporter = (report, { stdout, env }) => {
  const painter: Painter = hasColours(stdout, env) ? paint : (_, plain) => plain;
  const files = report.files.filter(({ findings }) => findings.length > 0);
  return [...files.map(file => block(file, painter)), summary(report, painter)].join('\n');
};

function block(report: FileReport, painter: Painter): string {
  const rows = rowsOf(report);
  const places = rows.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(...places.map(place => place.length));
  const lines = rows.map(({ severity, message, rule }, i) => {
    const place = painter('dim', (places[i] ?? '').padStart(width));
    const level = painter(colours[severity], severity.padEnd('warning'.length));
    return `  ${place}  ${level}  ${printable(message)}  ${painter('dim', rule)}\n`;
  });
  return `${painter('underline', printable(report.file))}\n${lines.join('')}`;
}

/** A line a finding, except that parents overridden by Next are told once a batch: there are dozens of them. */
function rowsOf({ findings, batchOf }: FileReport): Row[] {
  const rows: Row[] = [];
  const batches = new Map<Batch, { readonly severity: Severity; readonly followers: number[] }>();
  for (const finding of findings) {
    const { rule, severity, iteration } = finding;
    const batch =
      rule === nextOverridesParent.slug && iteration !== undefined ? batchOf(iteration) : undefined;
    if (!batch || iteration === undefined) rows.push(finding);
    else if (batches.has(batch)) batches.get(batch)?.followers.push(iteration + 1);
    else batches.set(batch, { severity, followers: [iteration + 1] });
  }
  for (const [{ number, first, last, line }, { severity, followers }] of batches) {
    const message = `batch ${number} (Iter ${first}-${last}): Next overrides the declared parent of Iter ${followers.join(', ')}`;
    rows.push({ line, column: 1, severity, message, rule: nextOverridesParent.slug });
  }
  return rows.sort(byPlace);
}

function summary(report: Report, painter: Painter): string {
  const findings = allFindings(report);
  const files = counted(report.files.length, 'file');
  if (findings.length === 0) return `${painter('green', '✔')} No problems in ${files}.\n`;
  const count = (severity: Severity) => findings.filter(finding => finding.severity === severity).length;
  const kinds = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    `${count('info')} information`,
  ];
  const fixable = findings.filter(isFixable).length;
  const hint = fixable > 0 ? `; ${fixable} fixable with --fix` : '';
  return `${painter('bold', `✖ ${counted(findings.length, 'problem')} in ${files}`)}: ${kinds.join(', ')}${hint}.\n`;
}
