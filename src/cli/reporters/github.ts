import { printable } from '../printable.ts';
import type { FileReport, Finding } from '../report.ts';
import { shownPath } from '../shown-path.ts';
import type { Reporter } from './index.ts';

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions, which shows them as annotations. */
export const github: Reporter = ({ files }, { cwd }) =>
  files.flatMap(file => file.findings.map(finding => `${annotation(file, finding, cwd)}\n`)).join('');

function annotation(
  { file, path }: FileReport,
  { line, column, endLine, endColumn, rule, severity, message }: Finding,
  cwd: string,
): string {
  const name = path === undefined ? file : shownPath(path, cwd);
  // GitHub refuses columns of an annotation over several lines.
  const columns = line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : [];
  const properties = [
    `file=${property(name)}`,
    `line=${line}`,
    `endLine=${endLine}`,
    ...columns,
    `title=${property(rule)}`,
  ];
  return `::${levels[severity]} ${properties.join(',')}::${data(message)}`;
}

/** Escapes as the runner's own toolkit does; what would steer a terminal is written out. */
const data = (text: string): string =>
  printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
