import type { SeveritySetting } from '../core/lint/rule.ts';
import { protocolFile } from '../core/lint/rules/protocol-file.ts';
import type { ProtocolChoice } from '../node/protocol-for.ts';
import { protocolReport } from './report.ts';
import type { FileReport } from './report.ts';
import { shownPath } from './shown-path.ts';

/** What is wrong with the iterlog.yaml that was chosen; undefined where nothing is, or nobody wants to know. */
export function choiceReport(
  { file }: ProtocolChoice,
  severities: Readonly<Record<string, SeveritySetting>> | undefined,
  cwd: string,
): FileReport | undefined {
  const severity = severities?.[protocolFile.slug] ?? protocolFile.severity;
  if (!file || file.problems.length === 0 || severity === 'off') return undefined;
  const source = { file: shownPath(file.path, cwd), path: file.path };
  return protocolReport(source, file.text, file.problems, severity);
}
