import { commands, l10n, ProgressLocation, window, workspace } from 'vscode';
import type { CancellationToken, Progress } from 'vscode';
import type { LintResult } from '../../../core/lint/engine.ts';
import { countOf } from '../../counts.ts';
import type { Services } from '../../services/index.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';

interface Summary {
  readonly logs: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Lints every log of the workspace, also those that no editor shows, and says how many findings there are. */
export const lintAllCommand: CommandHandler = async services => {
  const summary = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Linting all logs'), cancellable: true },
    (progress, token) => lintAll(services, progress, token),
  );
  if (!summary) return;
  const message = messageOf(summary);
  services.output.info(message);
  briefly(message);
  if (summary.errors + summary.warnings + summary.infos > 0)
    await commands.executeCommand('workbench.actions.view.problems');
};

type Report = Progress<{ message?: string; increment?: number }>;

async function lintAll(
  { logs, output }: Services,
  progress: Report,
  token: CancellationToken,
): Promise<Summary | undefined> {
  const uris = await logs.disk.find(token);
  const results: LintResult[] = [];
  for (const uri of uris) {
    if (token.isCancellationRequested) return undefined;
    progress.report({ message: workspace.asRelativePath(uri), increment: 100 / uris.length });
    const result = await logs.lint(uri);
    if (!result) continue;
    results.push(result);
    output.info(`${workspace.asRelativePath(uri)}: ${describe(countsOf([result]))}`);
  }
  return countsOf(results);
}

function countsOf(results: readonly LintResult[]): Summary {
  const count = (severity: string) =>
    results.reduce(
      (sum, { problems }) => sum + problems.filter(problem => problem.severity === severity).length,
      0,
    );
  return { logs: results.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

function messageOf(summary: Summary): string {
  if (summary.logs === 0)
    return l10n.t('No log was found. The setting iterlog.files says which files are logs.');
  return `${countOf('log', summary.logs)}: ${describe(summary)}`;
}

const describe = ({ errors, warnings, infos }: Summary): string =>
  [countOf('error', errors), countOf('warning', warnings), countOf('info', infos)].join(', ');
