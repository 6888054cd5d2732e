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

/** What was done, in a sentence. */
interface Done {
  readonly said: string;
  readonly isWritten: boolean;
}

/**
 * Does an action: shows what it would change, writes it once that is confirmed, and says what became of it.
 * @returns whether files were written
 */
export async function perform(
  services: Services,
  exploration: ReadExploration,
  action: Action | ActionRefusal,
): Promise<boolean> {
  const answer = isRefused(action)
    ? refusalOf(action, exploration.log)
    : await write(services, exploration, action);
  if ('wayOut' in answer || 'message' in answer) {
    refuse(services, answer);
    return false;
  }
  briefly(answer.said);
  return answer.isWritten;
}

export function refusalOf({ message, advice, path }: ActionRefusal, log: Uri): Refusal {
  const way = path === undefined ? undefined : openIt(log.with({ path }));
  return { message: `${message} ${advice}`, ...(way && { wayOut: way }) };
}

async function write(
  { diskEdits }: Services,
  { log }: ReadExploration,
  { label, changes, notes }: Action,
): Promise<Done | Refusal> {
  const wanted: DiskChange[] = [];
  for (const { file, edits, isNew } of changes) {
    const uri = log.with({ path: file.path });
    const now = await diskEdits.read(uri);
    if (now.kind === 'unsaved') return unsaved(uri);
    if (now.kind === 'unlike')
      return unlike(uri, l10n.t('The same command in the terminal, `iterlog`, leaves line breaks alone.'));
    if (isNew ? now.kind !== 'missing' : now.kind !== 'file' || now.text !== file.text)
      return changedMeanwhile(uri);
    if (edits.length > 0) wanted.push({ uri, before: now.kind === 'file' ? now.text : undefined, edits });
  }
  if (wanted.length === 0) return { said: l10n.t('Everything is so already.'), isWritten: false };
  const description = notes.join(' ');
  const outcome = await diskEdits.change(wanted, { label, ...(description !== '' && { description }) });
  const said = outcomeOf(outcome, l10n.t('Written: {0}.', wanted.map(({ uri }) => baseName(uri)).join(', ')));
  return typeof said === 'string' ? { said, isWritten: outcome.kind === 'written' } : said;
}

const changedMeanwhile = (uri: Uri): Refusal => ({
  message: l10n.t('{0} was changed meanwhile: look at it, then do this again.', baseName(uri)),
  wayOut: openIt(uri),
});
