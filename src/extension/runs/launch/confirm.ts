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
  const title = record.kind === 'loop' ? l10n.t('the {0}', titleOf(record)) : titleOf(record);
  if (errors > 0)
    return isAfresh
      ? l10n.t('Start {0} afresh in spite of errors?', title)
      : l10n.t('Run {0} in spite of errors?', title);
  return isAfresh ? l10n.t('Start {0} afresh?', title) : l10n.t('Run {0}?', title);
}

function findingText({ severity, message, advice }: RunFinding): string {
  const text = advice === undefined ? message : `${message} ${advice}`;
  switch (severity) {
    case 'error':
      return l10n.t('Error: {0}', text);
    case 'warning':
      return l10n.t('Warning: {0}', text);
    case 'info':
      return text;
  }
}
