import { l10n, Uri, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { isRefused } from '../../../core/actions/action.ts';
import type { StartAction, StartFile } from '../../../core/actions/start.ts';
import { explorationOfBase } from '../../../core/files/find.ts';
import { meaningOf, withoutEnding } from '../../../core/files/names.ts';
import { protocolOf } from '../../../core/lint/options.ts';
import { insert, replace } from '../../../core/text/edits.ts';
import { span } from '../../../core/text/span.ts';
import { filesAround } from '../../services/file-port.ts';
import { baseName } from '../../services/files.ts';
import type { DiskChange } from '../../services/disk-edits.ts';
import type { Services } from '../../services/index.ts';
import type { CommandHandler } from '../commands.ts';
import { agreed } from './agreed.ts';
import { briefly } from './briefly.ts';
import { chooseProtocol, outcomeOf, refuse, unlike, unsaved } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { refusalOf } from './slots/perform.ts';

/** `PARALLEL START`: makes the slot configs, the log, the memory file and the plan of a new exploration. */
export const startExplorationCommand: CommandHandler = async (services, argument) => {
  const base = argument instanceof Uri ? argument : await pickBase();
  const name = base && (await askName(base));
  if (!base || name === undefined) return;
  const answer = await start(services, base, name);
  if (typeof answer === 'string') briefly(answer);
  else if (answer) refuse(services, answer);
};

/** Configs that are neither a slot's nor kept of a run, nor plans; that of the active editor first. */
async function pickBase(): Promise<Uri | undefined> {
  const found = await workspace.findFiles('**/*.yaml', '**/{node_modules,.git}/**');
  const active = window.activeTextEditor?.document.uri.toString();
  const configs = found
    .filter(uri => meaningOf(baseName(uri)) === undefined && baseName(uri) !== 'iterlog.yaml')
    .sort(
      (a, b) =>
        Number(b.toString() === active) - Number(a.toString() === active) || (a.path < b.path ? -1 : 1),
    );
  if (configs.length === 0) {
    briefly(l10n.t('There is no base config: no YAML file of this folder could be one.'));
    return undefined;
  }
  const items: (QuickPickItem & { uri: Uri })[] = configs.map(uri => ({
    label: baseName(uri),
    description: workspace.asRelativePath(uri),
    uri,
  }));
  const placeHolder = l10n.t('The base config that the search starts from');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.uri;
}

const askName = (base: Uri): Thenable<string | undefined> =>
  window.showInputBox({
    title: l10n.t('Start Exploration'),
    prompt: l10n.t('The name of the exploration: its log is called <name>_analysis.md.'),
    value: `${withoutEnding(baseName(base))}_Claude`,
    validateInput: name =>
      /^[^/\\]*[^/\\.\s][^/\\]*$/.test(name)
        ? undefined
        : l10n.t('A name of letters, digits and underscores.'),
  });

async function start(services: Services, base: Uri, name: string): Promise<string | Refusal | undefined> {
  const wanted = await planStart(services, base, name);
  if ('message' in wanted) return wanted;
  const { action } = wanted;
  const lost = action.files.filter(({ exists }) => exists);
  if (lost.length > 0 && !(await confirmLoss(base, lost, action.leftovers)))
    return l10n.t('Nothing was changed.');
  const changes: DiskChange[] = [];
  for (const { path, text, exists } of action.files) {
    const change = await changeOf(services, base.with({ path }), text, exists);
    if ('message' in change) return change;
    changes.push(change);
  }
  const label = l10n.t('Start the exploration {0}', name);
  const outcome = await services.diskEdits.change(changes, { label });
  const answer = outcomeOf(
    outcome,
    l10n.t('{0} can begin: the slot configs, the log, the memory file and the plan are there.', name),
  );
  if (outcome.kind === 'written') await showLog(base, action);
  return answer;
}

async function planStart(
  { protocols, settings, diskEdits, files }: Services,
  base: Uri,
  name: string,
): Promise<{ action: StartAction } | Refusal> {
  const now = await diskEdits.read(base);
  if (now.kind === 'unsaved') return unsaved(base);
  const text = await files.read(base);
  if (text === undefined) return { message: l10n.t('{0} cannot be read.', baseName(base)) };
  await protocols.discover(base);
  const found = await explorationOfBase(base.path, filesAround(base), protocols.findingFor(base), name);
  const { presetOfBase, startFiles } = await import('../../../core/batch/index.ts');
  const wanted = settings.for(base).protocol;
  const preset = wanted === 'auto' ? presetOfBase([name, baseName(base)], text) : wanted;
  const file = protocols.nearest(base)?.with(preset);
  if (!preset && !file)
    return {
      message: l10n.t('No protocol fits {0}, so what the first batch is to be is unknown.', baseName(base)),
      wayOut: chooseProtocol,
    };
  const action = startFiles({ path: base.path, text }, found, protocolOf({ preset, file }));
  return isRefused(action) ? refusalOf(action, base) : { action };
}

/** A question that names every file that would be lost. */
async function confirmLoss(
  base: Uri,
  lost: readonly StartFile[],
  leftovers: readonly string[],
): Promise<boolean> {
  const named = lost.map(({ path }) => workspace.asRelativePath(base.with({ path })));
  const left =
    leftovers.length > 0
      ? ['', l10n.t('Result logs and kept configs of earlier runs stay: {0} files.', leftovers.length)]
      : [];
  return agreed(
    l10n.t('These files are there already, and what they hold would be lost.'),
    [...named, ...left],
    l10n.t('Replace {0} Files', lost.length),
  );
}

async function changeOf(
  { diskEdits }: Services,
  uri: Uri,
  text: string,
  exists: boolean,
): Promise<DiskChange | Refusal> {
  if (!exists) return { uri, before: undefined, edits: [insert(0, text)] };
  const now = await diskEdits.read(uri);
  if (now.kind === 'unsaved') return unsaved(uri);
  if (now.kind !== 'file') return unlike(uri, l10n.t('Remove it, or choose another name.'));
  return { uri, before: now.text, edits: now.text === text ? [] : [replace(span(0, now.text.length), text)] };
}

async function showLog(base: Uri, { files }: StartAction): Promise<void> {
  const log = files.find(({ path }) => path.endsWith('.md'));
  if (log) await window.showTextDocument(base.with({ path: log.path }));
}
