import { execFileSync } from 'node:child_process';
import { repository } from './window.ts';

export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** What the command line says of a log; the editor must say the same. */
export function findingsOf(file: string): Finding[] {
  const args = [repository('dist', 'cli.mjs'), 'lint', file, '--format', 'json', '--fail-on', 'never'];
  return JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as Finding[];
}

/** The counts as VS Code shows them, without those that are 0. */
export function countsOf(findings: readonly Finding[]): string {
  const names = { error: 'Errors', warning: 'Warnings', info: 'Infos' } as const;
  return (['error', 'warning', 'info'] as const)
    .map(
      severity =>
        [names[severity], findings.filter(finding => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`)
    .join(', ');
}
