import { l10n, window } from 'vscode';
import { titleOf } from '../../../core/run/record.ts';
import type { PlannedRun, RunFinding } from '../../../core/run/plan-basis.ts';
import type { NodeRuns } from '../node-runs.ts';

/** What a person agreed to: what spoke against the run and was overruled. */
export interface Agreement {
  readonly overridden: readonly string[];
}

/** Shows what would run and what speaks against it, once; undefined for no. */
export async function confirmRun(
  planned: PlannedRun,
  findings: readonly RunFinding[],
  isAfresh: boolean,
  { summaryOf }: NodeRuns,
): Promise<Agreement | undefined> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const yes = yesText(errors.length > 0, isAfresh);
  const detail = [...errors, ...findings.filter(({ severity }) => severity !== 'error')].map(findingText);
  const options = { modal: true, detail: [...detail, ...summaryOf(planned)].join('\n\n') };
  const question = questionOf(planned, errors.length, isAfresh);
  const answer = await (findings.some(({ severity }) => severity !== 'info')
    ? window.showWarningMessage(question, options, yes)
    : window.showInformationMessage(question, options, yes));
  return answer === yes ? { overridden: errors.map(({ message }) => message) } : undefined;
}

function yesText(hasErrors: boolean, isAfresh: boolean): string {
  if (hasErrors) return l10n.t('Run All the Same');
  return isAfresh ? l10n.t('Erase and Start') : l10n.t('Run');
}

function questionOf({ record }: PlannedRun, errors: number, isAfresh: boolean): string {
  const title = titleOf(record);
  if (isAfresh) return l10n.t('Start the {0} afresh?', title);
  if (errors > 0)
    return l10n.t('Run {0}? It has errors.', record.kind === 'loop' ? l10n.t('the {0}', title) : title);
  return record.kind === 'loop' ? l10n.t('Run the {0}?', title) : l10n.t('Run {0}?', title);
}

function findingText({ severity, message, advice }: RunFinding): string {
  const sign = { error: '⛔', warning: '⚠', info: 'ℹ' }[severity];
  return `${sign} ${message}${advice === undefined ? '' : ` ${advice}`}`;
}
