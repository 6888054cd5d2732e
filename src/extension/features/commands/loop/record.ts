import { l10n, Range, Uri, window, workspace } from 'vscode';
import type { ReadExploration } from '../../../services/explorations.ts';
import { baseName } from '../../../services/files.ts';
import type { Services } from '../../../services/index.ts';
import type { CommandHandler } from '../../commands.ts';
import { agreed } from '../agreed.ts';
import { briefly } from '../briefly.ts';
import { refuse, unsaved, waitsForRun } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { perform } from '../slots/perform.ts';

/** The entries of the batch that has run, from what its slots have left. */
export const recordResultsCommand: CommandHandler = async (services, argument) => {
  const exploration = await loopOf(services, argument);
  if (!exploration || (await waits(services, exploration))) return;
  const { batch, files, log } = exploration;
  const [unread] = exploration.unread;
  if (unread !== undefined) {
    refuse(services, unreadable(log.with({ path: unread })));
    return;
  }
  const outcome = batch.recordedFrom(files);
  if (outcome.kind === 'refused') {
    refuse(services, { message: `${outcome.message} ${outcome.advice}` });
    return;
  }
  if (outcome.kind === 'nothing') {
    tellNothing(services, outcome.message, outcome.differences);
    return;
  }
  if (outcome.kind === 'ask' && !(await isAgreed(outcome.doubts))) return;
  const recording = outcome.kind === 'ask' ? outcome.recording : outcome;
  const before = files.log.text.length;
  if (await perform(services, exploration, batch.recordAction(files, recording))) await show(log, before);
};

/** While a run of the exploration uses or owns what would be written, nothing is. */
export async function waits(services: Services, { log }: ReadExploration): Promise<boolean> {
  const blocked = await services.runs.inTheWay(log);
  if (blocked) refuse(services, waitsForRun(blocked));
  return blocked !== undefined;
}

/** The exploration of a log that is named, else of the active log or slot config, else of the log that was active last, as it is on disk. */
export async function loopOf(services: Services, argument?: unknown): Promise<ReadExploration | undefined> {
  const { explorations, currentLog } = services;
  const named = argument instanceof Uri ? argument : undefined;
  const log = named ?? (await explorations.logFor(undefined)) ?? currentLog.now?.uri;
  if (!log) {
    briefly(l10n.t('No editor shows a log.'));
    return undefined;
  }
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === log.toString());
  if (document?.isDirty === true || log.scheme === 'untitled') {
    refuse(services, unsaved(log));
    return undefined;
  }
  return explorations.read(log);
}

/** What a file holds that cannot be read may decide which results are recorded. */
const unreadable = (file: Uri): Refusal => ({
  message: l10n.t('{0} cannot be read, so nothing was recorded: check what it is.', baseName(file)),
});

function tellNothing(services: Services, message: string, differences: readonly string[]): void {
  if (differences.length === 0) {
    briefly(message);
    return;
  }
  services.boundary.run('telling differences', () =>
    window.showWarningMessage(`${message} ${differences.join(' ')}`),
  );
}

/** A person knows what iterlog can only doubt. */
const isAgreed = (doubts: readonly string[]): Promise<boolean> =>
  agreed(
    l10n.t('It is not certain that these results belong to the next iterations.'),
    doubts,
    l10n.t('Record All the Same'),
  );

/** Puts the cursor to the first new entry, where the person's own sentence is missing. */
async function show(log: Uri, before: number): Promise<void> {
  const document = await workspace.openTextDocument(log);
  const at = document.positionAt(before);
  await window.showTextDocument(document, { selection: new Range(at, at) });
}
