import { commands, l10n, window } from 'vscode';
import type { Uri } from 'vscode';
import type { ActionRefusal } from '../../../core/actions/action.ts';
import { baseName } from '../../services/files.ts';
import type { Outcome } from '../../services/disk-edits.ts';
import type { Services } from '../../services/index.ts';
import { cancelRunId, showRunsId } from '../command-ids.ts';

interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly argument: unknown;
}

/** Why nothing was done, and a way out of it. */
export interface Refusal {
  readonly message: string;
  readonly wayOut?: WayOut;
  readonly otherWayOut?: WayOut;
}

export const openIt = (uri: Uri): WayOut => ({
  title: l10n.t('Open File'),
  command: 'vscode.open',
  argument: uri,
});

export const chooseProtocol: WayOut = {
  title: l10n.t('Choose Protocol'),
  command: 'workbench.action.openSettings',
  argument: '@id:iterlog.protocol',
};

export const unsaved = (uri: Uri): Refusal => ({
  message: l10n.t('{0} has unsaved changes: save or revert it first.', baseName(uri)),
  wayOut: openIt(uri),
});

/** What has to wait for a run. */
export const waitsForRun = ({ message, advice }: ActionRefusal): Refusal => ({
  message: `${message} ${advice}`,
  wayOut: { title: l10n.t('Show Run'), command: showRunsId, argument: undefined },
  otherWayOut: { title: l10n.t('Cancel Run'), command: cancelRunId, argument: undefined },
});

/** @param otherwise how it can be done all the same. */
export const unlike = (uri: Uri, otherwise: string): Refusal => ({
  message: l10n.t(
    '{0} cannot be changed here without changing more of it: it mixes line breaks, is no UTF-8, or is being written. {1}',
    baseName(uri),
    otherwise,
  ),
  wayOut: openIt(uri),
});

/**
 * What to say of changes of files.
 * @param done what to say when they are made
 */
export function outcomeOf(outcome: Outcome, done: string): string | Refusal {
  switch (outcome.kind) {
    case 'written':
      return done;
    case 'declined':
      return l10n.t('Nothing was changed.');
    case 'partial':
      return {
        message: l10n.t(
          'Only some of the files were ticked, or only some changes in one, so none was changed: they belong together.',
        ),
      };
    case 'unsaved':
      return {
        message: l10n.t('{0} could not be saved, so no file was changed: look at it.', baseName(outcome.uri)),
        wayOut: openIt(outcome.uri),
      };
    case 'altered':
      return {
        message: l10n.t(
          '{0} was saved, but something else changed it too: look at it.',
          baseName(outcome.uri),
        ),
        wayOut: openIt(outcome.uri),
      };
  }
}

/** Nobody waits for the answer. */
export function refuse({ boundary }: Services, { message, wayOut, otherWayOut }: Refusal): void {
  const ways = [wayOut, otherWayOut].filter(way => way !== undefined);
  boundary.run('refusing', async () => {
    // What a target said is no link.
    const plain = message.replaceAll('](', '] (');
    const chosen = await window.showWarningMessage(plain, ...ways.map(({ title }) => title));
    const way = ways.find(({ title }) => title === chosen);
    if (way) await commands.executeCommand(way.command, way.argument);
  });
}
