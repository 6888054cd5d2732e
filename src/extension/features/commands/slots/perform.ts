import { l10n } from 'vscode';
import type { Uri } from 'vscode';
import { isRefused } from '../../../../core/actions/action.ts';
import type { Action, ActionRefusal } from '../../../../core/actions/action.ts';
import type { DiskChange } from '../../../services/disk-edits.ts';
import type { ReadExploration } from '../../../services/explorations.ts';
import { baseName } from '../../../services/files.ts';
import type { Services } from '../../../services/index.ts';
import { briefly } from '../briefly.ts';
import { openIt, outcomeOf, refuse, unlike, unsaved } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** Does an action: shows what it would change, writes it once that is confirmed, and says what became of it. */
export async function perform(
  services: Services,
  exploration: ReadExploration,
  action: Action | ActionRefusal,
): Promise<void> {
  const answer = isRefused(action)
    ? refusalOf(action, exploration.log)
    : await write(services, exploration, action);
  if (typeof answer === 'string') briefly(answer);
  else refuse(services, answer);
}

export function refusalOf({ message, advice, path }: ActionRefusal, log: Uri): Refusal {
  const way = path === undefined ? undefined : openIt(log.with({ path }));
  return { message: `${message} ${advice}`, ...(way && { wayOut: way }) };
}

async function write(
  { diskEdits }: Services,
  { log }: ReadExploration,
  { label, changes, notes }: Action,
): Promise<string | Refusal> {
  const wanted: DiskChange[] = [];
  for (const { file, edits } of changes) {
    const uri = log.with({ path: file.path });
    const now = await diskEdits.read(uri);
    if (now.kind === 'unsaved') return unsaved(uri);
    if (now.kind === 'unlike')
      return unlike(uri, l10n.t('The command line `iterlog slots` leaves line breaks alone.'));
    if (now.kind !== 'file' || now.text !== file.text) return changedMeanwhile(uri);
    if (edits.length > 0) wanted.push({ uri, before: now.text, edits });
  }
  if (wanted.length === 0)
    return changes.length === 1
      ? l10n.t(
          '{0} is so already.',
          changes.map(({ file }) => baseName(log.with({ path: file.path }))).join(),
        )
      : l10n.t('The slot configs are so already.');
  const description = notes.join(' ');
  const outcome = await diskEdits.change(wanted, { label, ...(description !== '' && { description }) });
  return outcomeOf(outcome, l10n.t('Written: {0}.', wanted.map(({ uri }) => baseName(uri)).join(', ')));
}

const changedMeanwhile = (uri: Uri): Refusal => ({
  message: l10n.t('{0} was changed meanwhile: look at it, then do this again.', baseName(uri)),
  wayOut: openIt(uri),
});
