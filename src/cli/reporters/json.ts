import { printableJson } from '../printable.ts';
import { allFindings, isFixable } from '../report.ts';
import type { Reporter } from './index.ts';

/** An array with one object a finding; places are one-based, the end exclusive. */
export const json: Reporter = report => {
  const findings = allFindings(report).map(finding => {
    const { file, line, column, endLine, endColumn, rule, severity, message } = finding;
    return { file, line, column, endLine, endColumn, rule, severity, message, fixable: isFixable(finding) };
  });
  return `${printableJson(findings)}\n`;
};
