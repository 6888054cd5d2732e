import { l10n } from 'vscode';
import type { Uri } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { Exploration } from '../../../core/exploration/exploration.ts';
import { besideLog } from '../../../core/files/named.ts';
import { memoryTable, updateMemory } from '../../../core/samples/memory.ts';
import { baseName } from '../../services/files.ts';
import type { Services } from '../../services/index.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';
import { chooseProtocol, openIt, outcomeOf, refuse, unlike, unsaved } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Puts the table of the configs into the memory file beside the log, after a look at what changes. */
export const updateMemoryTableCommand: CommandHandler = async services => {
  const log = services.currentLog.now;
  if (!log) {
    briefly(l10n.t('No editor shows a log.'));
    return;
  }
  const answer = await update(services, log.uri, explorationOf(log.result));
  if (typeof answer === 'string') briefly(answer);
  else refuse(services, answer);
};

async function update(
  { diskEdits: disk, protocols }: Services,
  log: Uri,
  exploration: Exploration,
): Promise<string | Refusal> {
  const refusal = whyNone(log, exploration);
  if (refusal) return refusal;
  const { ranked, protocol, reference } = exploration;
  const table = memoryTable(ranked, protocol.reward, reference);
  const uri = log.with({ path: besideLog('memory', log.path, protocols.findingFor(log).named) });
  const name = baseName(uri);
  const shown = { label: l10n.t('Update the table of samples'), description: name };
  const file = await disk.read(uri);
  if (file.kind === 'unsaved') return unsaved(uri);
  if (file.kind === 'unlike')
    return unlike(uri, l10n.t('`iterlog stats --memory --write` leaves line breaks alone.'));
  const before = file.kind === 'file' ? file.text : undefined;
  const change = updateMemory(before ?? '', table);
  if ('tables' in change) return ambiguous(uri, change.tables);
  const { edit } = change;
  if (before?.slice(edit.start, edit.end) === edit.text) return l10n.t('{0} has this table already.', name);
  const outcome = await disk.change([{ uri, before, edits: [edit] }], shown);
  return outcomeOf(outcome, l10n.t('{0} has the new table.', name));
}

function whyNone(log: Uri, { protocol }: Exploration): Refusal | undefined {
  if (log.scheme === 'untitled')
    return { message: l10n.t('The memory file stands beside the log: save the log first.') };
  if (protocol.reward !== '' && Object.keys(protocol.parameters).length > 0) return undefined;
  return {
    message: l10n.t('The log fits no protocol, so what makes a config is unknown.'),
    wayOut: chooseProtocol,
  };
}

const ambiguous = (uri: Uri, tables: number): Refusal => ({
  message: l10n.t(
    '{0} has {1} tables with these columns: leave only the one to be replaced.',
    baseName(uri),
    tables,
  ),
  wayOut: openIt(uri),
});
