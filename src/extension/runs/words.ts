/** Runs and their tasks in words. */
import { l10n } from 'vscode';
import { minutesOf, stateWord } from '../../core/run/record.ts';
import type { RunRecord, TaskRecord } from '../../core/run/record.ts';
import { isFinal } from '../../core/run/states.ts';

/** `Slot 2 · Iter 15`; the loop is one task. */
export const taskName = ({ task, iteration }: TaskRecord, { kind }: Pick<RunRecord, 'kind'>): string =>
  kind === 'loop' ? l10n.t('Loop') : l10n.t('Slot {0} · Iter {1}', Number(task), iteration ?? '?');

/** `running · 12 of 33 min · job 1234_2`. */
export function taskDescription({ status, minutes: predicted }: TaskRecord, now = Date.now() / 1000): string {
  const minutes = minutesOf(status, now);
  const whole = minutes === undefined ? undefined : shownMinutes(minutes);
  const time =
    whole === undefined
      ? undefined
      : predicted === undefined || isFinal(status.state)
        ? l10n.t('{0} min', whole)
        : l10n.t('{0} of {1} min', whole, Math.round(predicted));
  const code = status.exitCode ? l10n.t('exit code {0}', status.exitCode) : undefined;
  const job = status.jobId === undefined ? undefined : l10n.t('job {0}', status.jobId);
  return [stateWord(status.state), time, code, job, status.reason]
    .filter(part => part !== undefined)
    .join(' · ');
}

/** Short runs are told apart by their tenths. */
const shownMinutes = (minutes: number): string => (minutes < 10 ? minutes.toFixed(1) : minutes.toFixed(0));

export const taskText = (task: TaskRecord, record: RunRecord): string =>
  `${taskName(task, record)}: ${taskDescription(task)}`;
