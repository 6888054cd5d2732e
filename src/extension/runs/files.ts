/** The files of a run here: the mirrors of its output, and what was brought home. */
import path from 'node:path';
import { l10n } from 'vscode';
import type { TaskRecord } from '../../core/run/record.ts';
import type { KeptRun } from '../../node/run/record-store.ts';

export interface RunFile {
  readonly name: string;
  readonly file: string;
  /** Whether it is a copy that grows while the run goes on. */
  readonly isMirror: boolean;
}

/** The folder of the project here. */
export const rootOf = ({ record, folder }: KeptRun): string => path.resolve(folder, '../..', record.root);

/** What a task left, or leaves: its output, and for a slot its error log and its result log. */
export function filesOf(run: KeptRun, { task }: TaskRecord): readonly RunFile[] {
  const home = (kind: 'error' | 'result', name: string): RunFile[] =>
    run.record.wanted
      .filter(file => file.task === task && file.kind === kind)
      .map(({ to }) => ({ name, file: path.join(rootOf(run), to), isMirror: false }));
  return [
    { name: l10n.t('stdout'), file: path.join(run.folder, `${task}.out`), isMirror: true },
    { name: l10n.t('stderr'), file: path.join(run.folder, `${task}.err`), isMirror: true },
    ...home('error', l10n.t('error log')),
    ...home('result', l10n.t('result log')),
  ];
}

/** Whether a file that is brought home is of this run: the next run writes over it. */
export function isHome({ record, folder }: KeptRun, { file, isMirror }: RunFile): boolean {
  if (isMirror) return true;
  const root = rootOf({ record, folder });
  return record.fetched.some(({ to }) => path.join(root, to) === file);
}
