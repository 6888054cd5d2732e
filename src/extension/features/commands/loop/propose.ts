import { commands, l10n, window } from 'vscode';
import { isRefused } from '../../../../core/actions/action.ts';
import type { Proposal, ProposeInput } from '../../../../core/batch/index.ts';
import type { Problem } from '../../../../core/lint/problem.ts';
import type { ReadExploration } from '../../../services/explorations.ts';
import type { Services } from '../../../services/index.ts';
import type { CommandHandler } from '../../commands.ts';
import { recordResultsId } from '../../command-ids.ts';
import { agreed } from '../agreed.ts';
import { refuse } from '../refusal.ts';
import { perform } from '../slots/perform.ts';
import { ProposalPick } from './proposal-pick.ts';
import { loopOf, waits } from './record.ts';

/** Chooses the next batch with the user, slot by slot, and writes it into the slot configs and the plan. */
export const proposeBatchCommand: CommandHandler = async services => {
  const exploration = await loopOf(services);
  if (!exploration || isUnrecorded(services, exploration)) return;
  if (await waits(services, exploration)) return;
  const { batch, files } = exploration;
  if (!(await goesOn(batch.openErrors(files.exploration)))) return;
  const input = batch.proposalInput(files);
  const proposal = await choose(services, exploration, input);
  if (!proposal) return;
  // Choosing can take a while, in which runs may end.
  const now = await services.explorations.read(exploration.log);
  if (isUnrecorded(services, now) || (await waits(services, now))) return;
  const action = batch.batchAction(now.files, proposal);
  if (isRefused(action) || (await writesOver(action.notes))) await perform(services, now, action);
};

/** What somebody changed by hand may be meant. */
const writesOver = async (notes: readonly string[]): Promise<boolean> =>
  notes.length === 0 ||
  agreed(
    l10n.t('The batch would be written over what was changed by hand.'),
    notes,
    l10n.t('Write All the Same'),
  );

/** The four entries come before the four configs. */
function isUnrecorded(services: Services, { batch, files }: ReadExploration): boolean {
  const waiting = batch.waitingIn(files);
  if (waiting.length === 0) return false;
  const { message, advice } = batch.unrecorded(waiting);
  const wayOut = { title: l10n.t('Record Results'), command: recordResultsId, argument: undefined };
  refuse(services, { message: `${message} ${advice}`, wayOut });
  return true;
}

/** What is chosen from entries with errors may rest on mistakes. */
async function goesOn(errors: readonly Problem[]): Promise<boolean> {
  if (errors.length === 0) return true;
  const yes = l10n.t('Propose All the Same');
  const answer = await window.showWarningMessage(
    l10n.t('The newest batch of the log has errors, and the next one is chosen from it.'),
    {
      modal: true,
      detail: errors.map(({ line, rule, message }) => `${line + 1}: ${rule}: ${message}`).join('\n'),
    },
    yes,
    l10n.t('Show Problems'),
  );
  if (answer === l10n.t('Show Problems')) await commands.executeCommand('workbench.actions.view.problems');
  return answer === yes;
}

async function choose(
  services: Services,
  exploration: ReadExploration,
  input: ProposeInput,
): Promise<Proposal | undefined> {
  const outcome = exploration.batch.propose(input);
  if (outcome.kind === 'refused') {
    refuse(services, { message: `${outcome.message} ${outcome.advice}` });
    return undefined;
  }
  return new ProposalPick(exploration, input, outcome.proposal).show();
}
