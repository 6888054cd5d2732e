import { commands, l10n, window } from 'vscode';
import type { Uri } from 'vscode';
import { explorationOf } from '../../../core/exploration/exploration.ts';
import type { Exploration } from '../../../core/exploration/exploration.ts';
import { besideLog } from '../../../core/files/named.ts';
import { memoryTable, updateMemory } from '../../../core/samples/memory.ts';
import { baseName } from '../../services/files.ts';
import type { Outcome } from '../../services/disk-edits.ts';
import type { Services } from '../../services/index.ts';
import type { CommandHandler } from '../commands.ts';
import { briefly } from './briefly.ts';

interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly argument: unknown;
}

/** Why nothing was done, and a way out of it. */
interface Refusal {
  readonly message: string;
  readonly wayOut?: WayOut;
}

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
  if (file.kind === 'unsaved') return unsaved(name, uri);
  if (file.kind === 'unlike') return unlike(name, uri);
  const { document, text } = file.kind === 'file' ? file : { document: undefined, text: '' };
  const change = updateMemory(text, table);
  if ('tables' in change) return ambiguous(name, uri, change.tables);
  const { edit } = change;
  if (!document) return outcomeText(await disk.create(uri, edit.text, shown), name, uri);
  if (text.slice(edit.start, edit.end) === edit.text) return l10n.t('{0} has this table already.', name);
  return outcomeText(await disk.change(document, text, edit, shown), name, uri);
}

function whyNone(log: Uri, { protocol }: Exploration): Refusal | undefined {
  if (log.scheme === 'untitled')
    return { message: l10n.t('The memory file stands beside the log: save the log first.') };
  if (protocol.reward !== '' && Object.keys(protocol.parameters).length > 0) return undefined;
  return {
    message: l10n.t('The log fits no protocol, so what makes a config is unknown.'),
    wayOut: {
      title: l10n.t('Choose Protocol'),
      command: 'workbench.action.openSettings',
      argument: '@id:iterlog.protocol',
    },
  };
}

const openIt = (uri: Uri): WayOut => ({
  title: l10n.t('Open File'),
  command: 'vscode.open',
  argument: uri,
});

const unsaved = (name: string, uri: Uri): Refusal => ({
  message: l10n.t('{0} has unsaved changes: save or revert it first.', name),
  wayOut: openIt(uri),
});

const unlike = (name: string, uri: Uri): Refusal => ({
  message: l10n.t(
    '{0} cannot be changed here without changing more of it: it mixes line breaks, is no UTF-8, or is being written. `iterlog stats --memory --write` leaves line breaks alone.',
    name,
  ),
  wayOut: openIt(uri),
});

const ambiguous = (name: string, uri: Uri, tables: number): Refusal => ({
  message: l10n.t('{0} has {1} tables with these columns: leave only the one to be replaced.', name, tables),
  wayOut: openIt(uri),
});

function outcomeText(outcome: Outcome, name: string, uri: Uri): string | Refusal {
  switch (outcome) {
    case 'written':
      return l10n.t('{0} has the new table.', name);
    case 'declined':
      return l10n.t('{0} was left as it is.', name);
    case 'unsaved':
      return { message: l10n.t('{0} could not be saved: look at it.', name), wayOut: openIt(uri) };
    case 'altered':
      return {
        message: l10n.t('{0} was saved, but something else changed it too: look at it.', name),
        wayOut: openIt(uri),
      };
  }
}

/** Nobody waits for the answer. */
function refuse({ boundary }: Services, { message, wayOut }: Refusal): void {
  boundary.run('refusing', async () => {
    const chosen = await window.showWarningMessage(message, ...(wayOut ? [wayOut.title] : []));
    if (chosen !== undefined && wayOut) await commands.executeCommand(wayOut.command, wayOut.argument);
  });
}
